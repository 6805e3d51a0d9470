import type { IdentityPreviewResponse } from '../../contract/api/identity.ts';
import type { ActiveIdentityDecision } from '../../contract/identity-decision.ts';
import type { Services } from '../services.ts';
import { changedValues } from './changed-values.ts';
import { checkDecisions, type GivenDecision } from './check-decisions.ts';
import { numbersOf, stateUnder } from './cluster-question.ts';
import { newlyOverruled, withNew } from './decide.ts';
import { pinnedCustomers } from './pinned-customers.ts';
import { goldenValues, servedValues } from './golden-values.ts';
import { namedOwners } from './named-owners.ts';
import { tellChanges } from './tell-changes.ts';
import { toldChanges } from './threshold-effect.ts';
import type { Review } from './with-review.ts';

const pinned = (decisions: readonly ActiveIdentityDecision[]): string[] =>
  decisions.flatMap((each) => (each.kind === 'pin' ? [each.record] : []));

const onlyIn = (
  those: readonly ActiveIdentityDecision[],
  others: readonly ActiveIdentityDecision[],
): ActiveIdentityDecision[] => {
  const known = new Set(others.map(({ id }) => id));
  return those.filter(({ id }) => !known.has(id));
};

/**
 * [REVIEW-4] What decisions would change, on top of those that wait; of none, what those that wait change: the golden customers and the values that the next
 * run makes of the data served now. Nothing is kept. Throws what deciding would throw, save for contradicting earlier
 * decisions, which are named in `overruled`.
 */
export async function preview(
  services: Pick<Services, 'identity'>,
  { lease, model, state, stamp }: Review,
  given: readonly GivenDecision[],
  by: string,
): Promise<IdentityPreviewResponse> {
  await checkDecisions({ lease, state }, given);
  const customerOf = await pinnedCustomers(lease, [...state.active, ...given]);
  const overruled = newlyOverruled(state.active, given, by, customerOf);
  const before = stateUnder(given.length === 0 ? state.known : state.active, model);
  const after = stateUnder(withNew(state.active, given), model);
  const touched = pinned([
    ...onlyIn(before.decisions, after.decisions),
    ...onlyIn(after.decisions, before.decisions),
  ]);
  const [data, numbers] = await Promise.all([
    services.identity.data(lease),
    numbersOf(lease, [...before.decisions, ...after.decisions]),
  ]);
  const effect = await services.identity.thread.effect({
    kind: 'effect',
    data,
    numbers,
    before,
    after,
    watch: touched.flatMap((id) => numbers.get(id) ?? []),
    limit: toldChanges,
  });
  const [changes, watched] = await Promise.all([
    tellChanges(lease, effect.changes),
    tellChanges(lease, effect.watched),
  ]);
  const all = [...new Map([...changes, ...watched].map((change) => [change.goldenId, change])).values()];
  const [was, is] = await Promise.all([
    state.pending === 0
      ? servedValues(
          lease,
          all.map(({ goldenId }) => goldenId),
        )
      : goldenValues(
          lease,
          all.map(({ goldenId, before: own }) => [goldenId, own]),
          before.decisions,
        ),
    goldenValues(
      lease,
      all.map(({ goldenId, after: own }) => [goldenId, own]),
      after.decisions,
    ),
  ]);
  return {
    ...stamp,
    golden: { ...effect.golden },
    merged: effect.merged,
    split: effect.split,
    changes: changes.map((change) => ({
      ...change,
      name: is.get(change.goldenId)?.['name'] ?? change.name,
      before: [...change.before],
      after: [...change.after],
      names: { ...change.names },
    })),
    values: await namedOwners(
      lease,
      changedValues(
        all.map(({ goldenId }) => goldenId),
        was,
        is,
      ),
    ),
    overruled,
  };
}
