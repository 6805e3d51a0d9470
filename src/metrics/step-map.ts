import type { Bucket } from './buckets.ts';
import { type Day, toIso } from './civil-date.ts';
import type { Parameters } from './parameters.ts';
import type { ScanEntry } from './scan-part.ts';

/** A table from day to step for all windows of a series, each window and way of dating under a code of its own. */
export interface StepMap {
  readonly name: string;
  readonly sql: string;
  readonly codes: ReadonlySet<number>;
  /** Its days lie in `[start, end)`. A balance counts what is dated before `start` as if dated at `start`. */
  readonly start: Day;
  readonly end: Day;
}

/** Lies before every event: a map without steps ends there. */
const beforeAll: Day = -200_000;

/** The code of a window and way of dating in a step map. */
export const stepCode = ({ at, dating }: Pick<ScanEntry, 'at' | 'dating'>): number =>
  at * 2 + (dating === 'balance_before' ? 1 : 0);

/** The map for entries that are all of them flows or all of them balances. */
export function stepMap(
  name: string,
  entries: readonly ScanEntry[],
  series: readonly Bucket[],
  parameters: Parameters,
): StepMap {
  const windows = [...new Map(entries.map((entry) => [stepCode(entry), entry]))];
  const dated = windows.map(([code, { window, dating }]) => {
    const steps = (window.steps ?? []).flatMap((step, at): Bucket[] => {
      const label = series[at]?.label;
      return step && label !== undefined ? [{ label, from: step.from, to: step.to }] : [];
    });
    return { code, steps: dating === 'flow' ? steps : balanceSteps(steps, dating) };
  });
  const start = Math.min(...dated.flatMap(({ steps }) => steps.slice(0, 1).map(({ from }) => from)));
  const end = Math.max(beforeAll, ...dated.flatMap(({ steps }) => steps.map(({ to }) => to)));
  const spans = dated.flatMap(({ code, steps }) =>
    steps.map((step, at) => ({
      code,
      ...step,
      from: at === 0 && entries[0]?.dating !== 'flow' ? start : step.from,
    })),
  );
  const list = (column: string, values: readonly (string | number)[], type: 'date' | 'integer'): string =>
    `unnest(${parameters.list(values, type)}) as ${column}`;
  const columns = [
    list('_code', spans.map(({ code }) => code), 'integer'), // prettier-ignore
    list('_bucket', spans.map(({ label }) => toIso(label)), 'date'), // prettier-ignore
    list('_from', spans.map(({ from }) => toIso(from)), 'date'), // prettier-ignore
    list('_to', spans.map(({ to }) => toIso(to)), 'date'), // prettier-ignore
  ];
  return {
    name,
    sql: `${name} as (select _code, _bucket, unnest(generate_series(_from, _to - 1, interval 1 day))::date as _day from (select ${columns.join(', ')}))`,
    codes: new Set(windows.map(([code]) => code)),
    start: Number.isFinite(start) ? start : beforeAll,
    end,
  };
}

/** An event counts from the first step whose bound lies after it; events before all bounds fall to the first step. */
function balanceSteps(steps: readonly Bucket[], dating: 'balance' | 'balance_before'): Bucket[] {
  const bound = (step: Bucket): Day => (dating === 'balance' ? step.to : step.from);
  return steps.map((step, at) => {
    const before = steps[at - 1];
    const to = bound(step);
    return { label: step.label, from: before ? bound(before) : to - 1, to };
  });
}
