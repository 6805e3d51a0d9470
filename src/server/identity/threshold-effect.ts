import type { z } from 'zod';
import type { identityThresholdRequest, identityThresholdResponse } from '../../contract/api/identity.ts';
import type { Services } from '../services.ts';
import { numbersOf, stateUnder } from './cluster-question.ts';
import { goldenValues } from './golden-values.ts';
import { tellChanges } from './tell-changes.ts';
import type { Review } from './with-review.ts';

/** Changes that are told one by one. */
export const toldChanges = 100;

/** [REVIEW-4] What other thresholds would change, on top of the decisions that wait. */
export async function thresholdEffect(
  services: Pick<Services, 'identity'>,
  { lease, model, state, stamp }: Review,
  asked: z.output<typeof identityThresholdRequest>,
): Promise<z.input<typeof identityThresholdResponse>> {
  const before = stateUnder(state.active, model);
  const [data, numbers] = await Promise.all([
    services.identity.data(lease),
    numbersOf(lease, before.decisions),
  ]);
  const effect = await services.identity.thread.effect({
    kind: 'effect',
    data,
    numbers,
    before,
    after: { ...before, thresholds: asked },
    watch: [],
    limit: toldChanges,
  });
  const changes = await tellChanges(lease, effect.changes);
  const values = await goldenValues(
    lease,
    changes.map(({ goldenId, after }) => [goldenId, after]),
    before.decisions,
  );
  return {
    ...stamp,
    golden: effect.golden,
    merged: effect.merged,
    split: effect.split,
    matches: effect.matches,
    review: effect.review,
    changes: changes.map((change) => ({
      ...change,
      name: values.get(change.goldenId)?.['name'] ?? change.name,
      before: [...change.before],
      after: [...change.after],
      names: { ...change.names },
    })),
  };
}
