import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { BlockRule } from './block-rules.ts';
import { pairsOfRuleSql } from './block-table.ts';
import { boundSql, levelWeightSql } from './compare-sql.ts';
import { rareCap, type LinkPlan } from './link-plan.ts';
import { comparedSql } from './patterns.ts';

export interface ScoreModel {
  readonly prior: number;
  readonly weights: readonly (readonly number[])[];
}

const bits = (weight: number): number => Math.round(weight * 1000);
export const reviewWeight = (plan: LinkPlan): number => bits(plan.settings.thresholds.review);
export const matchWeight = (plan: LinkPlan): number => bits(plan.settings.thresholds.match);

/**
 * Forms the pairs of all rules and scores those that can reach the lower threshold: `pair_level` (l, r, rules: one bit a
 * rule, g0 … levels, base: weight before rare and frequent values are told apart). Pairs whose bound is below the
 * threshold are dropped before anything is compared, which loses none that would reach it. Decided pairs (`keep`) stay.
 */
export async function scorePairs(
  warehouse: Warehouse,
  plan: LinkPlan,
  rules: readonly BlockRule[],
  model: ScoreModel,
  { focus, keep, into }: { readonly focus?: string; readonly keep?: string; readonly into: string },
): Promise<void> {
  const candidate = plan.table('candidate');
  const review = String(reviewWeight(plan));
  const where = `${boundSql(plan, model.prior, model.weights)} >= ${review}`;
  await warehouse.run(`create or replace table ${candidate} (l integer, r integer, rule bigint)`);
  for (const [at, rule] of rules.entries())
    await warehouse.run(
      `insert into ${candidate} select l, r, ${String(2 ** at)} from (${pairsOfRuleSql(plan, rule, at, focus === undefined ? { where } : { where, focus })})`,
    );
  if (keep !== undefined) await warehouse.run(`insert into ${candidate} select l, r, 0 from (${keep})`);
  const levels = plan.fields.map(({ at }) => `g${String(at)}`);
  const weight = [
    String(model.prior),
    ...plan.fields.map(({ at }) => levelWeightSql(at, model.weights[at] ?? [])),
  ];
  const rare = plan.fields
    .filter(({ weighted }) => weighted)
    .map(
      ({ at, best }) => ` + case when g${String(at)} = ${String(best)} then ${String(rareCap)} else 0 end`,
    );
  const distinct = `(select l, r, bit_or(rule) as rules, min(rule) = 0 as kept from ${candidate} group by l, r)`;
  await warehouse.run(
    `create or replace table ${into} as
     select l, r, rules, ${levels.join(', ')}, base from (
       select *, (${weight.join(' + ')})::integer as base from (${comparedSql(plan, distinct, ', p.rules, p.kept')})
     ) where kept or base${rare.join('')} >= ${review}`,
  );
  await warehouse.run(`drop table ${candidate}`);
}
