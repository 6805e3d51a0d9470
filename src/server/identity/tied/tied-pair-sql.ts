import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import { tieRules } from '../../../../pipelines/identity/rules/tie-rules.ts';
import type { Parameters } from '../../../metrics/parameters.ts';
import type { DecidedPair } from '../decided-pairs.ts';
import { namedPairs } from '../named-pairs.ts';
import type { ReviewState } from '../review-state.ts';
import { tiedSources } from './tied-source.ts';

/** What more records than these have in common tells none of them from the others. */
const crowd = 50;

const side = (alias: string): string =>
  `${alias}.id as ${alias}_id, ${alias}.source as ${alias}_source, ${alias}.shown as ${alias}_name, ${alias}.about as ${alias}_about, ${alias}.golden as ${alias}_golden`;

/**
 * The table `pair`, in the columns that it has for customers: every two records that rules tie, that only have something
 * in common, or that decisions name, the lesser id first. What people may share ties those who are one.
 */
export function tiedPairSql(
  entity: TiedEntity,
  decided: readonly DecidedPair[],
  state: Pick<ReviewState, 'isPending' | 'decisions'>,
  parameters: Parameters,
): string {
  const met = tieRules[entity].map(({ name, ties, heedsNames, on, compares }, rank) => {
    const relation = ties
      ? 'record'
      : `(select * from record qualify count(*) over (partition by ${compares.join(', ')}) <= ${String(crowd)})`;
    return `select a.n as l_n, b.n as r_n, '${name}' as rule, ${String(rank)} as rank, ${String(ties)} as ties from ${relation} a join ${relation} b on ${on} and a.n < b.n${heedsNames ? ' and a.golden = b.golden' : ''}`;
  });
  return `${namedPairs(decided, state, parameters)},
record as (${tiedSources[entity].records}),
met as (${met.join(' union all ')}),
tied as (
  select l_n, r_n, bool_or(ties) as ties, list(rule order by rank) filter (where ties) as tying, list(rule order by rank) as alike from met group by l_n, r_n
),
found as (
  select least(a.id, b.id) as left_id, greatest(a.id, b.id) as right_id, ties, if(ties, tying, alike) as rules
  from tied join record a on a.n = l_n join record b on b.n = r_n
),
pair as (
  select ${side('l')}, ${side('r')}, coalesce(found.rules, []) as rules,
    case when found.ties then 'match' when found.ties is null then 'apart' else 'review' end as band,
    l.golden = r.golden as same_golden, false as is_bridge, named.id as decided_id, named.joins, named.pending
  from found full join named using (left_id, right_id) join record l on l.id = left_id join record r on r.id = right_id
)`;
}
