import type { Window } from '../../contract/query.ts';
import { toDay, toIso } from '../civil-date.ts';

/** The twelve months that end with the as-of day, it included. */
export function customerYear(asOf: string): Window {
  const day = toDay(asOf);
  const to = toIso(day + 1);
  const [year, month, date] = [Number(to.slice(0, 4)), to.slice(5, 7), to.slice(8, 10)];
  const from = month === '02' && date === '29' ? `${year - 1}-02-28` : `${year - 1}-${month}-${date}`;
  return { from, to };
}
