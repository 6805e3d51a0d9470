import { type CompileContext, tableSql } from './compile-context.ts';
import { filterSql } from './filter-sql.ts';
import { measureDefinitions, type MeasureId } from './measure-definitions.ts';
import type { Parameters } from './parameters.ts';
import type { RowPolicy } from './policy.ts';
import { predicateSql } from './predicate.ts';
import type { ResolvedQuery } from './resolve-query.ts';
import { route } from './route.ts';
import type { ScanEntry, ScanPart } from './scan-part.ts';
import { seriesDating } from './series-dating.ts';
import { totalDating } from './total-dating.ts';

/** The column of a measure in the window with this number. */
export const measureColumn = (id: MeasureId, window: number): string => `${id}_${window}`;
export const dimensionColumn = (at: number): string => `k${at}`;

/** Groups the measures of a query into as few scans as their tables and dates allow. */
export function scanParts(resolved: ResolvedQuery, context: CompileContext): ScanPart[] {
  const parts = new Map<string, ScanPart & { readonly entries: ScanEntry[] }>();
  for (const [at, window] of resolved.windows.entries())
    for (const id of resolved.measures) {
      const { kind } = measureDefinitions[id];
      const dating = kind === 'distinct' ? 'flow' : kind;
      const source = route(id, resolved.needed, window, context);
      const own = resolved.series ? [at, dating] : [];
      const key = [...own, source.table, source.date, source.where ?? ''].join('|');
      const part = parts.get(key) ?? { name: `p${parts.size}`, route: source, entries: [] };
      part.entries.push({ id, at, window, dating, aggregate: source.aggregate });
      parts.set(key, part);
    }
  return [...parts.values()];
}

/** The scan as SQL: dimension columns, then one column an entry. The row policy is a condition of every scan. */
export function scanSql(
  part: ScanPart,
  resolved: ResolvedQuery,
  policy: RowPolicy,
  parameters: Parameters,
  context: CompileContext,
): { readonly steps: readonly string[]; readonly sql: string } {
  const { route: source, entries } = part;
  const dated = resolved.series
    ? seriesDating(part, resolved, resolved.series, parameters)
    : totalDating(part, parameters);
  const keys = resolved.dimensions.map((dimension, at) => {
    const column = dimension.kind === 'date' ? dated.bucket : `t.${source.columns[dimension.id] ?? 'null'}`;
    return `${column} as ${dimensionColumn(at)}`;
  });
  const measures = entries.map(
    (entry) => `${entry.aggregate(dated.filter(entry))} as ${measureColumn(entry.id, entry.at)}`,
  );
  const conditions = [
    ...dated.conditions,
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
