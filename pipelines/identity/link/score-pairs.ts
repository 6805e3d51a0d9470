import type { PairSearch } from '../../../src/stats/linkage/bounded-pairs.ts';
import type { FieldWeights } from '../../../src/stats/linkage/field-weights.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import { levelWeightSql, rareSql } from './compare-sql.ts';
import { fieldBounds, findPairs } from './find-pairs.ts';
import type { LinkPlan } from './link-plan.ts';
import { comparedSql } from './patterns.ts';

export interface ScoreModel {
  readonly prior: number;
  readonly weights: readonly FieldWeights[];
}

const bits = (weight: number): number => Math.round(weight * 1000);
export const reviewWeight = (plan: LinkPlan): number => bits(plan.settings.thresholds.review);
export const matchWeight = (plan: LinkPlan): number => bits(plan.settings.thresholds.match);

const weightsOf = (model: ScoreModel, at: number): FieldWeights => model.weights[at] ?? { alone: [] };

/** Weight of a compared pair before rare and frequent values are told apart, from its levels g0, g1 … */
const baseSql = (plan: LinkPlan, model: ScoreModel): string =>
  [String(model.prior), ...plan.fields.map(({ at }) => levelWeightSql(at, weightsOf(model, at)))].join(' + ');

/** Scores candidates as findPairs leaves them: l, r, rules, levels g…, f… as far as it counts, base, weight; those at or above `least`, or kept. */
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

/** Pairs to look for, and what each record's values add. */
export type LinkSearch = Omit<PairSearch, 'bound'> & { readonly adjust?: Int16Array };

/**
 * Forms the pairs of a search whose weight may reach `least` and scores them into a table. Pairs whose bound is below are
 * dropped before anything is compared, which loses none that would reach it.
 */
export async function scorePairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  model: ScoreModel,
  search: LinkSearch,
  { least, into }: { readonly least: number; readonly into: string },
): Promise<void> {
  const candidate = plan.scratch('candidate');
  const { adjust, ...rest } = search;
  await findPairs(
    warehouse,
    plan,
    {
      ...rest,
      bound: { prior: model.prior, fields: fieldBounds(plan, model.weights), threshold: least, adjust },
    },
    candidate,
  );
  await warehouse.run(`create or replace table ${into} as ${scoredSql(plan, model, candidate, least)}`);
  await warehouse.run(`drop table ${candidate}`);
}
