import { factDefinitions } from '../../metrics/fact-definitions.ts';
import type { Formula } from '../../metrics/formula.ts';
import { measureDefinitions, type MeasureId } from '../../metrics/measure-definitions.ts';

function measureText(id: MeasureId): string {
  const { fact, kind, value, only } = measureDefinitions[id];
  const { table, where } = factDefinitions[fact];
  const conditions = [
    ...(where === undefined ? [] : [where]),
    ...(only ? [`customer's ${only.dimension} in (${only.members.join(', ')})`] : []),
  ];
  const filter = conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
  if (kind === 'distinct') return `count(distinct ${table}: ${value}${filter})`;
  const dated = kind === 'balance' ? ' until the end' : kind === 'balance_before' ? ' before the start' : '';
  return `sum(${table}: ${value}${filter}${dated})`;
}

/** A metric's formula in a form people read: what is added up, from which table, under which condition. */
export function formulaText(formula: Formula): string {
  if ('measure' in formula) return measureText(formula.measure);
  if ('constant' in formula) return String(formula.constant);
  if ('days' in formula) return 'days';
  if ('divide' in formula) return `${formulaText(formula.divide[0])} / ${formulaText(formula.divide[1])}`;
  if ('minus' in formula) return `(${formulaText(formula.minus[0])}) − (${formulaText(formula.minus[1])})`;
  if ('times' in formula) return `(${formulaText(formula.times[0])}) × (${formulaText(formula.times[1])})`;
  return `mean(${formulaText(formula.mean[0])}, ${formulaText(formula.mean[1])})`;
}
