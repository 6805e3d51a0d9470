import type { z } from 'zod';
import { namedRecords } from '../../../pipelines/identity/golden/record-numbers.ts';
import type { identityDecisionsQuery, IdentityDecisionsResponse } from '../../contract/api/identity.ts';
import type { IdentityDecision } from '../../contract/identity-decision.ts';
import { ownerNames } from './owner-names.ts';
import { recordNames } from './record-names.ts';
import { overruledDecisions } from './overruled.ts';
import { pinnedCustomers } from './pinned-customers.ts';
import type { Review } from './with-review.ts';

/** Names what was decided in one go: decisions of one request have one instant and one maker. */
const goOf = ({ at, by, entity }: IdentityDecision): string => JSON.stringify([at, by, entity]);

/** The journal, newest first. A revocation speaks of the records of what it revokes. */
export async function listDecisions(
  { lease, state, stamp }: Review,
  { entity, waiting, together, offset, limit }: z.output<typeof identityDecisionsQuery>,
): Promise<IdentityDecisionsResponse> {
  const byId = new Map(state.decisions.map((decision) => [decision.id, decision]));
  const first = together === undefined ? undefined : byId.get(together);
  const go = first && goOf(first);
  const all = state.decisions.filter(
    (each) =>
      (entity === undefined || each.entity === entity) &&
      (waiting === undefined || state.isPending(each)) &&
      (together === undefined || goOf(each) === go),
  );
  const inGo = new Map<string, number>();
  for (const each of state.decisions)
    if (each.kind !== 'revoke' && state.isPending(each))
      inGo.set(goOf(each), (inGo.get(goOf(each)) ?? 0) + 1);
  const overruled = overruledDecisions(state.active, await pinnedCustomers(lease, state.active));
  const shown = [...all].reverse().slice(offset, offset + limit);
  const aboutOf = (decision: IdentityDecision): IdentityDecision | undefined =>
    decision.kind === 'revoke' ? byId.get(decision.revokes) : decision;
  const spokenOf = (decision: IdentityDecision): string[] => {
    const about = aboutOf(decision);
    return about === undefined ? [] : namedRecords([about]).slice(0, 100);
  };
  const pinnedOwner = (decision: IdentityDecision): string | null => {
    const about = aboutOf(decision);
    return about?.kind === 'pin' && about.field === 'owner_key' ? about.value : null;
  };
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
      revoked: decision.kind === 'revoke' ? (aboutOf(decision) ?? null) : null,
      together: decision.kind !== 'revoke' && state.isPending(decision) ? (inGo.get(goOf(decision)) ?? 1) : 1,
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
