import type { Window } from '../contract/query.ts';
import { TandemError } from '../contract/errors.ts';
import { civil, type Day, fromCivil, toDay } from './civil-date.ts';

export type Grain = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'fiscal_quarter' | 'fiscal_year';

/** Half-open `[from, to)`. */
export interface DayWindow {
  readonly from: Day;
  readonly to: Day;
}

/** One step of a time series: `label` is the first day of the whole bucket, `[from, to)` what of it lies in the window. */
export interface Bucket extends DayWindow {
  readonly label: Day;
}

export const maximumBuckets = 4_000;

/** [QUERY-1] Checks a window. Throws `bad_window` unless `from` lies before `to`. */
export function dayWindow(window: Window): DayWindow {
  const from = toDay(window.from);
  const to = toDay(window.to);
  if (from >= to) throw new TandemError('bad_window', { from: window.from, to: window.to });
  return { from, to };
}

/** The first day of the bucket that holds `day`; weeks begin on Monday, fiscal years on the first of `fiscalMonth`, 1 to 12. */
export function bucketStart(day: Day, grain: Grain, fiscalMonth = 1): Day {
  const { year, month } = civil(day);
  switch (grain) {
    case 'day':
      return day;
    case 'week':
      return day - ((((day + 3) % 7) + 7) % 7);
    case 'month':
      return fromCivil(year, month, 1);
    case 'quarter':
      return fromCivil(year, month - ((month - 1) % 3), 1);
    case 'year':
      return fromCivil(year, 1, 1);
    case 'fiscal_quarter':
      return fromCivil(year, month - ((month - fiscalMonth + 12) % 3), 1);
    case 'fiscal_year':
      return fromCivil(year, month - ((month - fiscalMonth + 12) % 12), 1);
  }
}

function nextBucket(label: Day, grain: Grain): Day {
  const { year, month } = civil(label);
  switch (grain) {
    case 'day':
      return label + 1;
    case 'week':
      return label + 7;
    case 'month':
      return fromCivil(year, month + 1, 1);
    case 'quarter':
    case 'fiscal_quarter':
      return fromCivil(year, month + 3, 1);
    case 'year':
    case 'fiscal_year':
      return fromCivil(year + 1, month, 1);
  }
}

/** [QUERY-2] Every bucket of the window, without holes. Throws `bad_window` when there are more than 4,000. */
export function buckets(window: DayWindow, grain: Grain, fiscalMonth = 1): Bucket[] {
  const series: Bucket[] = [];
  const start = bucketStart(window.from, grain, fiscalMonth);
  for (let label = start; label < window.to; label = nextBucket(label, grain)) {
    const to = nextBucket(label, grain);
    series.push({ label, from: Math.max(label, window.from), to: Math.min(to, window.to) });
    if (series.length > maximumBuckets) throw new TandemError('bad_window', { buckets: maximumBuckets });
  }
  return series;
}
