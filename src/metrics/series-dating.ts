import type { Bucket } from './buckets.ts';
import { type Day, toIso } from './civil-date.ts';
import type { Parameters } from './parameters.ts';
import type { ResolvedQuery } from './resolve-query.ts';
import type { Dating, ScanPart } from './scan-part.ts';

/** No event is dated before it: a comparison none of whose steps has a counterpart reads nothing. */
const beforeAll: Day = -200_000;

/**
 * The dates of a series. In the query's own window the calendar names the step; in a comparison a map from day to step
 * does, as its steps are those of another period.
 */
export function seriesDating(
  part: ScanPart,
  resolved: ResolvedQuery,
  series: readonly Bucket[],
  parameters: Parameters,
): Dating {
  const [entry] = part.entries;
  const [start] = series;
  const grain = resolved.dimensions.find(({ kind }) => kind === 'date')?.grain;
  if (!entry || !start || grain === undefined) throw new Error('a series without steps');
  const { window, dating, at } = entry;
  const date = `t.${part.route.date}`;
  const inside = (): string[] => [
    `${date} >= ${parameters.date(toIso(window.from))}`,
    `${date} < ${parameters.date(toIso(window.to))}`,
  ];
  const own = { join: '', steps: [], filter: () => '' };
  const label = `date_trunc('${grain}', ${date})::date`;
  if (at === 0 && dating === 'flow') return { ...own, bucket: label, conditions: inside() };
  if (at === 0 && dating === 'balance')
    return {
      ...own,
      bucket: `greatest(${label}, ${parameters.date(toIso(start.label))})`,
      conditions: [`${date} < ${parameters.date(toIso(window.to))}`],
    };

  const steps = (window.steps ?? []).flatMap((step, index): Bucket[] => {
    const name = series[index]?.label;
    return step && name !== undefined ? [{ label: name, from: step.from, to: step.to }] : [];
  });
  const bounds = dating === 'flow' ? steps : balanceSteps(steps, dating);
  const map = `${part.name}_day`;
  const mapped = { steps: [daySql(map, bounds, parameters)], filter: () => '' };
  if (dating === 'flow')
    return {
      ...mapped,
      bucket: 'd._bucket',
      join: ` join ${map} d on d._day = ${date}`,
      conditions: inside(),
    };
  return {
    ...mapped,
    bucket: `coalesce(d._bucket, ${parameters.date(toIso(bounds[0]?.label ?? start.label))})`,
    join: ` left join ${map} d on d._day = ${date}`,
    conditions: [`${date} < ${parameters.date(toIso(bounds.at(-1)?.to ?? beforeAll))}`],
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

function daySql(name: string, steps: readonly Bucket[], parameters: Parameters): string {
  const list = (day: (step: Bucket) => Day, column: string): string =>
    `unnest(${parameters.list(
      steps.map((step) => toIso(day(step))),
      'date',
    )}) as ${column}`;
  const bounds = [
    list(({ label }) => label, '_bucket'),
    list(({ from }) => from, '_from'),
    list(({ to }) => to, '_to'),
  ];
  return `${name} as (select _bucket, unnest(generate_series(_from, _to - 1, interval 1 day))::date as _day from (select ${bounds.join(', ')}))`;
}
