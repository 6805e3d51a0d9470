import { literal } from '../../../../src/warehouse/quote.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { levelWeightSql } from '../compare/compare-sql.ts';
import { fieldWeights, type LinkModel } from '../link-model.ts';
import type { LinkPlan } from '../link-plan.ts';
import { beyondPremisesSql, premisesOf } from '../estimate/premises.ts';
import { beyondSharedSql } from '../estimate/shared-evidence.ts';

/** The addends of a row of levels `g…` and term adjustments `f…`: prior, one for each field and rare value, and what the fields of a household, a place or premises say too much. */
export function addendsSql(plan: LinkPlan, model: Pick<LinkModel, 'prior' | 'fields' | 'shared'>): string {
  const one = (field: string, level: string, label: string, weight: string): string =>
    `{'field': ${literal(field)}, 'level': (${level})::integer, 'label': ${label}, 'weight': (${weight})::integer}`;
  const weights = fieldWeights(model);
  const fields = plan.fields.flatMap(({ at, field, weighted, best }) => {
    const levels = model.fields[at]?.levels ?? [];
    const g = `g${String(at)}`;
    const label = `case ${g} ${levels.map(({ label: name }, level) => `when ${String(level)} then ${literal(name)}`).join(' ')} else 'missing' end`;
    const weight = levelWeightSql(at, weights[at] ?? { alone: [] });
    const t = `f${String(at)}`;
    return [
      `[${one(field.name, g, label, weight)}]`,
      ...(weighted
        ? [
            `case when ${g} = ${String(best)} and ${t} <> 0 then [${one(field.name, g, `case when ${t} > 0 then 'rare' else 'frequent' end`, t)}] else [] end`,
          ]
        : []),
    ];
  });
  const { shared } = model;
  const premises = premisesOf(plan);
  const beyond = shared === undefined ? '0' : beyondSharedSql(plan, model, shared);
  const rules: readonly { readonly of: string; readonly by: string }[] = [
    ...premises.map((each) => ({
      of: each.of,
      by: beyondPremisesSql(plan, { prior: model.prior, weights }, each),
    })),
    ...(shared === undefined ? [] : [{ of: shared.of, by: beyond }]),
  ];
  const most = `greatest(${['0', ...rules.map(({ by }) => by)].join(', ')})`;
  const less = (of: string, by: string): string => `[${one(of, '0', literal(of), `-${by}`)}]`;
  return [
    `[${one('prior', '0', `'prior'`, String(model.prior))}]`,
    ...fields,
    ...(rules.length === 0
      ? []
      : [
          `case when ${most} = 0 then [] ${rules.map(({ of, by }) => `when ${by} = ${most} then ${less(of, by)}`).join(' ')} else [] end`,
        ]),
  ].join(' || ');
}

/**
 * The view `pair`: left_id < right_id, weight, probability, band, blocks, addends (adding up to weight exactly), and
 * `l`, `r`, the numbers of the two records as `pair_scored` has them.
 */
export async function makePairView(warehouse: Warehouse, plan: LinkPlan, model: LinkModel): Promise<void> {
  const blocks = model.blocks
    .map(({ rule }, at) => `case when rules & ${String(2 ** at)} <> 0 then ${literal(rule)} end`)
    .join(', ');
  const { match, review } = model.thresholds;
  await warehouse.run(
    `create or replace view ${plan.table('pair')} as
     select l, r, least(a.id, b.id) as left_id, greatest(a.id, b.id) as right_id, weight,
       1 / (1 + pow(2, -weight / 1000.0)) as probability,
       case when weight >= ${String(match)} then 'match' when weight >= ${String(review)} then 'review' else 'apart' end as band,
       list_filter([${blocks}]::varchar[], lambda block: block is not null) as blocks,
       ${addendsSql(plan, model)} as addends
     from ${plan.table('pair_scored')} p join ${plan.table('code')} a on a.no = p.l join ${plan.table('code')} b on b.no = p.r`,
  );
}
