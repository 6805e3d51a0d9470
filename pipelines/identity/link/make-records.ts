import { TandemError } from '../../../src/contract/errors.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { readRecords, valueTable, type CodedRecords } from './coded-records.ts';
import { forgetIncrements } from './increment-pairs.ts';
import type { LinkPlan } from './link-plan.ts';
import { keyOf } from './link-settings.ts';
import type { LinkThreads } from './link-threads.ts';
import { countPairs, type RecordCounts } from './pick-blocks.ts';
import { codesSql, numbersSql, rawRecordsSql, recordsSql, valuesSql, type NumberedBy } from './record-sql.ts';

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

/** Numbers the rows and writes table `code`: their hashes. Says how many there are of each relation; nothing when two ids have one hash. */
async function writeCodes(
  warehouse: Warehouse,
  plan: LinkPlan,
  raw: string,
  by: NumberedBy,
  salt: number,
): Promise<readonly number[] | undefined> {
  const [numbers, codes] = [plan.table('number'), plan.table('code')];
  await warehouse.run(`create or replace table ${numbers} as ${numbersSql(raw, by)}`);
  await warehouse.run(`create or replace table ${codes} as ${codesSql(plan, raw, numbers, by, salt)}`);
  const per = await warehouse.rows<{ rel: number; n: number; named: number; numbered: number }>(
    `select rel::integer as rel, count(*)::double as n, count(id)::double as named, (select count(*) from ${numbers})::double as numbered from ${codes} group by rel`,
  );
  await warehouse.run(`drop table ${numbers}`);
  const total = per.reduce((sum, { n }) => sum + n, 0);
  if (per.some(({ n, named }) => named < n)) refuse(plan, 'key_empty');
  if (total !== (per[0]?.numbered ?? 0)) return undefined;
  return plan.relations.map((_, rel) => per.find((row) => row.rel === rel)?.n ?? 0);
}

async function refuseTwice(warehouse: Warehouse, plan: LinkPlan, raw: string): Promise<void> {
  const [twice] = await warehouse.rows<{ id: string | null }>(
    `select min(id) as id from (select id from ${raw} group by id, rel having count(*) > 1)`,
  );
  const id = twice?.id;
  if (typeof id === 'string') refuse(plan, 'key_twice', { id });
}

/**
 * Normalises the records, numbered by the hash of their ids: tables `value_<field>` of distinct values, `code` of their
 * hashes in each record, view `record` of both; and reads them. Throws `bad_request` when a row has no key, or two rows have one.
 */
export async function makeRecords(
  warehouse: Warehouse,
  plan: LinkPlan,
  threads: LinkThreads,
): Promise<MadeRecords> {
  const kind = (await inTables(warehouse, plan)) ? 'view' : 'table';
  // Each kind has its name: after a run that was refused, the one cannot be replaced by the other.
  const raw = plan.table(kind === 'view' ? 'source' : 'raw');
  await warehouse.run(`create or replace ${kind} ${raw} as ${rawRecordsSql(plan)}`);
  await forgetIncrements(warehouse, plan);
  const value = (at: number): string => valueTable(plan, at);
  // Two of a million values have one hash once in thirty million runs; another salt tells them apart.
  for (let salt = 0; ; salt++) {
    for (const field of plan.fields)
      await warehouse.run(`create or replace table ${value(field.at)} as ${valuesSql(field, raw, salt)}`);
    let perRelation = await writeCodes(warehouse, plan, raw, 'hash', salt);
    if (perRelation === undefined) {
      await refuseTwice(warehouse, plan, raw);
      perRelation = (await writeCodes(warehouse, plan, raw, 'id', salt)) ?? [];
    }
    const counts = countPairs(plan, perRelation);
    if (counts.records === 0) throw new TandemError('bad_request', { reason: 'no_records' });
    const features = await readRecords(warehouse, plan, counts.records, threads);
    if (features === undefined) continue;
    await warehouse.run(
      `create or replace view ${plan.table('record')} as ${recordsSql(plan, plan.table('code'), value)}`,
    );
    await warehouse.run(`drop ${kind} ${raw}`);
    return { counts, features };
  }
}
