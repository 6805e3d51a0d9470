import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isTandemError, TandemError } from '../../../../src/contract/errors.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier, literal } from '../../../../src/warehouse/quote.ts';
import { openFile } from '../../../load/open-file.ts';
import type { OpenFile } from '../../../load/opened-file.ts';
import { sniffDialect } from '../../../load/sniff-dialect.ts';
import { standIn } from '../../../load/write-clean.ts';

/** A line of an input that is no record, and so is not linked. */
export interface LeftOutLine {
  readonly file: string;
  readonly line: number;
  /** broken_quotes, wrong_column_count, bad_encoding or bad_json, as in the quarantine of a load. */
  readonly rule: string;
  readonly text: string;
}

/** A file made a table. */
export interface ReadInput {
  /** Line of the file that the row of rowid 0 stands on; where records are not lines, its number among them. */
  readonly firstLine: number;
  /** Lines that cannot be read. */
  readonly leftOut: readonly LeftOutLine[];
}

export function checkInput(file: string): void {
  if (!existsSync(file)) throw new TandemError('file_not_found', { file });
  if (!statSync(file).isFile()) throw new TandemError('file_unreadable', { file, reason: 'not_a_file' });
  if (statSync(file).size === 0) throw new TandemError('file_empty', { file });
}

/**
 * Makes `table` of a file, all of it text, without the lines that cannot be read. A file whose lines are mostly no records
 * as they were taken to be is left to the engine, which knows further dialects and takes all of it or nothing. Throws file_not_found, file_empty, file_unreadable, and bad_request of a heading without rows.
 */
export async function readInput(
  warehouse: Warehouse,
  file: string,
  table: string,
  scratch: string,
): Promise<ReadInput> {
  checkInput(file);
  const isParquet = /\.(parquet|pq)$/i.test(file);
  const folder = join(scratch, table);
  mkdirSync(folder, { recursive: true });
  const opened = isParquet ? undefined : await open(warehouse, file, folder);
  const lines = opened === undefined ? [] : leftOut(file, opened);
  if (opened !== undefined) {
    refuseBinary(file, opened.header);
    await makeTable(warehouse, table, opened);
    if ((await countRows(warehouse, table)) > lines.length)
      return { firstLine: opened.firstLine, leftOut: lines };
    await warehouse.run(`drop table ${table}`);
  }
  const reader = isParquet
    ? `read_parquet(${literal(file)})`
    : `read_csv(${literal(file)}, all_varchar = true, header = true, sample_size = -1)`;
  const header = await engine(file, async () =>
    (await warehouse.rows<{ column_name: string }>(`describe select * from ${reader}`)).map(
      (column) => column.column_name,
    ),
  );
  refuseBinary(file, header);
  // What the engine makes of such a file must not be less: all of a line in one column is nobody's table.
  const [first] = lines;
  if (opened !== undefined && first !== undefined && header.length < opened.header.length)
    throw new TandemError('file_unreadable', {
      file,
      reason: 'mostly_no_records',
      n: lines.length,
      line: first.line,
    });
  const cells = columnNames(header).map(
    (name, at) => `${identifier(header[at] ?? '')} as ${identifier(name)}`,
  );
  await engine(file, () =>
    warehouse.run(`create table ${table} as select ${cells.join(', ')} from ${reader}`),
  );
  if ((await countRows(warehouse, table)) === 0)
    throw new TandemError('bad_request', { reason: 'no_rows', file });
  return { firstLine: isParquet ? 1 : 2, leftOut: [] };
}

async function engine<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new TandemError(
      'file_unreadable',
      { file, reason: 'engine_said', said: readReason(error) },
      { cause: error },
    );
  }
}

/** A picture or a program has no columns. */
function refuseBinary(file: string, header: readonly string[]): void {
  const isControl = (letter: string): boolean => letter < ' ' && letter.trim() !== '';
  if (header.some((name) => Array.from(name, isControl).includes(true)))
    throw new TandemError('file_unreadable', { file, reason: 'not_a_table' });
}

/** Nothing for a delimited file that the byte scan cannot make out. */
async function open(warehouse: Warehouse, file: string, scratch: string): Promise<OpenFile | undefined> {
  const { format } = sniffDialect(file);
  try {
    return await openFile(file, format, { warehouse, scratch });
  } catch (error) {
    if (isTandemError(error) && (format.type === 'csv' || format.type === 'tsv')) return undefined;
    throw error;
  }
}

/** Names of the columns, each once; what the engine numbers rows by is its own. */
function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>(['rowid']);
  return header.map((name, at) => {
    const base = name === '' ? `column${String(at)}` : name;
    let own = base;
    for (let n = 1; taken.has(own.toLowerCase()); n++) own = `${base}_${String(n)}`;
    taken.add(own.toLowerCase());
    return own;
  });
}

async function makeTable(
  warehouse: Warehouse,
  table: string,
  { header, relation, hasStandIns, lineMark }: OpenFile,
): Promise<void> {
  const names = columnNames(header).map(identifier);
  const cells = names.map((name, at) => {
    const cell = `c${String(at)}::varchar`;
    return `${lineMark === undefined ? cell : `replace(${cell}, ${literal(lineMark)}, chr(10))`} as ${name}`;
  });
  await warehouse.run(`create table ${table} as select ${cells.join(', ')} from ${relation}`);
  // Deleted when all have their numbers, so that a row's number tells its line.
  if (hasStandIns)
    await warehouse.run(`delete from ${table} where starts_with(${names[0] ?? ''}, ${literal(standIn)})`);
}

const leftOut = (file: string, { damages }: OpenFile): LeftOutLine[] =>
  damages.map(({ line, rule, raw }) => ({ file: basename(file), line, rule, text: raw }));

export async function countRows(warehouse: Warehouse, table: string): Promise<number> {
  const [size] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${table}`);
  return size?.n ?? 0;
}

/** The line that cannot be read and what is wrong with it, without the line itself and advice for programmers. */
function readReason(error: unknown): string {
  const lines = (error instanceof Error ? error.message : '').split('\n').map((line) => line.trim());
  const [first = ''] = lines;
  const at = lines.findIndex((line) => line.startsWith('Original Line'));
  const cause = at < 0 ? undefined : lines.slice(at + 1).find((line) => line !== '');
  const plain = first.replace(/^Invalid Input Error: /, '');
  return cause === undefined ? plain : `${plain}: ${cause}`;
}
