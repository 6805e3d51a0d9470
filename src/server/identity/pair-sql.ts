import { oneOfSeveral, otherOfSeveral } from '../../../pipelines/identity/pair-explanation.ts';
import type { DecidedPair } from './decided-pairs.ts';
import { namedPairs } from './named-pairs.ts';
import type { ReviewState } from './review-state.ts';
import type { Parameters } from '../../metrics/parameters.ts';

/** A side of a pair as one column. */
const side = (alias: string): string =>
  `${alias}.customer_id as ${alias}_id, ${alias}.source as ${alias}_source, ${alias}.name as ${alias}_name, ${alias}.city as ${alias}_city, ${alias}.country as ${alias}_country, ${alias}.golden_id as ${alias}_golden`;

export const peopleSql = `people as (
  select customer_id, golden_id, customer_no, _source as source, name, city, country from dim_customer where is_current and customer_no <> 0
)`;

/**
 * The table `pair`: every kept pair with its two sides and what was decided about it, by the journal. `decided` are the
 * pairs that decisions name.
 */
export function pairSql(
  decided: readonly DecidedPair[],
  state: Pick<ReviewState, 'isPending' | 'decisions'>,
  parameters: Parameters,
): string {
  return `${namedPairs(decided, state, parameters)},
${peopleSql},
pair as (
  select ${side('l')}, ${side('r')}, p.weight, p.probability, p.band, p.same_golden, p.is_bridge, p.value_at_stake::double as stake,
    len(list_filter(p.addends, lambda addend: addend.label in ('${oneOfSeveral}', '${otherOfSeveral}'))) > 0 as one_of_several,
    named.id as decided_id, named.joins, named.pending
  from fct_identity_pair p
  join people l on l.customer_id = p.left_id
  join people r on r.customer_id = p.right_id
  left join named on named.left_id = p.left_id and named.right_id = p.right_id
)`;
}
