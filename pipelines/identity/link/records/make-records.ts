import { TandemError } from '../../../../src/contract/errors.ts';
import { rankKeys } from '../../../../src/stats/linkage/code/rank-keys.ts';
import { integerColumns } from '../../../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import {
  codeRecords,
  readRows,
  readValues,
  valueTable,
  type CodedRecords,
  type RecordRows,
} from './coded-records.ts';
import { forgetIncrements } from '../increment/increment-pairs.ts';
import type { LinkPlan } from '../link-plan.ts';
import { keyOf } from '../link-settings.ts';
import type { LinkThreads } from '../link-threads.ts';
import { numberTable } from './number-table.ts';
import { countPairs, type RecordCounts } from '../block/pick-blocks.ts';
import { numberSql, rawRecordsSql, recordsSql, rowsSql, valuesSql } from './record-sql.ts';
import { weighWords } from './word-weights.ts';

export interface MadeRecords {
  readonly counts: RecordCounts;
  readonly features: CodedRecords;
}

const refuse = (plan: LinkPlan, reason: 'key_empty' | 'key_twice', details: { id?: string } = {}): never => {
  const key = [plan.settings.key ?? '']
    .flatMap((each) => (typeof each === 'string' ? each : Object.values(each)))
    .join(', ');
  throw new TandemError('bad_request', { reason, key, ...details });
};

/** Whether rows can be read more than once from where they are: tables of this database, with a key. */
async function inTables(warehouse: Warehouse, plan: LinkPlan): Promise<boolean> {
  for (const { name, source } of plan.relations) {
    if (keyOf(plan.settings, name) === undefined) return false;
    const [found] = await warehouse.rows<{ n: number }>(
      `select count(*)::integer as n from duckdb_tables() where table_name = $1 and database_name = current_database() and schema_name = current_schema()`,
      [source],
    );
    if (found?.n !== 1) return false;
  }
  return true;
}

/** How many rows there are of each relation. */
async function countRows(warehouse: Warehouse, plan: LinkPlan): Promise<RecordCounts> {
  const per = await warehouse.rows<{ rel: number; n: number; named: number }>(
    `select rel::integer as rel, count(*)::double as n, count(id)::double as named from ${plan.table('row')} group by rel`,
  );
  if (per.some(({ n, named }) => named < n)) refuse(plan, 'key_empty');
  const counts = countPairs(
    plan,
    plan.relations.map((_, rel) => per.find((row) => row.rel === rel)?.n ?? 0),
  );
  if (counts.records === 0) throw new TandemError('bad_request', { reason: 'no_records' });
  return counts;
}

/** Numbers of the rows in their order, where two ids have one hash. */
async function numbersById(warehouse: Warehouse, plan: LinkPlan): Promise<Int32Array> {
  const rows = plan.table('row');
  const [twice] = await warehouse.rows<{ id: string | null }>(
    `select min(id) as id from (select id from ${rows} group by id, rel having count(*) > 1)`,
  );
  const id = twice?.id;
  if (typeof id === 'string') refuse(plan, 'key_twice', { id });
  const [no = new Int32Array()] = await integerColumns(
    warehouse,
    `select no from (select rowid as place, ${numberSql()} as no from ${rows}) order by place`,
  );
  const numbers = new Int32Array(new SharedArrayBuffer(4 * no.length));
  numbers.set(no);
  return numbers;
}

/** Writes the numbers of the rows, and makes view `code` of both. */
async function writeNumbers(warehouse: Warehouse, plan: LinkPlan, no: Int32Array): Promise<void> {
  const [rows, numbers] = [plan.table('row'), plan.table('number')];
  const scratch = plan.scratch('numbered');
  await numberTable(warehouse, scratch, ['no'], [no]);
  await warehouse.run(`create or replace table ${numbers} as select * from ${scratch}`);
  await warehouse.run(`drop table ${scratch}`);
  await warehouse.run(
    `create or replace view ${plan.table('code')} as select n.no, r.* from ${rows} r positional join ${numbers} n`,
  );
}

/** The rows with the hash of what they hold, numbered: table `row` and view `code`. */
async function makeRows(
  warehouse: Warehouse,
  plan: LinkPlan,
  sql: string,
  threads: LinkThreads,
): Promise<{ counts: RecordCounts; rows: RecordRows; no: Int32Array }> {
  await warehouse.run(`create or replace table ${plan.table('row')} as ${sql}`);
  const counts = await countRows(warehouse, plan);
  const rows = await readRows(warehouse, plan, counts.records, threads);
  const no = rankKeys(rows.ids) ?? (await numbersById(warehouse, plan));
  await writeNumbers(warehouse, plan, no);
  return { counts, rows, no };
}

/**
 * Normalises the records, numbered by the hash of their ids: tables `value_<field>` of distinct values, `row` of their
 * hashes in each record, views `code` with numbers beside them and `record` of all; and reads them. Throws `bad_request` when a row has no
 * key, or two rows have one. `again`: words weigh what they did in an earlier run.
 */
export async function makeRecords(
  warehouse: Warehouse,
  plan: LinkPlan,
  threads: LinkThreads,
  again = false,
): Promise<MadeRecords> {
  const kind = (await inTables(warehouse, plan)) ? 'view' : 'table';
  // Each kind has its name: after a run that was refused, the one cannot be replaced by the other.
  const raw = plan.table(kind === 'view' ? 'source' : 'raw');
  await warehouse.run(`create or replace ${kind} ${raw} as ${rawRecordsSql(plan)}`);
  await forgetIncrements(warehouse, plan);
  if (!again) for (const field of plan.fields) await weighWords(warehouse, field, raw);
  const value = (at: number): string => valueTable(plan, at);
  // Two of a million values have one hash once in thirty million runs; another salt tells them apart.
  for (let salt = 0; ; salt++) {
    const values = await readValues(warehouse, plan, (field) =>
      warehouse.run(`create or replace table ${value(field.at)} as ${valuesSql(field, raw, salt)}`),
    );
    const { counts, rows, no } = await makeRows(warehouse, plan, rowsSql(plan, raw, salt), threads);
    const features = await codeRecords(plan, values, rows, no, threads);
    if (features === undefined) continue;
    await warehouse.run(
      `create or replace view ${plan.table('record')} as ${recordsSql(plan, plan.table('code'), value)}`,
    );
    await warehouse.run(`drop ${kind} ${raw}`);
    return { counts, features };
  }
}
