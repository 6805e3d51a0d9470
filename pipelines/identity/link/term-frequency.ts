import type { Warehouse } from '../../../src/warehouse/open.ts';
import { rareCap, type LinkPlan, type PlannedField } from './link-plan.ts';
import type { Estimated } from './estimate-model.ts';

const termTable = (plan: LinkPlan, { at }: PlannedField): string => plan.table(`term_${String(at)}`);

/**
 * Counts how many entities (clusters of a first pass, so that repeats of one entity do not make its own values frequent)
 * carry each value: `term_<field>` (v, adjust: thousandths of a bit to add when both carry it). A value rarer than the
 * average adds at most `rareCap`; a frequent one takes away what agreement on it is not worth.
 */
export async function countTerms(
  warehouse: Warehouse,
  plan: LinkPlan,
  model: Estimated,
  cluster: string,
): Promise<void> {
  for (const field of plan.fields) {
    if (!field.weighted) continue;
    const { at, best } = field;
    const u = model.u[at]?.[best] ?? 1;
    const worth = Math.max(0, model.weights[at]?.[best] ?? 0);
    await warehouse.run(
      `create or replace table ${termTable(plan, field)} as
       with held as (select v${String(at)} as v, count(distinct c.cluster) as n from ${plan.table('record')} r join ${cluster} c on c.no = r.no where v${String(at)} is not null group by 1),
       whole as (select sum(n)::double as entities from held)
       select v, greatest(${String(-worth)}, least(${String(rareCap)}, round(1000 * log2(${String(u)} * entities / n))))::integer as adjust
       from held cross join whole where n > 1
       union all select null, greatest(${String(-worth)}, least(${String(rareCap)}, round(1000 * log2(${String(u)} * entities))))::integer from whole where entities > 0`,
    );
  }
}

/** Pairs with what their values add: `f<field>` beside the levels, `weight` the whole. */
export function weightedSql(plan: LinkPlan, pairs: string): string {
  const weighted = plan.fields.filter((field) => field.weighted);
  const sum = weighted.map(({ at }) => ` + f${String(at)}`).join('');
  if (weighted.length === 0) return `select *, base as weight from ${pairs}`;
  const adjust = weighted.map(
    (field) =>
      `case when g${String(field.at)} = ${String(field.best)} then coalesce(y${String(field.at)}.adjust, (select max(adjust) from ${termTable(plan, field)} where v is null), 0) else 0 end as f${String(field.at)}`,
  );
  const joins = weighted.map(
    (field) =>
      `left join ${termTable(plan, field)} y${String(field.at)} on y${String(field.at)}.v = l.v${String(field.at)}`,
  );
  return `select *, (base${sum})::integer as weight from (select p.*, ${adjust.join(', ')} from ${pairs} p join ${plan.table('record')} l on l.no = p.l ${joins.join(' ')})`;
}
