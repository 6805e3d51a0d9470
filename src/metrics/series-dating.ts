import type { Bucket, Grain } from './buckets.ts';
import { type Day, toIso } from './civil-date.ts';
import type { Parameters } from './parameters.ts';
import type { Dating, ScanPart } from './scan-part.ts';
import { stepCode, type StepMap } from './step-map.ts';

/** True when the engine's calendar names the step of each row: one window, no balance at the start of a step, no fiscal year. */
export const calendarNames = ({ entries: [first, ...others] }: ScanPart, grain: Grain): boolean =>
  !grain.startsWith('fiscal') &&
  first?.at === 0 &&
  first.dating !== 'balance_before' &&
  others.every(({ at, dating }) => at === 0 && dating === first.dating);

/** The dates of a series whose steps the calendar names. */
export function calendarDating(
  part: ScanPart,
  grain: Grain,
  series: readonly Bucket[],
  parameters: Parameters,
): Dating {
  const [entry] = part.entries;
  const [start] = series;
  if (!entry || !start) throw new Error('a series without steps');
  const date = `t.${part.route.date}`;
  const label = `date_trunc('${grain}', ${date})::date`;
  const before = `${date} < ${parameters.date(toIso(entry.window.to))}`;
  const common = { join: '', filter: () => '' };
  if (entry.dating !== 'flow')
    return {
      ...common,
      bucket: `greatest(${label}, ${parameters.date(toIso(start.label))})`,
      conditions: [before],
    };
  const since = `${date} >= ${parameters.date(toIso(entry.window.from))}`;
  return { ...common, bucket: label, conditions: [since, before] };
}

/** The dates of a series with comparisons: a map from day to step names the step in each window, all in one scan. */
export function mappedDating(part: ScanPart, map: StepMap, parameters: Parameters): Dating {
  const date = `t.${part.route.date}`;
  const codes = new Set(part.entries.map(stepCode));
  const flow = part.entries[0]?.dating === 'flow';
  const bound = (day: Day): string => parameters.date(toIso(day));
  const since = Math.min(...part.entries.map(({ window }) => window.from));
  const until = Math.max(...part.entries.map(({ window }) => window.to));
  return {
    bucket: 'd._bucket',
    join: ` join ${map.name} d on d._day = ${flow ? date : `greatest(${date}, ${bound(map.start)})`}`,
    conditions: [
      ...(flow ? [`${date} >= ${bound(since)}`] : []),
      `${date} < ${bound(flow ? until : map.end)}`,
      ...(codes.size === map.codes.size ? [] : [`d._code in (${[...codes].join(', ')})`]),
    ],
    filter: (entry) => (codes.size === 1 ? '' : ` filter (where d._code = ${stepCode(entry)})`),
  };
}
