import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { batchPaths } from './batch-files.ts';
import type { Classified } from './classify-file.ts';
import type { OpenFile } from './opened-file.ts';
import { keySql } from './row-sql.ts';
import { againSql, parquetOptions, versionsSql, type RowVersions } from './row-versions.ts';
import { lineMark } from './write-clean.ts';
import { firstCheckCode, headerPosition, noRecordCode } from './stage-sql.ts';

export interface BatchWriter extends RowVersions {
  readonly warehouse: Warehouse;
  readonly file: OpenFile;
  readonly classified: Classified;
  readonly batch: string;
  readonly scratch: string;
}

/** Writes the parquet files of a batch (not its manifest). Returns in how many parts its rows are, 0: in one file. */
export async function writeBatch(writer: BatchWriter, folder: string): Promise<number> {
  const { warehouse, contract, classified } = writer;
  const paths = batchPaths(folder, writer.batch);
  mkdirSync(folder, { recursive: true });
  const kept = classified.dropped || classified.unchanged > 0 ? [] : classified.parts;
  if (kept.length === 0) await copyTo(warehouse, versionsSql(writer), paths.rows);
  if (classified.again > 0) await copyTo(warehouse, againSql(writer), paths.again);
  await stageRejects(writer);
  await copyTo(warehouse, 'select * from rejects order by line', paths.rejects);
  if (contract.spec.extract === 'full') {
    const key = keySql(contract);
    await copyTo(
      warehouse,
      `select distinct ${key} as _key from stage where _rule is distinct from ${noRecordCode} and ${key} is not null`,
      paths.keys,
    );
  }
  if (classified.dropped) await warehouse.run('drop table dropped');
  for (const [at, part] of kept.entries()) renameSync(part, paths.part(at));
  return kept.length;
}

async function copyTo(warehouse: Warehouse, sql: string, target: string): Promise<void> {
  await warehouse.run(`copy (${sql}) to ${literal(`${target}.next`)} ${parquetOptions}`);
  renameSync(`${target}.next`, target);
}

/** A row without a text of its own, as JSON. */
export const jsonSql = (pairs: readonly (readonly [string, string])[]): string =>
  `json_object(${pairs.map(([name, sql]) => `${literal(name)}, (${sql})::varchar`).join(', ')})::varchar`;

/** Fills temp table `rejects`: reject_id, line, rule, column_name, value, raw, cells, key. */
export async function stageRejects({
  warehouse,
  contract,
  file,
  classified,
  batch,
  scratch,
  lineSql,
}: BatchWriter): Promise<void> {
  const codes = classified.checks.map((check, at) => {
    const column = contract.columns.find((one) => one.name === check.column);
    return `(${at + firstCheckCode}, ${literal(check.rule)}, ${literal(check.column)}, ${headerPosition(file.header, column?.headers ?? []) + 1})`;
  });
  const rendered = (pairs: readonly (readonly [string, string])[]) =>
    file.rawAt === undefined ? jsonSql(pairs) : 'null::varchar';
  const asCells = rendered(file.header.map((name, at) => [name, `_cells[${at + 1}]`]));
  const asRow = rendered(contract.columns.map(({ name }) => [name, identifier(name)]));
  const drops = classified.dropped
    ? `union all select rowid, 0, null::varchar[], ${keySql(contract)}, ${asRow} from stage where rowid in (select r from dropped where why = 'duplicate')`
    : '';
  await warehouse.run(`
    create or replace temp table rejected as
    select ${lineSql.replaceAll('rowid', 'r')} as line, code, _cells, key, own_text
    from (select rowid as r, _rule as code, _cells, null::varchar as key, ${asCells} as own_text from stage where _rule > ${noRecordCode} ${drops})
    order by line`);
  const mark = `array_to_string(_cells, '')`;
  const found = await warehouse.rows<{ line: string; more: number }>(
    `select line, coalesce(length(${mark}) - length(replace(${mark}, ${literal(lineMark)}, '')), 0)::integer as more from rejected order by line`,
  );
  const lines = found.map((row) => Number(row.line));
  const raws = file.rawAt?.(
    lines,
    found.map((row) => row.more),
  );
  const news = join(scratch, 'rejects.ndjson');
  writeFileSync(
    news,
    [
      ...lines.map((line, at) => JSON.stringify({ line, rule: null, value: null, raw: raws?.[at] ?? '' })),
      ...file.damages.map(({ line, rule, value, raw }) => JSON.stringify({ line, rule, value, raw })),
    ].join('\n'),
  );
  await warehouse.run(`
    create or replace temp table rejects as
    with codes(code, rule, column_name, place) as (values (0, 'duplicate_key', ${literal(contract.keyColumns.join(', '))}, 0)${codes.map((code) => `, ${code}`).join('')}),
    texts as (select * from read_json(${literal(news)}, format = 'newline_delimited', columns = {line: 'BIGINT', rule: 'VARCHAR', value: 'VARCHAR', raw: 'VARCHAR'}))
    select ${literal(batch)} || '-' || rejected.line as reject_id, rejected.line, codes.rule, codes.column_name,
      coalesce(case when place > 0 then _cells[place] else key end, '') as value, coalesce(own_text, texts.raw) as raw, _cells as cells
    from rejected join codes using (code) left join texts on texts.line = rejected.line and texts.rule is null
    union all
    select ${literal(batch)} || '-' || line, line, rule, '', value, raw, null from texts where rule is not null`);
}
