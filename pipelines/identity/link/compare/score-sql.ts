import type { FieldWeights } from '../../../../src/stats/linkage/weigh/field-weights.ts';
import type { WeightModel } from '../../../../src/stats/linkage/weigh/pair-weight.ts';
import { levelSql, levelWeightSql, rareSql } from './compare-sql.ts';
import type { LinkPlan } from '../link-plan.ts';
import { beyondAllSql } from '../estimate/premises.ts';
import { mostSharedSql } from '../estimate/shared-evidence.ts';

type ScoreModel = Pick<WeightModel, 'prior' | 'weights' | 'shared' | 'premises'>;

/** Compares all fields of pairs (`l`, `r`) of the record table: the select list g0, g1 … with its joins. */
const comparedSql = (plan: LinkPlan, pairs: string, more: string): string =>
  `select p.l, p.r${more}${plan.fields.map((field) => `, ${levelSql(field)} as g${String(field.at)}`).join('')}
   from ${pairs} p join ${plan.table('record')} l on l.no = p.l join ${plan.table('record')} r on r.no = p.r`;

const weightsOf = (model: ScoreModel, at: number): FieldWeights => model.weights[at] ?? { alone: [] };

/** Numbers of fields that are shared or not; all are not when none is. */
const fieldsThat = (plan: LinkPlan, { shared }: ScoreModel, isShared: boolean): number[] =>
  plan.fields.map(({ at }) => at).filter((at) => (shared?.fields.includes(at) === true) === isShared);

const sum = (terms: readonly string[]): string => (terms.length === 0 ? '0' : terms.join(' + '));

/** Weight of a compared pair from what its own fields and those shared by a household say, or less where they are called differently. */
function withCap(
  plan: LinkPlan,
  { shared, premises, prior, weights }: ScoreModel,
  [own, common]: readonly [string, string],
  rare: boolean,
): string {
  const capped = shared === undefined ? own : `${own} + least(${common}, ${mostSharedSql(shared)})`;
  return premises === undefined || premises.length === 0
    ? capped
    : `least(${capped}, ${own} + ${common} - ${beyondAllSql(plan, { prior, weights }, premises, rare)})`;
}

/** Scores pairs of the record table (l, r, low, high, kept, f…), as scorePairs does: l, r, rules, levels g…, f… as far as it counts, base, weight; those at or above `least`, or kept. */
export function scoredSql(plan: LinkPlan, model: ScoreModel, candidates: string, least: number): string {
  const terms = plan.fields.filter(({ weighted }) => weighted).map(({ at }) => ({ at, f: `f${String(at)}` }));
  const columns = plan.fields.map(({ at }) => `, g${String(at)}`).join('');
  const counted = terms.map(({ at, f }) => `, ${rareSql(f, weightsOf(model, at))}::integer as ${f}`).join('');
  const levels = (isShared: boolean): string =>
    sum(fieldsThat(plan, model, isShared).map((at) => levelWeightSql(at, weightsOf(model, at))));
  const rare = (isShared: boolean): string => {
    const among = fieldsThat(plan, model, isShared);
    return sum(terms.filter(({ at }) => among.includes(at)).map(({ f }) => f));
  };
  const weight = withCap(plan, model, [`own + ${rare(false)}`, `common + ${rare(true)}`], true);
  const rules = `((p.low::bigint & 4294967295) | (p.high::bigint << 32))`;
  const compared = comparedSql(
    plan,
    candidates,
    `, ${rules} as rules, p.kept${terms.map(({ f }) => `, p.${f}`).join('')}`,
  );
  return `select * exclude (kept, own, common), (${withCap(plan, model, ['own', 'common'], false)})::integer as base, (${weight})::integer as weight
    from (select l, r, rules, kept${columns}${counted}, ${String(model.prior)} + ${levels(false)} as own, ${levels(true)} as common from (${compared}))
    where kept = 1 or ${weight} >= ${String(least)}`;
}
