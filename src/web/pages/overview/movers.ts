import type { QueryResult } from '../../../contract/api/query.ts';
import { numbersOf, textsOf } from '../../state/result.ts';

export interface Mover {
  readonly member: string | null;
  readonly label: string | null;
  readonly now: number;
  readonly before: number;
  readonly change: number;
}

/**
 * The members whose value changed most, largest change first. The two lists hold the largest members of each window:
 * whoever is in neither had, in both windows, less than the smallest member listed.
 */
export const findMovers = (
  now: QueryResult,
  before: QueryResult,
  names: { readonly dimension: string; readonly metric: string; readonly compared: string },
  count: number,
): Mover[] => {
  const movers = new Map<string | null, Mover>();
  for (const result of [now, before]) {
    const members = textsOf(result, names.dimension);
    const labels = textsOf(result, `${names.dimension}__label`);
    const [values, past] = [numbersOf(result, names.metric), numbersOf(result, names.compared)];
    members.forEach((member, at) => {
      const [value, earlier] = [values[at] ?? 0, past[at] ?? 0];
      movers.set(member, {
        member,
        label: labels[at] ?? member,
        now: value,
        before: earlier,
        change: value - earlier,
      });
    });
  }
  return [...movers.values()]
    .filter((mover) => mover.change !== 0)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, count);
};
