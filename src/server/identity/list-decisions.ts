import type { z } from 'zod';
import { namedRecords } from '../../../pipelines/identity/golden/record-numbers.ts';
import type { identityDecisionsQuery, IdentityDecisionsResponse } from '../../contract/api/identity.ts';
import { ownerNames } from './owner-names.ts';
import { recordNames } from './record-names.ts';
import { overruledDecisions } from './overruled.ts';
import type { Review } from './with-review.ts';

/** The journal, newest first. A revocation speaks of the records of what it revokes. */
export async function listDecisions(
  { lease, state, stamp }: Review,
  { entity, offset, limit }: z.output<typeof identityDecisionsQuery>,
): Promise<IdentityDecisionsResponse> {
  const all = state.decisions.filter((each) => entity === undefined || each.entity === entity);
  const byId = new Map(state.decisions.map((decision) => [decision.id, decision]));
  const overruled = overruledDecisions(state.active);
  const shown = [...all].reverse().slice(offset, offset + limit);
  const spokenOf = (decision: (typeof all)[number]): string[] => {
    const about = decision.kind === 'revoke' ? byId.get(decision.revokes) : decision;
    return about === undefined ? [] : namedRecords([about]).slice(0, 100);
  };
  const pinnedOwner = (decision: (typeof all)[number]): string | null =>
    decision.kind === 'pin' && decision.field === 'owner_key' ? decision.value : null;
  const [names, owners] = await Promise.all([
    recordNames(lease, [...new Set(shown.flatMap(spokenOf))]),
    ownerNames(
      lease,
      shown.flatMap((each) => pinnedOwner(each) ?? []),
    ),
  ]);
  return {
    ...stamp,
    total: all.length,
    broken: [...state.broken],
    rows: shown.map((decision) => ({
      decision,
      pending: state.isPending(decision),
      revokedBy: state.revokedBy.get(decision.id) ?? null,
      overruled: overruled.has(decision.id),
      owner: owners.get(pinnedOwner(decision) ?? '') ?? null,
      names: Object.fromEntries(
        spokenOf(decision).flatMap((id) => {
          const name = names.get(id);
          return name === undefined ? [] : [[id, name]];
        }),
      ),
    })),
  };
}
