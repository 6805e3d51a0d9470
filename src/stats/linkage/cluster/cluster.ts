import { averageLinkage } from './average-linkage.ts';
import {
  breaksUnique,
  componentsOf,
  linksWithin,
  membersOf,
  possibleLinks,
  type Components,
} from './components.ts';
import {
  edgeColumns,
  type ClusterOptions,
  type EdgeColumns,
  type LinkConstraints,
  type LinkEdge,
} from './link-edge.ts';
import type { SeriesSayings } from './series-sayings.ts';
import { seriesTies } from './series-ties.ts';
import { toldApart } from './told-apart.ts';
import { unionFind, type UnionFind } from './union-find.ts';

/** A component with fewer of its possible links than this share is looked at again. */
const sparse = 0.5;
const defaultMissing = -6_000;

/** What is known or was decided to be one. */
function decidedSets(count: number, { mustLink, known = [] }: LinkConstraints): Pick<UnionFind, 'find'> {
  if (mustLink.length + known.length === 0) return { find: (record) => record };
  const sets = unionFind(count);
  for (const [a, b] of [...mustLink, ...known]) sets.union(a, b);
  return sets;
}

type Pair = readonly [number, number];

/** Pairs that must not be one and are, by the component they stand in. */
function forbiddenWithin({ rootOf }: Components, { cannotLink }: LinkConstraints): Map<number, Pair[]> {
  const forbidden = new Map<number, Pair[]>();
  for (const pair of cannotLink) {
    const root = rootOf[pair[0]] ?? -1;
    if (root === rootOf[pair[1]]) forbidden.set(root, [...(forbidden.get(root) ?? []), pair]);
  }
  return forbidden;
}

/** Components that break a constraint or are sparse, and the edges within each. */
function suspiciousComponents(
  components: Components,
  edges: EdgeColumns,
  forbidden: ReadonlyMap<number, unknown>,
  { threshold, relations, apart = [], series }: ClusterOptions,
): Map<number, number[]> {
  const { rootOf, size } = components;
  const contrary = toldApart(rootOf, series === undefined ? apart : [...apart, series.codes]);
  const links = linksWithin(components, edges, threshold);
  /** Two that are linked are one, unless one of a relation is too many. */
  const least = relations?.unique.includes(true) === true ? 1 : 2;
  const found = new Map<number, number[]>();
  const among = new Uint8Array(rootOf.length);
  for (let root = 0; root < rootOf.length; root++) {
    const told = contrary.has(root) || forbidden.has(root);
    if (!told && (size[root] ?? 0) <= least) continue;
    const members = membersOf(components, root);
    if (
      told ||
      (members.length > 2 && (links[root] ?? 0) < sparse * possibleLinks(members, relations)) ||
      breaksUnique(members, relations)
    ) {
      found.set(root, []);
      among[root] = 1;
    }
  }
  if (found.size === 0) return found;
  for (let edge = 0; edge < edges.weight.length; edge++) {
    const root = rootOf[edges.left[edge] ?? 0] ?? -1;
    if (among[root] === 1 && root === rootOf[edges.right[edge] ?? 0]) found.get(root)?.push(edge);
  }
  return found;
}

/** What the numbers of a series say, and the constraints with what is proven in spite of them. */
function withSeries(
  edges: EdgeColumns,
  constraints: LinkConstraints,
  { series, threshold }: ClusterOptions,
): { series: SeriesSayings | undefined; constraints: LinkConstraints } {
  if (series === undefined) return { series, constraints };
  const { proven, sayings } = seriesTies(series, edges, constraints, threshold);
  const known = [...(constraints.known ?? []), ...proven];
  return { series: sayings, constraints: { ...constraints, known } };
}

/**
 * Clusters records 0 … count − 1 by weighted edges. What must be one is joined first, then everything linked at or
 * above the threshold; components that break a constraint or are sparse (chains, hubs) are clustered again by
 * constrained average linkage. A decision to join takes no record from those that evidence alone makes it one with, unless
 * something forbids them to be one now. Gives for each record the smallest record number of its cluster; it does not depend on the order of edges or constraints.
 */
export function clusterRecords(
  count: number,
  given: readonly LinkEdge[] | EdgeColumns,
  decisions: LinkConstraints,
  options: ClusterOptions,
): Int32Array {
  const edges = edgeColumns(given);
  const { threshold, relations, apart = [] } = options;
  const { series, constraints } = withSeries(edges, decisions, options);
  const components = componentsOf(count, edges, constraints, threshold);
  const forbidden = forbiddenWithin(components, constraints);
  const suspicious = suspiciousComponents(components, edges, forbidden, {
    ...options,
    ...(series && { series }),
  });
  const cluster = components.rootOf;
  if (suspicious.size === 0) return cluster;
  const decided = decidedSets(count, constraints);
  const wereOne =
    constraints.mustLink.length === 0
      ? undefined
      : clusterRecords(count, edges, { ...decisions, mustLink: [] }, options);
  for (const [root, within] of suspicious) {
    const members = membersOf(components, root);
    const groups = new Map<number, number[]>();
    for (const member of members) {
      const of = decided.find(member);
      groups.set(of, [...(groups.get(of) ?? []), member]);
    }
    const ends = averageLinkage({
      groups,
      edges: within.map((edge) => ({
        left: edges.left[edge] ?? 0,
        right: edges.right[edge] ?? 0,
        weight: edges.weight[edge] ?? 0,
      })),
      groupOf: (record) => decided.find(record),
      cannotLink: forbidden.get(root) ?? [],
      threshold,
      missing: options.missing ?? defaultMissing,
      relations,
      apart,
      series,
      wereOne,
    });
    for (const member of members) {
      const of = decided.find(member);
      cluster[member] = ends.get(of) ?? of;
    }
  }
  return cluster;
}
