import type { FieldWeights } from '../../../src/stats/linkage/field-weights.ts';
import type { WeightModel } from '../../../src/stats/linkage/pair-weight.ts';
import { levelSql, levelWeightSql, rareSql } from './compare-sql.ts';
import type { LinkPlan } from './link-plan.ts';

type ScoreModel = Pick<WeightModel, 'prior' | 'weights'>;

/** Compares all fields of pairs (`l`, `r`) of the record table: the select list g0, g1 … with its joins. */
const comparedSql = (plan: LinkPlan, pairs: string, more: string): string =>
  `select p.l, p.r${more}${plan.fields.map((field) => `, ${levelSql(field)} as g${String(field.at)}`).join('')}
   from ${pairs} p join ${plan.table('record')} l on l.no = p.l join ${plan.table('record')} r on r.no = p.r`;

const weightsOf = (model: ScoreModel, at: number): FieldWeights => model.weights[at] ?? { alone: [] };

/** Weight of a compared pair before rare and frequent values are told apart, from its levels g0, g1 … */
const baseSql = (plan: LinkPlan, model: ScoreModel): string =>
  [String(model.prior), ...plan.fields.map(({ at }) => levelWeightSql(at, weightsOf(model, at)))].join(' + ');

/** Scores pairs of the record table (l, r, low, high, kept, f…), as scorePairs does: l, r, rules, levels g…, f… as far as it counts, base, weight; those at or above `least`, or kept. */
export function scoredSql(plan: LinkPlan, model: ScoreModel, candidates: string, least: number): string {
  const terms = plan.fields.filter(({ weighted }) => weighted).map(({ at }) => ({ at, f: `f${String(at)}` }));
  const columns = plan.fields.map(({ at }) => `, g${String(at)}`).join('');
  const counted = terms.map(({ at, f }) => `, ${rareSql(f, weightsOf(model, at))}::integer as ${f}`).join('');
  const sum = ['base', ...terms.map(({ f }) => f)].join(' + ');
  const rules = `((p.low::bigint & 4294967295) | (p.high::bigint << 32))`;
  const compared = comparedSql(
    plan,
    candidates,
    `, ${rules} as rules, p.kept${terms.map(({ f }) => `, p.${f}`).join('')}`,
  );
  return `select * exclude (kept), (${sum})::integer as weight
    from (select l, r, rules, kept${columns}${counted}, (${baseSql(plan, model)})::integer as base from (${compared}))
    where kept = 1 or ${sum} >= ${String(least)}`;
}
