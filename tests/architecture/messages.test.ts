import { describe, expect, it } from 'vitest';
import { errorCatalogue } from '../../src/contract/errors.ts';
import { dimensionDefinitions, metricDefinitions } from '../../src/metrics/registry.ts';
import { messagesOf } from '../../src/web/build/message-parts.ts';
import { hardCodedText } from './hard-coded-text.ts';
import { messageArguments } from './message-arguments.ts';
import { projectFiles, readProjectFile } from './project-files.ts';

const load = (language: string): Record<string, string> =>
  JSON.parse(readProjectFile(`src/messages/${language}.json`)) as Record<string, string>;
const en = load('en');
const zh = load('zh-CN');
const files = projectFiles();

describe('both languages say the same things', () => {
  it('have the same keys, and no text is empty', () => {
    expect(Object.keys(en).filter((key) => !(key in zh))).toEqual([]);
    expect(Object.keys(zh).filter((key) => !(key in en))).toEqual([]);
    const empty = [en, zh].flatMap((messages) =>
      Object.entries(messages).filter(([, text]) => text.trim() === ''),
    );
    expect(empty).toEqual([]);
    expect(Object.keys(en).length).toBeGreaterThan(0);
  });

  it('take the same arguments', () => {
    // Chinese has no plural: a number may stand where English needs the plural form.
    const names = (text: string, language: string): string =>
      [
        ...new Set(
          messageArguments(text, language).map((argument) => argument.replace(/:(number|plural|value)$/, '')),
        ),
      ].join();
    const different = Object.entries(en).filter(
      ([key, text]) => names(text, 'en') !== names(zh[key] ?? '', 'zh-CN'),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });

  it('are truly translated: a Chinese text of several words is Chinese', () => {
    const left = Object.entries(zh).filter(
      ([key, text]) => text === en[key] && /[a-z]{3,} [a-z]{3,}/.test(text.replaceAll(/\{[^}]*\}/g, '')),
    );
    expect(left.map(([key]) => key)).toEqual([]);
  });
});

describe('every message that is asked for exists', () => {
  it('keys written in the code are in the files', () => {
    const code = files.filter(
      (path) => /^(src|pipelines)\/.*\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'),
    );
    const asked = code.flatMap((path) =>
      [...readProjectFile(path).matchAll(/(?<![\w.$])(?:t|say|translate)(?:\.maybe)?\(\s*'([^'\n]+)'/g)].map(
        ([, key]) => ({ path, key: key ?? '' }),
      ),
    );
    expect(asked.filter(({ key }) => !(key in en))).toEqual([]);
  });

  it('every metric, its owner, grain and unit, and every dimension have their texts', () => {
    const wanted = metricDefinitions.flatMap(({ id, owner, grain, unit }) => [
      ...['name', 'definition', 'formula'].map((part) => `metric.${id}.${part}`),
      `owner.${owner}`,
      `grain.${grain}`,
      `unit.${unit}`,
    ]);
    expect(metricDefinitions.length).toBeGreaterThan(15);
    expect(
      [...wanted, ...dimensionDefinitions.map(({ id }) => `dimension.${id}`)].filter((key) => !(key in en)),
    ).toEqual([]);
  });

  it('every error of the catalogue has its text', () => {
    expect(Object.keys(errorCatalogue).filter((code) => !(`error.${code}` in en))).toEqual([]);
  });
});

describe('words of one page', () => {
  const keysOf = (part?: string): Set<string> => new Set(Object.keys(messagesOf(en, part)));
  const common = keysOf();
  const pages = files.filter(
    (path) => /^src\/web\/.*\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'),
  );
  /** Keys and beginnings of keys that a file asks for. */
  const askedBy = (path: string): string[] =>
    [...readProjectFile(path).matchAll(/\b(?:t|tOr)\(\s*['`]([\w.-]*\w\.)/g)].map(([, key]) => key ?? '');

  it('are asked for by that page only: another would show their keys', () => {
    const lost = pages.flatMap((path) => {
      const part = /^src\/web\/pages\/(\w+)\//.exec(path)?.[1];
      const own = part === undefined ? new Set<string>() : keysOf(part);
      return askedBy(path)
        .filter((beginning) => [...Object.keys(en)].some((key) => key.startsWith(beginning)))
        .filter((beginning) => ![...common, ...own].some((key) => key.startsWith(beginning)))
        .map((beginning) => `${path}: ${beginning}`);
    });
    expect(pages.length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  });
});

describe('no text is written into a page', () => {
  it('pages and components ask the messages for every word', () => {
    const pages = files.filter((path) => path.endsWith('.svelte'));
    const told = pages.flatMap((path) =>
      hardCodedText(readProjectFile(path)).map((text) => `${path}: ${text}`),
    );
    expect(told).toEqual([]);
  });

  it('planted words are found between tags and in spoken attributes, markup and expressions are not', () => {
    expect(hardCodedText(`<p class="big">Good morning</p>`)).toEqual(['Good morning']);
    expect(hardCodedText(`<div style:width="12rem" class:is-wide={wide}></div>`)).toEqual([]);
    expect(hardCodedText(`<button aria-label="Close it">×</button>`)).toEqual(['Close it']);
    expect(hardCodedText(`{#if a}<b>{t('x.y')}</b>{:else}<i>收入</i>{/if}`)).toEqual(['收入']);
    expect(
      hardCodedText(
        `<script>const a = 'Hello there';</script><p title={t('a')}>{t('x.y')} · 12 %</p><style>p { color: red; }</style>`,
      ),
    ).toEqual([]);
  });
});
