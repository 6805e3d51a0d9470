import type { Compare, Window } from '../../src/contract/query.ts';

/** [QUERY-2] to [QUERY-6] again, on ISO text and one day at a time, sharing nothing with src/metrics. */
export interface OracleStep extends Window {
  readonly label: string;
}

/** The fiscal year of these tests begins in February: its quarters are not those of the calendar. */
export const oracleFiscalMonth = 2;

const shiftDays = (iso: string, days: number): string =>
  new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;
const part = (iso: string): [number, number, number] => [
  Number(iso.slice(0, 4)),
  Number(iso.slice(5, 7)),
  Number(iso.slice(8)),
];
const text = (year: number, month: number, day: number): string =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10);

function labelOf(iso: string, dimension: string): string {
  const [year, month] = part(iso);
  if (dimension === 'date.day') return iso;
  if (dimension === 'date.week') return shiftDays(iso, -((new Date(iso).getUTCDay() + 6) % 7));
  if (dimension === 'date.month') return text(year, month, 1);
  if (dimension === 'date.quarter')
    return text(year, [1, 1, 1, 4, 4, 4, 7, 7, 7, 10, 10, 10][month - 1] ?? 1, 1);
  if (dimension === 'date.fiscal_year') return `${month < oracleFiscalMonth ? year - 1 : year}-02-01`;
  if (dimension === 'date.fiscal_quarter')
    return month === 1
      ? `${year - 1}-11-01`
      : text(year, [2, 2, 2, 5, 5, 5, 8, 8, 8, 11, 11][month - 2] ?? 1, 1);
  return `${iso.slice(0, 4)}-01-01`;
}

export function oracleSteps(window: Window, dimension: string): OracleStep[] {
  const steps: OracleStep[] = [];
  for (let day = window.from; day < window.to; day = shiftDays(day, 1)) {
    const label = labelOf(day, dimension);
    const last = steps.at(-1);
    if (last?.label === label) steps[steps.length - 1] = { ...last, to: shiftDays(day, 1) };
    else steps.push({ label, from: day, to: shiftDays(day, 1) });
  }
  return steps;
}

/** Months back, or days back. */
function back(window: Window, compare: Compare): { months: number } | { days: number } {
  if (compare === 'previous_year') return { months: 12 };
  const [y1, m1, d1] = part(window.from);
  const [y2, m2, d2] = part(window.to);
  return d1 === 1 && d2 === 1
    ? { months: (y2 - y1) * 12 + (m2 - m1) }
    : { days: daysBetween(window.from, window.to) };
}

/** The same-named day, or nothing; and the bound it stands for. */
function moved(iso: string, by: { months: number } | { days: number }): { same?: string; bound: string } {
  if ('days' in by) return { same: shiftDays(iso, -by.days), bound: shiftDays(iso, -by.days) };
  const [year, month, day] = part(iso);
  const candidate = text(year, month - by.months, day);
  if (part(candidate)[2] === day) return { same: candidate, bound: candidate };
  return { bound: text(year, month - by.months + 1, 1) };
}

export function oracleCompareWindow(window: Window, compare: Compare): Window {
  const by = back(window, compare);
  const from = moved(window.from, by).bound;
  const to = moved(window.to, by).bound;
  return from < to ? { from, to } : { from: shiftDays(to, -1), to };
}

export function oracleCompareStep(
  window: Window,
  step: OracleStep,
  dimension: string,
  compare: Compare,
): Window | undefined {
  const by = back(window, compare);
  if (dimension === 'date.day') {
    const { same } = moved(step.from, by);
    return same === undefined ? undefined : { from: same, to: shiftDays(same, 1) };
  }
  const from = moved(step.from, by).bound;
  const to = moved(step.to, by).bound;
  return from < to ? { from, to } : undefined;
}
