import type { Cell } from '../../contract/api/cell.ts';

/** Spreadsheets take a text that begins so for a formula; the wide forms count in East Asian versions. */
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/** [API-12] A text cell can never become a formula; a number stays the number it is. */
export const escapeFormula = (text: string): string => (formula.test(text) ? `'${text}` : text);

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = escapeFormula(cell);
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One CSV record with its line end (RFC 4180). NULL is an empty field, an empty text is `""`. */
export const csvRecord = (cells: readonly Cell[]): string => `${cells.map(field).join(',')}\r\n`;

/** Tells Excel that the file is UTF-8. */
export const byteOrderMark = '\uFEFF';
