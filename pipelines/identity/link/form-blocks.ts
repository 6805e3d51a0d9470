import { countingOrder } from '../../../src/stats/linkage/counting-order.ts';
import { keyBlocks, wholeBlock, type KeyBlocks } from '../../../src/stats/linkage/key-blocks.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { keysSql, type BlockRule } from './block-rules.ts';
import type { LinkPlan } from './link-plan.ts';
import type { RecordCounts } from './pick-blocks.ts';

function joined(parts: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The blocks a rule makes of the record table. */
export async function formBlocks(
  warehouse: Warehouse,
  plan: LinkPlan,
  rule: BlockRule,
  counts: RecordCounts,
  relation: Uint8Array,
): Promise<KeyBlocks> {
  if (rule.atoms.length === 0) return wholeBlock(counts.records, counts.possiblePairs);
  const records: Int32Array[] = [];
  const keys: Int32Array[] = [];
  await visitIntegers(
    warehouse,
    `select no, key from (${keysSql(rule, plan.table('record'))})`,
    ([no, key], rows) => {
      if (no !== undefined) records.push(no.slice(0, rows));
      if (key !== undefined) keys.push(key.slice(0, 2 * rows));
    },
  );
  const [record, key] = [joined(records), joined(keys)];
  return keyBlocks(
    counts.records,
    { record, key, order: countingOrder(record, counts.records) },
    plan.settings.largest_block,
    plan.within ? undefined : { of: relation, count: plan.relations.length },
  );
}
