import { TandemError } from '../contract/errors.ts';
import type { Query } from '../contract/query.ts';
import { toIso } from './civil-date.ts';
import { type CompileContext, tableSql } from './compile-context.ts';
import { entityLabelSql, entityRowsSql } from './entity-label.ts';
import { formulaSql } from './formula.ts';
import { measureDefinitions, type MeasureId } from './measure-definitions.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import { createParameters, type Parameters, type ParameterValue } from './parameters.ts';
import type { RowPolicy } from './policy.ts';
import { type ResolvedQuery, resolveQuery } from './resolve-query.ts';
import type { ResultColumn } from './result-columns.ts';
import type { ScanPart } from './scan-part.ts';
import { type KnownPart, knownPart } from './known-part.ts';
import { dimensionColumn, measureColumn, scanParts, scansSql } from './scan-parts.ts';

export interface CompiledQuery {
  readonly sql: string;
  /** Values of `$1`, `$2` …. */
  readonly parameters: readonly ParameterValue[];
  readonly columns: readonly ResultColumn[];
  /** `rollup` when no scan reads a base table. */
  readonly source: 'rollup' | 'base';
  readonly tables: readonly string[];
}

interface Output extends ResultColumn {
  readonly sql: string;
}

/**
 * The one way from a question to SQL. Names come from the registry, values are bound, the row policy is inside every scan.
 * Throws `unknown_metric`, `unknown_dimension`, `bad_window`, `bad_request` or `forbidden`.
 */
export function compileQuery(query: Query, policy: RowPolicy, context: CompileContext): CompiledQuery {
  const resolved = resolveQuery(query, policy, context);
  const parameters = createParameters();
  const parts = scanParts(resolved, context);
  const { maps, scans } = scansSql(parts, resolved, policy, parameters, context);
  const metrics = metricOutputs(resolved, parameters, context);
  const days = resolved.windows.map((_, at) => daysColumn(at));
  const used = days.map((column) => metrics.some(({ sql }) => sql.includes(column)));
  const ctes = [
    ...(resolved.series ? [spineSql(resolved, used, parameters)] : []),
    ...maps.map(({ sql }) => sql),
    ...gatherSql(
      resolved,
      parts,
      scans,
      days.filter((_, at) => used[at]),
    ),
  ];
  const outputs = [...dimensionOutputs(resolved, policy, context), ...metrics];
  const joins = resolved.dimensions.flatMap(({ entity }, at) =>
    entity
      ? [
          `left join ${entityRowsSql(entity, tableSql(context, entity.table))} e${at} on e${at}.${entity.key} = g.${dimensionColumn(at)}`,
        ]
      : [],
  );
  const sql = [
    `with ${ctes.join(',\n')}`,
    `select ${outputs.map(({ sql: value, name }) => `${value} as "${name}"`).join(',\n  ')}`,
    `from g ${joins.join('\n')}`,
    ...orderSql(query, resolved, outputs),
    `limit ${parameters.integer(query.limit)}`,
  ].join('\n');
  return {
    sql,
    parameters: parameters.values,
    columns: outputs.map(({ sql: _sql, ...column }) => column),
    source: parts.every((part) => part.route.rollup) ? 'rollup' : 'base',
    tables: [...new Set(parts.map((part) => part.route.table))],
  };
}

const dateColumn = (resolved: ResolvedQuery): string =>
  dimensionColumn(resolved.dimensions.findIndex(({ kind }) => kind === 'date'));

/** The length in days of each step in the window with this number. */
const daysColumn = (at: number): string => `_days_${at}`;

/** Every step of the series with its length in days in each window that asks for it; 0 where it has no counterpart. */
function spineSql(resolved: ResolvedQuery, used: readonly boolean[], parameters: Parameters): string {
  const labels = (resolved.series ?? []).map(({ label }) => toIso(label));
  const days = resolved.windows.flatMap(({ steps = [] }, at) => {
    const lengths = steps.map((step) => (step ? step.to - step.from : 0));
    return used[at] === true ? [`unnest(${parameters.list(lengths, 'integer')}) as ${daysColumn(at)}`] : [];
  });
  return `s as (select ${[`unnest(${parameters.list(labels, 'date')}) as _bucket`, ...days].join(', ')})`;
}

