import type { Parameters } from '../../metrics/parameters.ts';
import type { DecidedPair } from './decided-pairs.ts';
import type { ReviewState } from './review-state.ts';

/** The table `named`: pairs that decisions name, with the newest decision about each. */
export function namedPairs(
  decided: readonly DecidedPair[],
  state: Pick<ReviewState, 'isPending' | 'decisions'>,
  parameters: Parameters,
): string {
  const pending = new Set(state.decisions.filter(state.isPending).map(({ id }) => id));
  const named = parameters.text(
    JSON.stringify(decided.map(({ left, right, id, joins }) => [left, right, id, joins, pending.has(id)])),
  );
  return `named as (
  select one[1] as left_id, one[2] as right_id, one[3] as id, one[4] = 'true' as joins, one[5] = 'true' as pending
  from (select unnest(from_json(${named}::json, '[["varchar"]]')) as one)
)`;
}
