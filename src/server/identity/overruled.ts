import { namedRecords } from '../../../pipelines/identity/golden/record-numbers.ts';
import { decidedGroups } from '../../../pipelines/identity/golden/decided-groups.ts';
import type { ActiveIdentityDecision } from '../../contract/identity-decision.ts';
import type { CustomerOf } from './pinned-customers.ts';

/**
 * Decisions that later ones contradict, of those that hold and are given oldest first: about records as [GOLDEN-4] says;
 * of pins of one field of one customer, and of thresholds, all but the newest.
 */
export function overruledDecisions(
  active: readonly ActiveIdentityDecision[],
  customerOf: CustomerOf,
): ReadonlySet<string> {
  const overruled = new Set<string>();
  for (const entity of ['customer', 'contact', 'product'] as const) {
    const own = active.filter((each) => each.entity === entity);
    const numbers = new Map(namedRecords(own).map((id, at) => [id, at]));
    for (const id of decidedGroups(numbers.size, own, (record) => numbers.get(record)).overruled)
      overruled.add(id);
  }
  const newest = new Set<string>();
  for (const each of [...active].reverse()) {
    if (each.kind !== 'pin' && each.kind !== 'threshold') continue;
    const about = each.kind === 'pin' ? JSON.stringify([customerOf(each.record), each.field]) : '';
    if (newest.has(about)) overruled.add(each.id);
    newest.add(about);
  }
  return overruled;
}
