import type { Window } from '../../contract/query.ts';

export const periodIds = ['last30', 'last90', 'month', 'quarter', 'year', 'last12m'] as const;
export type PeriodId = (typeof periodIds)[number];

export const isPeriodId = (value: unknown): value is PeriodId => periodIds.some((id) => id === value);

const toDate = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const toIso = (date: Date): string => date.toISOString().slice(0, 10);

/** `iso` plus whole days. */
export const addDays = (iso: string, days: number): string => {
  const date = toDate(iso);
  date.setUTCDate(date.getUTCDate() + days);
  return toIso(date);
};

/** The first day of the month `months` away from the month of `iso`. */
export const monthStart = (iso: string, months = 0): string => {
  const date = toDate(iso);
  return toIso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
};

export const daysBetween = (from: string, to: string): number =>
  Math.round((toDate(to).getTime() - toDate(from).getTime()) / 86_400_000);

/** The half-open window of a preset, ending with the last day of data (`asOf`, included). */
export const periodWindow = (period: PeriodId, asOf: string): Window => {
  const to = addDays(asOf, 1);
  const month = Number(asOf.slice(5, 7)) - 1;
  switch (period) {
    case 'last30':
      return { from: addDays(to, -30), to };
    case 'last90':
      return { from: addDays(to, -90), to };
    case 'month':
      return { from: monthStart(asOf), to };
    case 'quarter':
      return { from: monthStart(asOf, -(month % 3)), to };
    case 'year':
      return { from: monthStart(asOf, -month), to };
    case 'last12m':
      return { from: yearBefore(to), to };
  }
};

/** The same day one year earlier (29 February → 28 February). */
export const yearBefore = (iso: string): string => {
  const [year, month, day] = [Number(iso.slice(0, 4)), Number(iso.slice(5, 7)), Number(iso.slice(8, 10))];
  const last = new Date(Date.UTC(year - 1, month, 0)).getUTCDate();
  return toIso(new Date(Date.UTC(year - 1, month - 1, Math.min(day, last))));
};

export type Bucket = 'date.day' | 'date.week' | 'date.month' | 'date.quarter';

/** The time step that gives a chart between about 12 and 90 points. */
export const bucketFor = ({ from, to }: Window): Bucket => {
  const days = daysBetween(from, to);
  if (days <= 92) return days <= 45 ? 'date.day' : 'date.week';
  if (days <= 190) return 'date.week';
  return days <= 1500 ? 'date.month' : 'date.quarter';
};

/** The days of one bucket, cut to the window it lies in. */
export const bucketWindow = (bucket: Bucket, start: string, within: Window): Window => {
  const end =
    bucket === 'date.day'
      ? addDays(start, 1)
      : bucket === 'date.week'
        ? addDays(start, 7)
        : monthStart(start, bucket === 'date.month' ? 1 : 3);
  return { from: start < within.from ? within.from : start, to: end > within.to ? within.to : end };
};
