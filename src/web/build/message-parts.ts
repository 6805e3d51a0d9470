import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';
import { readAhead } from '../../messages/translate.ts';

/** Words of one page each, by the first part of their keys: fetched with the page and not before. */
const parts: Readonly<Record<string, readonly string[]>> = {
  customers: ['customer', 'customers'],
  data: ['data', 'fix', 'rejects', 'rule'],
  identity: ['identity'],
  joined: ['joined'],
  orders: ['orders'],
  users: ['users', 'audit'],
};
/** Words of the command line: never fetched by a page. */
const nowhere = ['cli'];

const file = /\/messages\/(en|zh-CN)\.json(?:\?part=(\w+))?$/;

/** The messages of a language that belong to a part, or, without one, to every page. */
export const messagesOf = (
  messages: Readonly<Record<string, string>>,
  part: string | undefined,
): Record<string, string> => {
  const elsewhere = new Set([...nowhere, ...Object.values(parts).flat()]);
  const wanted = (key: string): boolean => {
    const first = key.slice(0, key.indexOf('.'));
    return part === undefined ? !elsewhere.has(first) : (parts[part] ?? []).includes(first);
  };
  return Object.fromEntries(Object.entries(messages).filter(([key]) => wanted(key)));
};

/** All that a page needs of the ICU parser where its messages are read ahead. */
const parser = '@formatjs/icu-messageformat-parser';

/**
 * Cuts the messages of a language into what every page needs and what one page needs: an overview fetches no word of the
 * pages beside it. They are read ahead, which spares every page the parser, some 6 kB gzip. While developing nothing is
 * cut or read, a part then being the whole.
 */
export const messageParts = (): Plugin => ({
  name: 'message-parts',
  apply: 'build',
  enforce: 'pre',
  resolveId(source, importer) {
    return source === parser ? this.resolve(`${parser}/no-parser.js`, importer) : undefined;
  },
  load(id) {
    const found = file.exec(id);
    if (!found) return undefined;
    const [path = ''] = id.split('?');
    const messages = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
    const language = found[1] === 'zh-CN' ? 'zh-CN' : 'en';
    const read = Object.entries(messagesOf(messages, found[2])).map(([key, text]) => [
      key,
      readAhead(text, language),
    ]);
    return { code: JSON.stringify(Object.fromEntries(read)), moduleType: 'json' };
  },
});
