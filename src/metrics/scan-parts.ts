import type { CompileContext } from './compile-context.ts';
import { tableSql } from './compile-context.ts';
import { type Day, toIso } from './civil-date.ts';
import { filterSql } from './filter-sql.ts';
import { measureDefinitions, type MeasureId } from './measure-definitions.ts';
import type { Parameters } from './parameters.ts';
import type { RowPolicy } from './policy.ts';
import { predicateSql } from './predicate.ts';
import type { ResolvedQuery, ResolvedWindow } from './resolve-query.ts';
import { type Route, route } from './route.ts';

/** One scan: measures of one table, one window and one way of dating. */
export interface ScanPart {
  readonly name: string;
  readonly route: Route;
  readonly window: ResolvedWindow;
  readonly at: number;
  readonly dating: 'flow' | 'balance' | 'balance_before';
  readonly measures: { readonly id: MeasureId; readonly aggregate: string }[];
}

/** The column of a measure in the window with this number. */
export const measureColumn = (id: MeasureId, window: number): string => `${id}_${window}`;
export const dimensionColumn = (at: number): string => `k${at}`;

/** Groups the measures of a query into as few scans as their tables, windows and dating allow. */
export function scanParts(resolved: ResolvedQuery, context: CompileContext): ScanPart[] {
  const parts = new Map<string, ScanPart>();
  for (const [at, window] of resolved.windows.entries())
    for (const id of resolved.measures) {
      const { kind } = measureDefinitions[id];
      const dating = kind === 'distinct' ? 'flow' : kind;
      const source = route(id, resolved.needed, window, context);
      const key = [at, dating, source.table, source.date, source.where ?? ''].join('|');
      const part = parts.get(key) ?? {
        name: `p${parts.size}`,
        route: source,
        window,
        at,
        dating,
        measures: [],
      };
      part.measures.push({ id, aggregate: source.aggregate });
      parts.set(key, part);
    }
  return [...parts.values()];
}

/**
 * The scan as SQL: dimension columns, then one column a measure. The row policy is a condition of every scan.
 * `steps` holds CTEs that date rows by step, to be named before the scan.
 */
export function scanSql(
  part: ScanPart,
  resolved: ResolvedQuery,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): { readonly steps: string[]; readonly sql: string } {
  const { route: source, window } = part;
  const date = `t.${source.date}`;
  const dated = dating(part, resolved, parameters);
  const keys = resolved.dimensions.map((dimension, at) => {
    const column = dimension.kind === 'date' ? dated.bucket : `t.${source.columns[dimension.id] ?? 'null'}`;
    return `${column} as ${dimensionColumn(at)}`;
  });
  const measures = part.measures.map(({ id, aggregate }) => `${aggregate} as ${measureColumn(id, part.at)}`);
  const until = part.dating === 'balance_before' && !window.steps ? window.from : dated.until;
  const conditions = [
    ...(part.dating === 'flow' ? [`${date} >= ${parameters.date(toIso(window.from))}`] : []),
    `${date} < ${parameters.date(toIso(until))}`,
    ...(source.where === undefined ? [] : [`(${source.where})`]),
    ...resolved.query.filters.map((filter) => {
      const column = source.columns[filter.dimension as keyof typeof source.columns];
      return column === undefined ? 'false' : filterSql(filter, `t.${column}`, parameters, context);
    }),
    predicateSql(policy.predicate, parameters, 't.'),
  ];
  const group = keys.length === 0 ? '' : `\n  group by ${keys.map((_, at) => at + 1).join(', ')}`;
  return {
    steps: dated.steps,
    sql: `select ${[...keys, ...measures].join(', ')}\n  from ${tableSql(context, source.table)} t${dated.join}\n  where ${conditions.join('\n    and ')}${group}`,
  };
}

/** No event is dated before it: a comparison none of whose steps has a counterpart reads nothing. */
const beforeAll: Day = -200_000;

interface Dating {
  /** SQL of the bucket's label. */
  readonly bucket: string;
  readonly join: string;
  readonly steps: string[];
  readonly until: Day;
}

function dating(part: ScanPart, resolved: ResolvedQuery, parameters: Parameters): Dating {
  const { series } = resolved;
  const { window, route: source } = part;
  const grain = resolved.dimensions.find(({ kind }) => kind === 'date')?.grain;
  if (!series || !window.steps || grain === undefined)
    return { bucket: '', join: '', steps: [], until: window.to };
  const date = `t.${source.date}`;
  if (part.dating === 'flow' && part.at === 0)
    return { bucket: `date_trunc('${grain}', ${date})::date`, join: '', steps: [], until: window.to };

  const [start] = series;
  if (part.dating === 'balance' && part.at === 0 && start) {
    const bucket = `greatest(date_trunc('${grain}', ${date})::date, ${parameters.date(toIso(start.label))})`;
    return { bucket, join: '', steps: [], until: window.to };
  }

  const steps = window.steps.flatMap((step, at) => {
    const label = series[at]?.label;
    return step && label !== undefined ? [{ label, ...step }] : [];
  });
  const bounds = part.dating === 'flow' ? steps : balanceSteps(steps, part.dating);
  const first = bounds[0];
  const map = `${part.name}_day`;
  const sql = `${map} as (select _bucket, unnest(generate_series(_from, _to - 1, interval 1 day))::date as _day from (select unnest(${parameters.list(
    bounds.map(({ label }) => toIso(label)),
    'date',
  )}) as _bucket, unnest(${parameters.list(
    bounds.map(({ from }) => toIso(from)),
    'date',
  )}) as _from, unnest(${parameters.list(
    bounds.map(({ to }) => toIso(to)),
    'date',
  )}) as _to))`;
  if (part.dating === 'flow')
    return {
      bucket: 'd._bucket',
      join: ` join ${map} d on d._day = ${date}`,
      steps: [sql],
      until: window.to,
    };
  return {
    bucket: `coalesce(d._bucket, ${parameters.date(toIso(first?.label ?? window.from))})`,
    join: ` left join ${map} d on d._day = ${date}`,
    steps: [sql],
    until: bounds.at(-1)?.to ?? beforeAll,
  };
}

interface LabelledStep {
  readonly label: Day;
  readonly from: Day;
  readonly to: Day;
}

/** An event counts from the first step whose bound lies after it; events before all bounds fall to the first step. */
function balanceSteps(steps: readonly LabelledStep[], dating: 'balance' | 'balance_before'): LabelledStep[] {
  const bound = (step: LabelledStep): Day => (dating === 'balance' ? step.to : step.from);
  return steps.map((step, at) => {
    const before = steps[at - 1];
    const to = bound(step);
    return { label: step.label, from: before ? bound(before) : to - 1, to };
  });
}
