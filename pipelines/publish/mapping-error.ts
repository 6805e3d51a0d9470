import { TandemError } from '../../src/contract/errors.ts';
import type { Reason } from '../../src/contract/reasons.ts';
import type { MappingFile } from './mapping-files.ts';

const place = /^LINE (\d+): (.*)\n( *)\^/m;

/** Where in the mapping's own text the engine points; `before` lines of the statement stand before that text. */
function pointedAt(
  message: string,
  mapping: MappingFile,
  before: number,
): { at: number; char: number } | undefined {
  const found = place.exec(message);
  if (!found) return undefined;
  const line = Number(found[1]) - before;
  const text = mapping.sql.split('\n')[line - 1];
  if (text === undefined) return undefined;
  // The engine shows a piece of a long line, with dots for what it leaves out.
  const from = (found[3] ?? '').length - `LINE ${found[1] ?? ''}: `.length;
  const piece = (found[2] ?? '').slice(Math.max(0, from)).replace(/\.\.\.$/, '');
  const at = text.indexOf(piece);
  return at < 0 ? undefined : { at: line, char: at + 1 };
}

/** [LOAD-57] The engine's complaint in one line: its first sentence and its advice, without the statement. */
const complaint = (message: string): string =>
  (message.split('\n-- in --')[0] ?? message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^LINE \d+:|^ *\^/.test(line))
    .map((line) => line.trim().replace(faultOfText, ''))
    .join('; ')
    .replaceAll('!;', ';')
    .replace(/[.!?]$/, '');

const quoted = (text: string): string =>
  [...text.matchAll(/"([^"]+)"/g)].map(([, name = '']) => name).join(', ');

/** The commonest slips in the reader's words; everything else as the engine says it. */
function told(said: string): Reason {
  const column = /^Referenced column "(.+?)" (?:not found|was not found).*?Candidate bindings: (.*)$/.exec(
    said,
  );
  if (column) return { reason: 'mapping_no_column', column: column[1] ?? '', known: quoted(column[2] ?? '') };
  const table = /^Table with name (\S+) does not exist.*?Did you mean (.*)$/.exec(said);
  if (table) return { reason: 'mapping_no_table', table: table[1] ?? '', known: quoted(table[2] ?? '') };
  const part = /^(?:Values list|Table) "(.+?)" does not have a column named "(.+?)"/.exec(said);
  if (part) return { reason: 'mapping_part_column', table: part[1] ?? '', column: part[2] ?? '' };
  const near = /^syntax error at or near "(.+)"$/.exec(said);
  return near ? { reason: 'mapping_syntax', near: near[1] ?? '' } : { reason: 'mapping_refused', said };
}

const faultOfText = /^(Binder|Parser|Catalog|Conversion|Invalid Input|Out of Range|Mismatch Type) Error: /;

/**
 * What is wrong in a mapping: the file, the line and column in it and what the engine says. A fault that is not of
 * its text (disk, memory) comes back as it was.
 */
export function mappingError(error: unknown, mapping: MappingFile, before?: number): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (!faultOfText.test(message)) return error;
  const at = before === undefined ? undefined : pointedAt(message, mapping, before);
  return new TandemError(
    'bad_system',
    { file: mapping.file, ...at, ...told(complaint(message)) },
    { cause: error },
  );
}
