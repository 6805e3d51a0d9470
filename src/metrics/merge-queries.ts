import type { Query } from '../contract/query.ts';
import { type DimensionId, dimensionDefinitions } from './dimension-definitions.ts';

/** One statement for several questions: what it asks and the names of those it answers. */
export interface MergedQuery {
  readonly query: Query;
  readonly names: readonly string[];
}

const maxMetrics = 20;
const isDate = (id: string): boolean =>
  dimensionDefinitions.some((each) => each.id === (id as DimensionId) && each.kind === 'date');

/**
 * [QUERY-12] Questions about the same window and filters, each a total or a series over time, have the same rows whatever
 * they measure: they are asked as one. A question whose metrics and comparisons are all part of another's costs nothing.
 * Questions by members keep their own statement, since which members have rows depends on the metric.
 */
export function mergeQueries(queries: readonly (readonly [name: string, query: Query])[]): MergedQuery[] {
  const groups = new Map<string, { query: Query; names: string[] }>();
  const alone: MergedQuery[] = [];
  // Those with most comparisons first: they may answer for the others.
  for (const [name, query] of [...queries].sort(([, a], [, b]) => b.compare.length - a.compare.length)) {
    if (query.order.length > 0 || !query.dimensions.every(isDate)) {
      alone.push({ query, names: [name] });
      continue;
    }
    const { metrics, compare, ...same } = query;
    const rest = JSON.stringify(same);
    const part = (more: readonly string[], of: readonly string[]): boolean =>
      more.every((each) => of.includes(each));
    const holder = [...groups].find(
      ([key, group]) =>
        key.endsWith(rest) && part(metrics, group.query.metrics) && part(compare, group.query.compare),
    )?.[1];
    if (holder) {
      holder.names.push(name);
      continue;
    }
    let at = 0;
    const keyOf = (): string => `${at}|${[...compare].sort().join()}|${rest}`;
    const fits = (group: { query: Query } | undefined): boolean =>
      group === undefined || new Set([...group.query.metrics, ...metrics]).size <= maxMetrics;
    while (!fits(groups.get(keyOf()))) at++;
    const group = groups.get(keyOf());
    if (group) {
      group.query = { ...group.query, metrics: [...new Set([...group.query.metrics, ...metrics])] };
      group.names.push(name);
    } else groups.set(keyOf(), { query, names: [name] });
  }
  return [...groups.values(), ...alone];
}
