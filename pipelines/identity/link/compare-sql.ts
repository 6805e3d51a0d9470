import { onField, rareCap, type LinkPlan, type PlannedField } from './link-plan.ts';

/** Weights of a field's levels, worst first, in whole thousandths of a bit. */
export type FieldWeights = readonly number[];

/** Given name and surname of the one are surname and given name of the other; counted once, at the surname. */
function swapped(field: PlannedField, column: 'v' | 'h'): string | undefined {
  if (field.swapsWith === undefined) return undefined;
  const [own, other] = [`${column}${String(field.at)}`, `${column}${String(field.swapsWith)}`];
  const said = column === 'h' ? ` and l.${own} <> 0 and r.${own} <> 0` : '';
  return `(l.${own} = r.${other} and l.${other} = r.${own} and l.${own} <> r.${own}${said})`;
}

/** The level of a field for records `l` and `r`: 0 different … best; -1 when a value is missing or counted elsewhere. */
export function levelSql(field: PlannedField): string {
  const v = `v${String(field.at)}`;
  const cases = field.sql.levels.map(
    (condition, from) => `when ${onField(condition, field.at)} then ${String(field.best - from)}`,
  );
  const swap = swapped(field, 'v');
  if (swap !== undefined) {
    if (field.field.kind === 'given_name') cases.unshift(`when ${swap} then -1`);
    else cases[1] = `when ${swap} then ${String(field.best - 1)}`;
  }
  return `(case when l.${v} is null or r.${v} is null then -1 ${cases.join(' ')} else 0 end)::tinyint`;
}

/** Weight of a level kept in column `g<at>`; 0 where missing. */
export const levelWeightSql = (at: number, weights: FieldWeights): string =>
  `(case g${String(at)} ${weights.map((weight, level) => `when ${String(level)} then ${String(weight)}`).join(' ')} else 0 end)`;

/**
 * An upper bound of the weight of records `l` and `r` from integers only: hashes, signatures and lengths. No pair whose
 * weight reaches a threshold has a bound below it.
 */
export function boundSql(plan: LinkPlan, prior: number, weights: readonly FieldWeights[]): string {
  const fields = plan.fields.map((field) => {
    const { at, best } = field;
    const own = weights[at] ?? [];
    const top = (own[best] ?? 0) + (field.weighted ? rareCap : 0);
    const swap = swapped(field, 'h');
    const cases = [
      `when l.h${String(at)} = 0 or r.h${String(at)} = 0 then 0`,
      `when l.h${String(at)} = r.h${String(at)} then ${String(top)}`,
      ...(swap === undefined
        ? []
        : [`when ${swap} then ${String(field.field.kind === 'given_name' ? 0 : (own[best - 1] ?? 0))}`]),
      ...(field.sql.possible === 'false'
        ? []
        : [`when ${onField(field.sql.possible, at)} then ${String(own[best - 1] ?? 0)}`]),
    ];
    return `(case ${cases.join(' ')} else ${String(own[0] ?? 0)} end)`;
  });
  return [String(prior), ...fields].join(' + ');
}
