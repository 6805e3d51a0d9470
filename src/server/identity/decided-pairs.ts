import type { ActiveIdentityDecision } from '../../contract/identity-decision.ts';
import type { IdentityEntity } from '../../contract/identity-entities.ts';

export interface DecidedPair {
  readonly left: string;
  readonly right: string;
  readonly id: string;
  readonly joins: boolean;
}

/** Of many records that are one only the chain is named, which says the same. */
const namedInFull = 40;

/** Pairs of records of an entity that decisions name, the lesser id first, each with the newest decision about it. */
export function decidedPairs(
  active: readonly ActiveIdentityDecision[],
  entity: IdentityEntity,
): DecidedPair[] {
  const found = new Map<string, DecidedPair>();
  const add = (a: string, b: string, id: string, joins: boolean): void => {
    if (a === b) return;
    const [left, right] = a < b ? [a, b] : [b, a];
    const key = JSON.stringify([left, right]);
    if (!found.has(key)) found.set(key, { left, right, id, joins });
  };
  for (const decision of [...active].reverse()) {
    if (decision.entity !== entity) continue;
    if (decision.kind === 'cannot_link')
      for (const a of decision.left) for (const b of decision.right) add(a, b, decision.id, false);
    if (decision.kind !== 'must_link') continue;
    const { records, id } = decision;
    for (const [at, a] of records.entries())
      for (const b of records.length > namedInFull && at > 0 ? [] : records.slice(at + 1))
        add(a, b, id, true);
  }
  return [...found.values()];
}
