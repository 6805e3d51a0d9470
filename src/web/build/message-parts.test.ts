import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { languages } from '../../messages/language.ts';
import { loadMessages } from '../../messages/load-messages.ts';
import { createTranslate, readAhead } from '../../messages/translate.ts';
import en from '../../messages/en.json' with { type: 'json' };
import { messagesOf } from './message-parts.ts';

const parts = ['customers', 'data', 'identity', 'joined', 'orders', 'users'] as const;
/** Parts that hold words of another name than their own. */
const within: Readonly<Record<string, string>> = {
  customer: 'customers',
  fix: 'data',
  rejects: 'data',
  rule: 'data',
  audit: 'users',
};

describe('the messages of a page', () => {
  it('and those of every page are all messages but the command line’s, each once', () => {
    const given = [undefined, ...parts].flatMap((part) => Object.keys(messagesOf(en, part)));
    expect(given.sort()).toEqual(
      Object.keys(en)
        .filter((key) => !key.startsWith('cli.'))
        .sort(),
    );
  });

  it.each(languages)(
    'say the same when they are read ahead, as a built page has them (%s)',
    async (language) => {
      const texts = await loadMessages(language);
      const read = Object.fromEntries(
        Object.entries(texts).map(([key, text]) => [
          key,
          typeof text === 'string' ? readAhead(text, language) : text,
        ]),
      );
      const sent = JSON.parse(JSON.stringify(read)) as typeof read;
      const [own, built] = [createTranslate(language, texts), createTranslate(language, sent)];
      for (const n of [0, 1, 2, 1234.5]) {
        const values = new Proxy({}, { get: () => n, has: () => true });
        for (const key of Object.keys(texts))
          expect(built.maybe(key, values), key).toBe(own.maybe(key, values));
      }
      expect(Object.values(sent).filter((each) => typeof each === 'string' && /[{}]/.test(each))).toEqual([]);
    },
  );

  it('are asked for by no other page', () => {
    const root = new URL('../', import.meta.url);
    const told = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(svelte|ts)$/.test(path) && !path.endsWith('.test.ts'))
      .flatMap((path) => {
        const text = readFileSync(new URL(path, root), 'utf8');
        const asked = [
          ...text.matchAll(
            /\bt(?:Or)?\(\s*['`](customers?|data|fix|rejects|rule|identity|joined|orders|users|audit|cli)\./g,
          ),
        ].map(([, first = '']) => within[first] ?? first);
        return asked.filter((part) => !path.startsWith(`pages/${part}/`)).map((part) => `${path}: ${part}`);
      });
    expect(told).toEqual([]);
  });
});
