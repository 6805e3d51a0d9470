import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from '../../messages/en.json' with { type: 'json' };
import { messagesOf } from './message-parts.ts';

const parts = ['customers', 'data', 'identity', 'orders'] as const;
/** Parts that hold words of another name than their own. */
const within: Readonly<Record<string, string>> = {
  customer: 'customers',
  fix: 'data',
  rejects: 'data',
  rule: 'data',
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

  it('are asked for by no other page', () => {
    const root = new URL('../', import.meta.url);
    const told = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(svelte|ts)$/.test(path) && !path.endsWith('.test.ts'))
      .flatMap((path) => {
        const text = readFileSync(new URL(path, root), 'utf8');
        const asked = [
          ...text.matchAll(/\bt(?:Or)?\(\s*['`](customers?|data|fix|rejects|rule|identity|orders|cli)\./g),
        ].map(([, first = '']) => within[first] ?? first);
        return asked.filter((part) => !path.startsWith(`pages/${part}/`)).map((part) => `${path}: ${part}`);
      });
    expect(told).toEqual([]);
  });
});
