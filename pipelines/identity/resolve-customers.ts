import type { ActiveIdentityDecision } from '../../src/contract/identity-decision.ts';
import { assignGoldenIds } from '../../src/stats/linkage/golden-ids.ts';
import { appendRows } from '../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import { collectCustomerRecords, saidBySource } from './customer-records.ts';
import { clusterRecords, matchedPairs } from './golden/cluster-records.ts';
import { decidedGroups } from './golden/decided-groups.ts';
import { knownGoldenIds } from './golden/known-ids.ts';
import { recordNumbers } from './golden/record-numbers.ts';
import { writeGolden } from './golden/write-golden.ts';
import { writePairs } from './golden/write-pairs.ts';
import type { CustomerLinker } from './linker.ts';

/** Golden customers: links records, honours decisions, gives ids that outlive rebuilds. Ids carry over from `served`. */
export async function resolveCustomers(
  warehouse: Warehouse,
  linker: CustomerLinker,
  decisions: readonly ActiveIdentityDecision[],
  served: string | undefined,
): Promise<void> {
  const records = await collectCustomerRecords(warehouse);
  await linker(warehouse);
  const numbers = await recordNumbers(warehouse, 'customer', decisions);
  const decided = decidedGroups(records, decisions, (id) => numbers.get(id), await saidBySource(warehouse));
  const pairs = await matchedPairs(warehouse);
  const clusters = clusterRecords(records, pairs, decided);
  const known = await knownGoldenIds(warehouse, records, served);
  await writeGolden(warehouse, clusters, assignGoldenIds(clusters.cluster, clusters.count, known));
  await writePairs(warehouse, pairs, clusters, decided);
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
