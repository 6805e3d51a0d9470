import { type CompileContext, tableSql } from './compile-context.ts';
import { attributeJoins, scanColumn } from './fact-column.ts';
import { filterSql } from './filter-sql.ts';
import { measureDefinitions, type MeasureId } from './measure-definitions.ts';
import type { Parameters } from './parameters.ts';
import type { RowPolicy } from './policy.ts';
import { predicateSql } from './predicate.ts';
import { dimensionById } from './registry.ts';
import type { ResolvedQuery } from './resolve-query.ts';
import { route } from './route.ts';
import type { Dating, ScanEntry, ScanPart } from './scan-part.ts';
import { calendarDating, calendarNames, mappedDating } from './series-dating.ts';
import { stepMap, type StepMap } from './step-map.ts';
import { totalDating } from './total-dating.ts';

/** The column of a measure in the window with this number. */
export const measureColumn = (id: MeasureId, window: number): string => `${id}_${window}`;
export const dimensionColumn = (at: number): string => `k${at}`;

/** Windows that leave most of the time between them out: a base table sorted by date is then cheaper read once for each. */
function farApart({ windows }: ResolvedQuery): boolean {
  const span = Math.max(...windows.map(({ to }) => to)) - Math.min(...windows.map(({ from }) => from));
  return 2 * windows.reduce((sum, { from, to }) => sum + to - from, 0) < span;
}

/** Groups the measures of a query into as few scans as their tables and dates allow. */
export function scanParts(resolved: ResolvedQuery, context: CompileContext): ScanPart[] {
  const parts = new Map<string, ScanPart & { readonly entries: ScanEntry[] }>();
  const far = farApart(resolved);
  for (const [at, window] of resolved.windows.entries())
    for (const id of resolved.measures) {
      const { kind } = measureDefinitions[id];
      const dating = kind === 'distinct' ? 'flow' : kind;
      const source = route(id, resolved.needed, window, context);
      const own = [
        ...(resolved.series ? [dating === 'flow'] : []),
        ...(far && dating === 'flow' && !source.rollup ? [at] : []),
      ];
      const key = [
        ...own,
        source.table,
        source.date,
        source.where ?? '',
        JSON.stringify(source.only ?? ''),
      ].join('|');
      const part = parts.get(key) ?? { name: `p${parts.size}`, route: source, entries: [] };
      part.entries.push({ id, at, window, dating, aggregate: source.aggregate });
      parts.set(key, part);
    }
  return [...parts.values()];
}

/** The scans as SQL, by the name of their part, and the tables from day to step that they share. */
export function scansSql(
  parts: readonly ScanPart[],
  resolved: ResolvedQuery,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): { readonly maps: readonly StepMap[]; readonly scans: readonly string[] } {
  const { series } = resolved;
  const grain = resolved.dimensions.find(({ kind }) => kind === 'date')?.grain ?? 'day';
  const maps: StepMap[] = [];
  const mapped = parts.filter((part) => series !== undefined && !calendarNames(part, grain));
  const isFlow = ({ entries }: ScanPart): boolean => entries[0]?.dating === 'flow';
  const mapOf = (flow: boolean): StepMap => {
    const name = flow ? 'm_flow' : 'm_balance';
    const known = maps.find((map) => map.name === name);
    if (known) return known;
    const entries = mapped.filter((part) => isFlow(part) === flow).flatMap((part) => part.entries);
    const map = stepMap(name, entries, series ?? [], parameters);
    maps.push(map);
    return map;
  };
  const scans = parts.map((part) => {
    const dated =
      series === undefined
        ? totalDating(part, parameters)
        : calendarNames(part, grain)
          ? calendarDating(part, grain, series, parameters)
          : mappedDating(part, mapOf(isFlow(part)), parameters);
    return scanSql(part, dated, resolved, policy, parameters, context);
  });
  return { maps, scans };
}

/** One scan: dimension columns, then one column an entry. The row policy is a condition of every scan. */
function scanSql(
  part: ScanPart,
  dated: Dating,
  resolved: ResolvedQuery,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): string {
  const { route: source, entries } = part;
  const { only } = source;
  const asked = [...resolved.needed, ...(only ? [only.dimension] : [])];
  const keys = resolved.dimensions.map((dimension, at) => {
    const column =
      dimension.kind === 'date' ? dated.bucket : (scanColumn(source.columns, dimension.id) ?? 't.null');
    return `${column} as ${dimensionColumn(at)}`;
  });
  const measures = entries.map(
    (entry) => `${entry.aggregate(dated.filter(entry))} as ${measureColumn(entry.id, entry.at)}`,
  );
  const conditions = [
    ...dated.conditions,
    ...(source.where === undefined ? [] : [`(${source.where})`]),
    ...(only
      ? [
          `${scanColumn(source.columns, only.dimension) ?? 'null'} in (${only.members.map((each) => parameters.text(each)).join(', ')})`,
        ]
      : []),
    ...resolved.query.filters.map((filter) => {
      const column = scanColumn(source.columns, dimensionById(filter.dimension).id);
      return column === undefined ? 'false' : filterSql(filter, column, parameters, context);
    }),
    predicateSql(policy.predicate, parameters, 't.'),
  ].filter((condition) => condition !== 'true');
  const group = keys.length === 0 ? '' : `\n  group by ${keys.map((_, at) => at + 1).join(', ')}`;
  return `select ${[...keys, ...measures].join(', ')}\n  from ${tableSql(context, source.table)} t${attributeJoins(source.columns, asked, context, () => predicateSql(policy.predicate, parameters))}${dated.join}\n  where ${conditions.join('\n    and ')}${group}`;
}
