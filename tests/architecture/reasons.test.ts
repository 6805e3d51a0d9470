import { describe, expect, it } from 'vitest';
import { cliReasons, fileReasons, pageReasons } from '../../src/contract/reasons.ts';
import { messageArguments } from './message-arguments.ts';
import { projectFiles, readProjectFile } from './project-files.ts';

const languages = ['en', 'zh-CN'] as const;
const messages = Object.fromEntries(
  languages.map((language) => [
    language,
    JSON.parse(readProjectFile(`src/messages/${language}.json`)) as Record<string, string>,
  ]),
);
const catalogues = { 'reason.': pageReasons, 'data.reason.': fileReasons, 'cli.reason.': cliReasons };
const reasons = Object.entries(catalogues).flatMap(([prefix, codes]) =>
  Object.entries<readonly string[]>(codes).map(
    ([code, names]) => [`${prefix}${code}`, [...names].sort()] as const,
  ),
);

describe('[LOAD-54] every reason is told in the reader’s language', () => {
  it.each(languages)('%s has a text of each, which names what comes with it and nothing else', (language) => {
    const texts = reasons.map(([key]) => {
      const text = messages[language]?.[key];
      const names =
        text === undefined
          ? undefined
          : messageArguments(text, language).map((one) => one.replace(/:.*/, ''));
      return [key, names && [...new Set(names)].sort()];
    });
    expect(texts).toEqual(reasons.map(([key, names]) => [key, names]));
  });

  it('no text is left of a reason that nothing gives', () => {
    const known = new Set(reasons.map(([key]) => key));
    const left = Object.keys(messages['en'] ?? {}).filter(
      (key) => /^((cli|data)\.)?reason\./.test(key) && !known.has(key),
    );
    expect(left).toEqual([]);
  });

  it('no code gives a reason that is not in the catalogue', () => {
    const known = new Map(
      Object.values(catalogues).flatMap((codes) => Object.entries<readonly string[]>(codes)),
    );
    const code = projectFiles().filter(
      (path) => /^(src|pipelines)\/.*\.ts$/.test(path) && !path.endsWith('.test.ts'),
    );
    const given = code.flatMap((path) =>
      [...readProjectFile(path).matchAll(/new TandemError\([^;]*/g)].flatMap(([call]) =>
        [...call.matchAll(/\breason: '([a-z]+(?:_[a-z]+)+)'/g)].map(([, reason = '']) => ({
          path,
          call,
          reason,
        })),
      ),
    );
    expect(given.length).toBeGreaterThan(20);
    expect(given.filter(({ reason }) => !known.has(reason))).toEqual([]);
    // A sentence in place of a code would be read in one language only.
    const sentences = code.flatMap((path) =>
      [...readProjectFile(path).matchAll(/new TandemError\(\s*'(?:bad|file|source)_[^;]*/g)].flatMap(
        ([call]) => (/\breason: (?:`|'[^']* )/.test(call) ? [`${path}: ${call}`] : []),
      ),
    );
    expect(sentences).toEqual([]);
    // Of the errors whose details are not typed by their reason, too, what the text names is there.
    const silent = given.filter(({ call, reason }) =>
      known.get(reason)?.some((name) => !new RegExp(`\\b${name}\\b`).test(call)),
    );
    expect(silent.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([]);
  });
});
