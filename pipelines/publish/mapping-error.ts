import { TandemError } from '../../src/contract/errors.ts';
import type { MappingFile } from './mapping-files.ts';

const place = /^LINE (\d+): (.*)\n( *)\^/m;

/** Where in the mapping's own text the engine points; `before` lines of the statement stand before that text. */
function pointedAt(
  message: string,
  mapping: MappingFile,
  before: number,
): { line: number; column: number } | undefined {
  const found = place.exec(message);
  if (!found) return undefined;
  const line = Number(found[1]) - before;
  const text = mapping.sql.split('\n')[line - 1];
  if (text === undefined) return undefined;
  // The engine shows a piece of a long line, with dots for what it leaves out.
  const from = (found[3] ?? '').length - `LINE ${found[1] ?? ''}: `.length;
  const piece = (found[2] ?? '').slice(Math.max(0, from)).replace(/\.\.\.$/, '');
  const at = text.indexOf(piece);
  return at < 0 ? undefined : { line, column: at + 1 };
}

/** The engine's complaint in one line: its first sentence and its advice, without the statement. */
const complaint = (message: string): string =>
  (message.split('\n-- in --')[0] ?? message)
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^LINE \d+:|^ *\^/.test(line))
    .map((line) => line.trim().replace(faultOfText, ''))
    .join('; ')
    .replaceAll('!;', ';')
    .replace(/[.!?]$/, '');

const faultOfText = /^(Binder|Parser|Catalog|Conversion|Invalid Input|Out of Range|Mismatch Type) Error: /;

/**
 * What is wrong in a mapping: the file, the line and column in it and what the engine says. A fault that is not of
 * its text (disk, memory) comes back as it was.
 */
export function mappingError(error: unknown, mapping: MappingFile, before?: number): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (!faultOfText.test(message)) return error;
  const at = before === undefined ? undefined : pointedAt(message, mapping, before);
  const where = at ? `line ${at.line}, column ${at.column}: ` : '';
  return new TandemError(
    'bad_system',
    { file: mapping.file, reason: `${where}${complaint(message)}` },
    { cause: error },
  );
}
