import { TandemError } from '../contract/errors.ts';

/** A day as a count of days since 1970-01-01. Arithmetic on it knows no time zone. */
export type Day = number;

const millisecondsOfDay = 86_400_000;
const first = Date.UTC(1900, 0, 1) / millisecondsOfDay;
const last = Date.UTC(2200, 0, 1) / millisecondsOfDay;

/** Reads `YYYY-MM-DD`. Throws `bad_window` for a day that does not exist or lies outside 1900 to 2200. */
export function toDay(iso: string): Day {
  const parsed = /^\d{4}-\d{2}-\d{2}$/.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  const day = parsed / millisecondsOfDay;
  if (Number.isNaN(day) || toIso(day) !== iso || day < first || day > last)
    throw new TandemError('bad_window', { date: iso.slice(0, 20) });
  return day;
}

export const toIso = (day: Day): string => new Date(day * millisecondsOfDay).toISOString().slice(0, 10);

/** Year, month 1 to 12, day of the month. */
export function civil(day: Day): { year: number; month: number; day: number } {
  const date = new Date(day * millisecondsOfDay);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `month` may run below 1 or above 12; days that do not exist run over into the next month. */
export const fromCivil = (year: number, month: number, day: number): Day =>
  Date.UTC(year, month - 1, day) / millisecondsOfDay;

export const daysInMonth = (year: number, month: number): number =>
  fromCivil(year, month + 1, 1) - fromCivil(year, month, 1);
