import type { MeasureId } from './measure-definitions.ts';

/** How a metric comes from measures. `days` is the length of the window (or bucket) in days. */
export type Formula =
  | { readonly measure: MeasureId }
  | { readonly constant: number }
  | { readonly days: true }
  | { readonly divide: readonly [Formula, Formula] }
  | { readonly minus: readonly [Formula, Formula] }
  | { readonly times: readonly [Formula, Formula] }
  | { readonly mean: readonly [Formula, Formula] };

export function measuresOf(formula: Formula): MeasureId[] {
  if ('measure' in formula) return [formula.measure];
  if ('constant' in formula || 'days' in formula) return [];
  return [...new Set(partsOf(formula).flatMap(measuresOf))];
}

type Leaf = { readonly measure: MeasureId } | { readonly constant: number } | { readonly days: true };

const partsOf = (formula: Exclude<Formula, Leaf>): readonly [Formula, Formula] =>
  'divide' in formula
    ? formula.divide
    : 'times' in formula
      ? formula.times
      : 'minus' in formula
        ? formula.minus
        : formula.mean;

/**
 * The formula as SQL over doubles. A division by zero is NULL: a rate of nothing is not zero.
 * `measure` and `days` give the SQL of the leaves.
 */
export function formulaSql(formula: Formula, measure: (id: MeasureId) => string, days: () => string): string {
  const part = (each: Formula): string => formulaSql(each, measure, days);
  if ('measure' in formula) return `${measure(formula.measure)}::double`;
  if ('constant' in formula) return `${formula.constant}::double`;
  if ('days' in formula) return `${days()}::double`;
  if ('divide' in formula) return `(${part(formula.divide[0])} / nullif(${part(formula.divide[1])}, 0))`;
  if ('minus' in formula) return `(${part(formula.minus[0])} - ${part(formula.minus[1])})`;
  if ('times' in formula) return `(${part(formula.times[0])} * ${part(formula.times[1])})`;
  return `((${part(formula.mean[0])} + ${part(formula.mean[1])}) / 2)`;
}
