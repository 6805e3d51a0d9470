import type { Cell } from '../../src/contract/api/cell.ts';

/**
 * What spreadsheets and importers take for the beginning of a formula: = + - @ in ASCII, wide, small and raised forms,
 * also behind blanks and invisible characters that some of them drop.
 */
const formula =
  /^(?:[\t\r\n]|[\s\p{Cc}\p{Cf}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\uFE66\uFE62\uFE63\uFE6B\u207A-\u207C\u208A-\u208C\u2212])/u;

/** [API-12] A text cell can never become a formula; a number stays the number it is. */
export const escapeFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** Most texts: nothing in them needs care. */
const plain = /^[\w\u4E00-\u9FFF](?:[^",\r\n]*[^",\s])?$/;

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  if (plain.test(cell)) return cell;
  const text = escapeFormula(cell);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One CSV record with its line end (RFC 4180). NULL is an empty field, an empty text is `""`. */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;

/** Tells Excel that the file is UTF-8. */
export const byteOrderMark = '\uFEFF';
