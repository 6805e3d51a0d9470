import type { Compare } from '../contract/query.ts';
import type { Bucket, DayWindow, Grain } from './buckets.ts';
import { civil, type Day, daysInMonth, fromCivil } from './civil-date.ts';

/** How far a comparison lies back: a number of calendar months or a number of days. */
type Shift = { readonly months: number } | { readonly days: number };

function shiftOf(window: DayWindow, compare: Compare): Shift {
  if (compare === 'previous_year') return { months: 12 };
  const from = civil(window.from);
  const to = civil(window.to);
  if (from.day === 1 && to.day === 1) return { months: (to.year - from.year) * 12 + to.month - from.month };
  return { days: window.to - window.from };
}

/** The same day of the earlier month; `undefined` where that month is too short. */
function sameDay(day: Day, shift: Shift): Day | undefined {
  if ('days' in shift) return day - shift.days;
  const { year, month, day: dayOfMonth } = civil(day);
  const target = civil(fromCivil(year, month - shift.months, 1));
  return dayOfMonth <= daysInMonth(target.year, target.month)
    ? fromCivil(target.year, target.month, dayOfMonth)
    : undefined;
}

/** A bound keeps its day of the month; where that day does not exist it is the first of the month after. */
function boundary(day: Day, shift: Shift): Day {
  const same = sameDay(day, shift);
  if (same !== undefined) return same;
  const { year, month } = civil(day);
  return fromCivil(year, month - ('months' in shift ? shift.months : 0) + 1, 1);
}

/**
 * [QUERY-4] [QUERY-5] The window a comparison looks at. `previous_year` lies twelve calendar months back; `previous_period`
 * lies as many months back as a window of whole months is long, else as many days as it is long.
 */
export function compareWindow(window: DayWindow, compare: Compare): DayWindow {
  const shift = shiftOf(window, compare);
  const to = boundary(window.to, shift);
  return { from: Math.min(boundary(window.from, shift), to - 1), to };
}

/**
 * [QUERY-6] The counterpart of each bucket, in the same order; `undefined` where there is none
 * (29 February, or the 31st of a month after a shorter one, in a series of days).
 */
export function compareBuckets(
  window: DayWindow,
  series: readonly Bucket[],
  grain: Grain,
  compare: Compare,
): (DayWindow | undefined)[] {
  const shift = shiftOf(window, compare);
  return series.map((bucket) => {
    if (grain === 'day') {
      const same = sameDay(bucket.from, shift);
      return same === undefined ? undefined : { from: same, to: same + 1 };
    }
    const from = boundary(bucket.from, shift);
    const to = boundary(bucket.to, shift);
    return from < to ? { from, to } : undefined;
  });
}
