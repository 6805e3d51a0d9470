import type { ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';
import { assignGoldenIds } from '../../src/stats/linkage/cluster/golden-ids.ts';
import { seriesSayings, type SeriesSayings } from '../../src/stats/linkage/cluster/series-sayings.ts';
import { appendRows, integerColumns } from '../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { collectCustomerRecords, saidBySource } from './customer-records.ts';
import { decidedGroups } from './golden/decided-groups.ts';
import { formClusters } from './golden/form-clusters.ts';
import { knownGoldenIds } from './golden/known-ids.ts';
import { onceSql } from './golden/once-sql.ts';
import { seriesSql } from './golden/series-sql.ts';
import { recordNumbers } from './golden/record-numbers.ts';
import type { ScoredPairs } from './golden/scored-pairs.ts';
import { writeGolden } from './golden/write-golden.ts';
import { writePairs } from './golden/write-pairs.ts';
import { linkCustomers } from './link-customers.ts';
import { scratchTable } from './scratch.ts';
import { activeThresholds } from './thresholds.ts';

/** Golden customers: links records, honours decisions, gives ids that outlive rebuilds. Ids carry over from `served`; sources of `once` hold every customer once. */
export async function resolveCustomers(
  warehouse: Warehouse,
  decisions: readonly ActiveIdentityDecision[],
  served: string | undefined,
  once: readonly string[],
): Promise<void> {
  const records = await collectCustomerRecords(warehouse);
  const numbers = await recordNumbers(warehouse, 'customer', decisions);
  const thresholds = await linkCustomers(
    warehouse,
    activeThresholds(decisions),
    decidedPairs(records, decisions, numbers),
    once,
  );
  const said = await saidBySource(warehouse);
  const pairs = await scoredPairs(warehouse);
  const { clusters, decided, matched, between } = formClusters({
    records,
    pairs,
    thresholds,
    decisions,
    numbers,
    said: said.numbers,
    once: await onceOf(warehouse, once),
    series: await seriesOf(warehouse),
  });
  const known = await knownGoldenIds(warehouse, records, served);
  await writeGolden(warehouse, clusters, assignGoldenIds(clusters.cluster, clusters.count, known));
  await writePairs(warehouse, { pairs: matched, clusters, decided, between });
  await warehouse.run(`insert into int_identity_said ${said.select}`);
  await appendRows(
    warehouse,
    { name: 'int_identity_pin' },
    decisions.flatMap((each, at) =>
      each.kind === 'pin' && numbers.has(each.record)
        ? [[each.id, each.record, each.field, each.value, at]]
        : [],
    ),
  );
  await appendRows(
    warehouse,
    { name: 'meta_identity_overruled' },
    decided.overruled.map((id) => [id]),
  );
}

async function onceOf(warehouse: Warehouse, sources: readonly string[]): Promise<Int32Array> {
  const rows = await warehouse.rows<{ once: number }>(onceSql(scratchTable('customer'), 'n'), [
    JSON.stringify(sources),
  ]);
  return Int32Array.from(rows, ({ once }) => once);
}

async function seriesOf(warehouse: Warehouse): Promise<SeriesSayings> {
  const rows = await warehouse.rows<{ said: string | null }>(seriesSql(scratchTable('customer'), 'n'));
  return seriesSayings(rows.map(({ said }) => said));
}

async function scoredPairs(warehouse: Warehouse): Promise<ScoredPairs> {
  const empty = new Int32Array();
  const [left = empty, right = empty, weight = empty] = await integerColumns(
    warehouse,
    `select left_n, right_n, weight from ${scratchTable('scored')} order by weight desc, left_n, right_n`,
  );
  return { left, right, weight };
}

/** Pairs that a decision names, by id of record: people see what their evidence is, however little. */
function decidedPairs(
  records: number,
  decisions: readonly ActiveIdentityDecision[],
  numbers: ReadonlyMap<string, number>,
): [string, string][] {
  const ids = new Map(Array.from(numbers, ([id, n]) => [n, id]));
  const { decisionOf } = decidedGroups(records, decisions, (id) => numbers.get(id));
  return Array.from(decisionOf.keys(), (key): [string, string] => {
    const [left = '', right = ''] = key.split('|').map((n) => ids.get(Number(n)) ?? '');
    return [left, right];
  });
}
