import type { Warehouse } from '../../src/warehouse/open.ts';
import { literal } from '../../src/warehouse/quote.ts';
import { lakeCatalog, stagingSchema, stagingTable } from '../publish/build-context.ts';
import { customerSettings } from './customer-settings.ts';
import { keptRecordsSql } from './kept-records.ts';
import { blockKeysSql } from './link/block/block-keys.ts';
import { linkRecords, type LinkResult } from './link/link-records.ts';
import { raritySql } from './link/estimate/term-frequency.ts';
import { makeScratch, scratchTable } from './scratch.ts';
import { type LinkThresholds, lowestKept } from './thresholds.ts';

const prefix = 'link_';
const linked = (name: string): string => stagingTable(`${prefix}${name}`);

/** Runs `work` with bare names meaning tables of the scratch schema. */
async function inScratch<T>(warehouse: Warehouse, work: () => Promise<T>): Promise<T> {
  const [path] = await warehouse.rows<{ path: string }>(`select current_setting('search_path') as path`);
  await warehouse.run(`set search_path = ${literal(`${lakeCatalog}.${stagingSchema}`)}`);
  try {
    return await work();
  } finally {
    await warehouse.run(`set search_path = ${literal(path?.path ?? '')}`);
  }
}

const own: LinkThresholds = {
  match: customerSettings.thresholds.match * 1000,
  review: customerSettings.thresholds.review * 1000,
};

/**
 * Compares the records of `identity_customer` (scratch) and writes what it finds: the scratch table `identity_scored`
 * (left_n < right_n, weight, probability, band, blocks, addends), `mart_identity_record` and the customers' row of
 * `meta_identity_model`. `chosen` are thresholds that hold instead of the linker's own; they move bands and decide nothing
 * else. Pairs to `keep` are scored whatever they weigh. Returns the thresholds applied.
 */
export async function linkCustomers(
  warehouse: Warehouse,
  chosen: LinkThresholds | undefined,
  keep: readonly (readonly [string, string])[],
  once: readonly string[],
): Promise<LinkThresholds> {
  const thresholds = chosen ?? own;
  const { normaliseCustomers } = await import('./normalise/normalise-customers.ts');
  await normaliseCustomers(warehouse);
  const customer = scratchTable('customer');
  const [size] = await warehouse.rows<{ n: number }>(`select count(*)::double as n from ${customer}`);
  if ((size?.n ?? 0) === 0) {
    await makeScratch(warehouse, 'scored', `select * from (${scoredColumns}) where false`);
    return thresholds;
  }
  const { model, plan } = await inScratch(warehouse, () =>
    linkRecords(warehouse, {
      relations: [{ name: 'customer', source: scratchTable('normal') }],
      settings: customerSettings,
      keep,
      prefix,
    }),
  );
  await makeScratch(
    warehouse,
    'scored',
    `select least(a.n, b.n) as left_n, greatest(a.n, b.n) as right_n, weight, probability,
       case when weight >= ${String(thresholds.match)} then 'match' when weight >= ${String(thresholds.review)} then 'review' else 'apart' end as band,
       blocks, addends
     from ${linked('pair')} join ${customer} a on a.customer_id = left_id join ${customer} b on b.customer_id = right_id`,
  );
  await writeRecords(warehouse, { model, plan });
  await warehouse.run(`insert into meta_identity_model values ('customer', $1)`, [
    JSON.stringify({ ...model, thresholds, default_thresholds: own, floor: lowestKept, once }),
  ]);
  return thresholds;
}

/** Columns of `identity_scored` where there is nothing to score. */
const scoredColumns = `select 0::integer as left_n, 0::integer as right_n, 0::integer as weight, 0::double as probability,
  ''::varchar as band, []::varchar[] as blocks, []::struct("field" varchar, "level" integer, "label" varchar, "weight" integer)[] as addends`;

/** What explaining any two records takes, see explain-pair.ts. */
async function writeRecords(
  warehouse: Warehouse,
  { model, plan }: Omit<LinkResult, 'cluster'>,
): Promise<void> {
  await inScratch(warehouse, async () => {
    await warehouse.run(`create or replace table ${plan.table('block_key')} as ${blockKeysSql(plan, model)}`);
    await warehouse.run(`create or replace table ${plan.table('rarity')} as ${raritySql(plan)}`);
  });
  const kept = keptRecordsSql(plan, { rarity: linked('rarity'), blockKeys: linked('block_key') });
  await warehouse.run(
    `insert into mart_identity_record
     select id, source, fields, rarity, block_keys
     from (${kept}) join ${scratchTable('customer')} on customer_id = id
     order by id`,
  );
}
