import type { QueryResult } from '../../../contract/api/query.ts';
import { numbersOf, textsOf } from '../../state/result.ts';

export interface Mover {
  readonly member: string | null;
  readonly label: string | null;
  readonly now: number;
  readonly before: number;
  readonly change: number;
}

/** The members of a result ordered by how far each moved, without those that did not. */
export const moversOf = (
  result: QueryResult,
  names: { readonly dimension: string; readonly metric: string; readonly compared: string },
): Mover[] => {
  const labels = textsOf(result, `${names.dimension}__label`);
  const [values, past] = [numbersOf(result, names.metric), numbersOf(result, names.compared)];
  return textsOf(result, names.dimension)
    .map((member, at) => {
      const [now, before] = [values[at] ?? 0, past[at] ?? 0];
      return { member, label: labels[at] ?? member, now, before, change: now - before };
    })
    .filter((mover) => mover.change !== 0);
};