const isBalance = (id: MeasureId): boolean => measureDefinitions[id].kind.startsWith('balance');

/** The CTEs that end in `g`: one row a member and step, each step of each member present (NULL groups as a member). */
function gatherSql(
  resolved: ResolvedQuery,
  parts: readonly ScanPart[],
  scans: readonly string[],
  days: readonly string[],
): string[] {
  const keys = resolved.dimensions.map((_, at) => dimensionColumn(at));
  const columns = parts.flatMap((part) =>
    part.entries.map(({ id, at }) => ({ id, name: measureColumn(id, at) })),
  );
  const [only] = scans;
  if (only === undefined) return [emptySql(resolved, keys)];
  const date = resolved.series ? dateColumn(resolved) : undefined;
  if (scans.length === 1 && date === undefined) return [`g as (${only})`];
  const others = keys.filter((key) => key !== date);
  const named = parts.map(({ name }, at) => `${name} as (${scans[at] ?? ''})`);
  const partition = others.length === 0 ? '' : `partition by ${others.join(', ')} `;
  const running = (id: MeasureId, value: string, step: string): string =>
    date !== undefined && isBalance(id)
      ? `sum(coalesce(${value}, 0)) over (${partition}order by ${step})`
      : value;
  if (scans.length === 1 && date !== undefined && others.length === 0) {
    const values = columns.map(({ id, name }) => `${running(id, name, 's._bucket')} as ${name}`);
    const steps = [`_bucket as ${date}`, ...days, ...values].join(', ');
    return [...named, `g as (select ${steps} from s left join p0 on p0.${date} = s._bucket)`];
  }
  const all = `u as (${parts.map(({ name }) => `from ${name}`).join(' union all by name ')})`;
  const gathered = [
    ...keys,
    ...columns.map(({ id, name }) => `${running(id, `max(${name})`, date ?? '')} as ${name}`),
    ...(date === undefined ? [] : days.map((column) => `max(${column}) as ${column}`)),
  ].join(', ');
  const group = keys.length === 0 ? '' : ` group by ${keys.join(', ')}`;
  if (date === undefined) return [...named, all, `g as (select ${gathered} from u${group})`];
  const spine = [`s._bucket as ${date}`, ...days.map((column) => `s.${column}`)].join(', ');
  const members = others.length === 0 ? '' : ` cross join (select distinct ${others.join(', ')} from u) o`;
  const steps = `select ${[spine, ...others.map((key) => `o.${key}`)].join(', ')} from s${members}`;
  return [
    ...named,
    all,
    `f as (from u union all by name ${steps})`,
    `g as (select ${gathered} from f${group})`,
  ];
}

/** No metric of the query is kept by its dimensions: a series keeps its steps, a total its one row, members are unknown. */
function emptySql(resolved: ResolvedQuery, keys: readonly string[]): string {
  if (keys.length === 0) return 'g as (select 1 as _one)';
  const typed = resolved.dimensions.map(({ kind }, at) =>
    kind === 'date' ? `s._bucket as ${dimensionColumn(at)}` : `null as ${dimensionColumn(at)}`,
  );
  if (resolved.series && keys.length === 1) return `g as (select ${typed.join(', ')} from s)`;
  return `g as (select ${typed.join(', ')}${resolved.series ? ' from s' : ''} where false)`;
}

