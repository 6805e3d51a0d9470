import { join } from 'node:path';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { ObjectContract } from './contract.ts';
import type { FilePart, OpenFile } from './opened-file.ts';
import { parquetOptions, versionsSql } from './row-versions.ts';
import { fileList } from './stored-rows.ts';

export interface Staging {
  readonly warehouse: Warehouse;
  readonly contract: ObjectContract;
  readonly file: OpenFile;
  readonly fallbackCursor: string;
  /** SELECT that casts and checks the records of a part (see stage-sql.ts). */
  readonly sqlOf: (part: FilePart) => string;
}

/**
 * Leaves view `stage` (one row a record, rowid = ordinal) and table `warned` (code, n) behind. A long file is never in
 * memory as a whole: the accepted rows of each part are written as they will stand in the lake, and `stage` reads them
 * there. Returns these files; none for a file that came in one piece.
 */
export async function stageFile(staging: Staging): Promise<string[]> {
  const { warehouse, contract, file, sqlOf } = staging;
  if (file.parts === undefined) {
    await warehouse.run(
      `create or replace temp table staged as ${sqlOf(file)}; create or replace temp table warned as ${warnedSql}; ` +
        `create or replace temp view stage as select rowid, * from staged`,
    );
    return [];
  }
  const targets = await stageParts(staging, file.parts);
  const columns = contract.columns.map((column) => identifier(column.name)).join(', ');
  await warehouse.run(
    `create or replace temp view stage as ` +
      `select _line - ${file.firstLine} as rowid, ${columns}, _is_deleted as _deleted, null::usmallint as _rule, null::utinyint as _warning, null::varchar[] as _cells from read_parquet(${fileList(targets)}) ` +
      `union all select r, ${columns}, _deleted, _rule, _warning, _cells from set_aside`,
  );
  return targets;
}

const warnedSql = `select _warning as code, count(*) as n from staged where _rule is null and _warning is not null group by 1`;

/** The engine stages and writes one part while the next is scanned here. */
async function stageParts(
  { warehouse, contract, file, fallbackCursor, sqlOf }: Staging,
  parts: NonNullable<OpenFile['parts']>,
): Promise<string[]> {
  const targets: string[] = [];
  const classified = { dropped: false, compared: false };
  let records = 0;
  let part: FilePart | undefined = file;
  while (part !== undefined) {
    const target = join(parts.folder, `rows-${targets.length}.parquet`);
    const into = (table: string) =>
      targets.length === 0 ? `create or replace temp table ${table} as` : `insert into ${table}`;
    const lineSql = `(rowid + ${records + file.firstLine})::bigint`;
    const running = warehouse.run(
      `create or replace temp table staged as ${sqlOf(part)}; ` +
        `copy (${versionsSql({ contract, classified, fallbackCursor, lineSql }, 'staged')}) to ${literal(target)} ${parquetOptions}; ` +
        `${into('set_aside')} select rowid + ${records} as r, * from staged where _rule is not null; ` +
        `${into('warned')} ${warnedSql}`,
    );
    targets.push(target);
    let next: FilePart | undefined;
    try {
      next = parts.next();
    } finally {
      await running;
    }
    const [row] = await warehouse.rows<{ n: string }>('select count(*) as n from staged');
    records += Number(row?.n ?? 0);
    part = next;
  }
  await warehouse.run('drop table staged');
  return targets;
}
