import { existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { TandemError } from '../../../src/contract/errors.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { identifier, literal } from '../../../src/warehouse/quote.ts';
import { openFile } from '../../load/open-file.ts';
import type { OpenFile } from '../../load/opened-file.ts';
import { sniffDialect } from '../../load/sniff-dialect.ts';
import { standIn } from '../../load/write-clean.ts';

/** A line of an input that is no record, and so is not linked. */
export interface LeftOutLine {
  readonly file: string;
  readonly line: number;
  /** broken_quotes, wrong_column_count, bad_encoding or bad_json, as in the quarantine of a load. */
  readonly rule: string;
  readonly text: string;
}

export function checkInput(file: string): void {
  if (!existsSync(file)) throw new TandemError('file_not_found', { file });
  if (!statSync(file).isFile())
    throw new TandemError('file_unreadable', { file, reason: 'it is not a file' });
  if (statSync(file).size === 0) throw new TandemError('file_empty', { file });
}

/**
 * Makes `table` of a file, all of it text, and gives the lines that were left out because they cannot be read. A file
 * whose lines are mostly no records as they were taken to be is left to the engine, which knows further dialects and
 * takes all of it or nothing. Throws file_not_found, file_empty, file_unreadable.
 */
export async function readInput(
  warehouse: Warehouse,
  file: string,
  table: string,
  scratch: string,
): Promise<LeftOutLine[]> {
  checkInput(file);
  const isParquet = /\.(parquet|pq)$/i.test(file);
  const folder = join(scratch, table);
  mkdirSync(folder, { recursive: true });
  const opened = isParquet ? undefined : await open(warehouse, file, folder);
  const lines = opened === undefined ? [] : leftOut(file, opened);
  if (opened !== undefined) {
    await warehouse.run(`create table ${table} as ${recordsSql(opened)}`);
    if ((await countRows(warehouse, table)) > lines.length) return lines;
    await warehouse.run(`drop table ${table}`);
  }
  const reader = isParquet
    ? `read_parquet(${literal(file)})`
    : `read_csv(${literal(file)}, all_varchar = true, header = true, sample_size = -1)`;
  try {
    await warehouse.run(`create table ${table} as select * from ${reader}`);
  } catch (error) {
    throw new TandemError('file_unreadable', { file, reason: readReason(error) }, { cause: error });
  }
  if ((await countRows(warehouse, table)) === 0) throw new TandemError('file_empty', { file });
  return [];
}

/** Nothing for a file that the byte scan cannot make out. */
async function open(warehouse: Warehouse, file: string, scratch: string): Promise<OpenFile | undefined> {
  try {
    return await openFile(file, sniffDialect(file).format, { warehouse, scratch });
  } catch (error) {
    if (error instanceof TandemError) return undefined;
    throw error;
  }
}

function recordsSql({ header, relation, hasStandIns, lineMark }: OpenFile): string {
  const taken = new Set<string>();
  const columns = header.map((name, at) => {
    const base = name === '' ? `column${String(at)}` : name;
    let own = base;
    for (let n = 1; taken.has(own.toLowerCase()); n++) own = `${base}_${String(n)}`;
    taken.add(own.toLowerCase());
    const cell = `c${String(at)}::varchar`;
    return `${lineMark === undefined ? cell : `replace(${cell}, ${literal(lineMark)}, chr(10))`} as ${identifier(own)}`;
  });
  return `select ${columns.join(', ')} from ${relation}${hasStandIns ? ` where c0 is null or not starts_with(c0, ${literal(standIn)})` : ''}`;
}

const leftOut = (file: string, { damages }: OpenFile): LeftOutLine[] =>
  damages.map(({ line, rule, raw }) => ({ file: basename(file), line, rule, text: raw }));

async function countRows(warehouse: Warehouse, table: string): Promise<number> {
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
