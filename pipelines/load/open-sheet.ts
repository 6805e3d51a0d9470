import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { readXlsx as ReadXlsx } from 'hucre/xlsx';
import { TandemError } from '../../src/contract/errors.ts';
import type { OpenFile, OpenFileOptions } from './opened-file.ts';
import { openDelimited } from './open-delimited.ts';
import type { Format } from './system-schema.ts';
import { lineMark } from './write-clean.ts';

/** Opens one sheet of an XLSX workbook; the line of a record is its row in the sheet. */
export async function openSheet(file: string, format: Format, options: OpenFileOptions): Promise<OpenFile> {
  const { readXlsx } = await import('hucre/xlsx');
  const bytes = readFileSync(file);
  let workbook: Awaited<ReturnType<typeof ReadXlsx>>;
  try {
    workbook = await readXlsx(bytes);
  } catch (error) {
    throw new TandemError('file_unreadable', { file, reason: 'not_xlsx' }, { cause: error });
  }
  const sheet =
    format.sheet === undefined
      ? workbook.sheets[0]
      : workbook.sheets.find((one) => one.name === format.sheet);
  if (sheet === undefined) {
    throw new TandemError('file_unreadable', {
      file,
      reason: 'no_sheet',
      sheet: format.sheet ?? '',
      known: workbook.sheets.map((one) => one.name).join(', '),
    });
  }
  const width = Math.max(...sheet.rows.map((row) => row.length), 0);
  const lines = sheet.rows.map((row) =>
    row.every((cell) => cell === null || cell === '')
      ? ''
      : Array.from({ length: width }, (_, at) => cellText(row[at])).join(','),
  );
  const copy = join(options.scratch, 'sheet.csv');
  writeFileSync(copy, lines.join('\n'));
  const opened = openDelimited(
    copy,
    { ...format, type: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"' },
    options,
    file,
  );
  return { ...opened, lineMark, padded: true, bytes: bytes.length };
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) {
    const text = value.toISOString();
    return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
  }
  const text =
    typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : JSON.stringify(value);
  return `"${text.replaceAll('"', '""').replace(/\r?\n/g, lineMark)}"`;
}