function dimensionOutputs(resolved: ResolvedQuery, policy: RowPolicy, context: CompileContext): Output[] {
  return resolved.dimensions.flatMap((dimension, at): Output[] => {
    const key = `g.${dimensionColumn(at)}`;
    const { id, kind, entity } = dimension;
    if (kind === 'date') return [{ name: id, kind: 'dimension', type: 'date', sql: key }];
    if (!entity) return [{ name: id, kind: 'dimension', type: 'text', sql: `${key}::varchar` }];
    const label = entityLabelSql(entity, `e${at}`, policy, context);
    return [
      {
        name: id,
        kind: 'dimension',
        type: 'text',
        sql: `coalesce(e${at}.${entity.id}::varchar, ${key}::varchar)`,
      },
      { name: `${id}__label`, kind: 'label', type: 'text', sql: label },
    ];
  });
}

function metricOutputs(resolved: ResolvedQuery, parameters: Parameters, context: CompileContext): Output[] {
  return resolved.metrics.flatMap(({ metric, applicable, notKeptBy }) =>
    resolved.windows.map((window, at): Output => {
      const known = knownPart(metric, resolved, at, context);
      return {
        name: window.compare === undefined ? metric.id : `${metric.id}__${window.compare}`,
        kind: 'metric',
        type: 'number',
        unit: metric.unit,
        format: metric.format,
        metric: metric.id,
        ...(window.compare === undefined ? {} : { compare: window.compare }),
        ...(applicable ? {} : { inapplicable: true as const, notKeptBy }),
        ...(applicable && known ? toldKnown(known) : {}),
        sql: applicable
          ? knownSql(known, resolved, parameters, () => valueSql(metric, resolved, at, parameters))
          : 'null::double',
      };
    }),
  );
}

function valueSql(
  metric: MetricDefinition,
  resolved: ResolvedQuery,
  at: number,
  parameters: Parameters,
): string {
  const { from = 0, to = 0 } = resolved.windows[at] ?? {};
  const days = resolved.series ? `g.${daysColumn(at)}` : undefined;
  const value = formulaSql(
    metric.formula,
    (id) => `coalesce(g.${measureColumn(id, at)}, 0)`,
    () => days ?? parameters.integer(to - from),
  );
  return days !== undefined && at > 0 ? `case when ${days} > 0 then ${value} end` : value;
}

const toldKnown = ({ from, lacking, step }: KnownPart): Partial<ResultColumn> => ({
  knownFrom: from,
  lacking,
  ...(step === undefined ? {} : { knownStep: step }),
});

/** [QUERY-13] [QUERY-14] The value where it is known. */
function knownSql(
  known: KnownPart | undefined,
  resolved: ResolvedQuery,
  parameters: Parameters,
  value: () => string,
): string {
  if (known === undefined) return value();
  if (known.step === undefined) return 'null::double';
  return `case when g.${dateColumn(resolved)} >= ${parameters.date(known.step)} then ${value()} end`;
}

/** [QUERY-8] The order asked for, then every dimension: NULL last, ties never left to chance. */
function orderSql(query: Query, resolved: ResolvedQuery, outputs: readonly Output[]): string[] {
  const wanted = query.order.map(({ by, direction }) => {
    const column = outputs.find(({ name }) => name === by);
    const value = column ? `"${column.name}"` : movedSql(by, outputs);
    if (value === undefined)
      throw new TandemError('bad_request', { reason: 'unknown_order', by: by.slice(0, 120) });
    return `${value} ${direction === 'desc' ? 'desc' : 'asc'} nulls last`;
  });
  const ties = resolved.dimensions.map(({ id }) => `"${id}" asc nulls last`);
  const order = [...wanted, ...ties];
  return order.length === 0 ? [] : [`order by ${order.join(', ')}`];
}

/** How far a metric is from its value in a comparison, when `by` is `<metric>__moved_<compare>` of the query. */
function movedSql(by: string, outputs: readonly Output[]): string | undefined {
  const past = outputs.find(({ metric, compare }) => compare && by === `${metric ?? ''}__moved_${compare}`);
  const now = outputs.find(({ name }) => name === past?.metric);
  return past && now && `abs((${now.sql}) - (${past.sql}))`;
}
