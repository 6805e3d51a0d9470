import { averageLinkage } from './average-linkage.ts';
import {
  edgeColumns,
  type ClusterOptions,
  type EdgeColumns,
  type LinkConstraints,
  type LinkEdge,
  type LinkRelations,
} from './link-edge.ts';
import { toldApart } from './told-apart.ts';
import { unionFind, type UnionFind } from './union-find.ts';

/** A component with fewer of its possible links than this share is looked at again. */
const sparse = 0.5;
const defaultMissing = -6_000;

interface Component {
  links: number;
  suspicious: boolean;
  readonly members: number[];
  readonly edges: number[];
}

function possibleLinks(members: readonly number[], relations: LinkRelations | undefined): number {
  const all = (members.length * (members.length - 1)) / 2;
  if (relations === undefined) return all;
  const per = relations.within.map(() => 0);
  for (const member of members) {
    const relation = relations.of[member] ?? 0;
    per[relation] = (per[relation] ?? 0) + 1;
  }
  return per.reduce(
    (sum, count, at) => sum - (relations.within[at] === false ? (count * (count - 1)) / 2 : 0),
    all,
  );
}

function breaksUnique(members: readonly number[], relations: LinkRelations | undefined): boolean {
  if (!relations?.unique.includes(true)) return false;
  const seen = new Set<number>();
  for (const member of members) {
    const relation = relations.of[member] ?? 0;
    if (relations.unique[relation] !== true) continue;
    if (seen.has(relation)) return true;
    seen.add(relation);
  }
  return false;
}

/** What was decided to be one. */
function decidedSets(count: number, { mustLink }: LinkConstraints): Pick<UnionFind, 'find'> {
  if (mustLink.length === 0) return { find: (record) => record };
  const sets = unionFind(count);
  for (const [a, b] of mustLink) sets.union(a, b);
  return sets;
}

/**
 * Clusters records 0 … count − 1 by weighted edges. What must be one is joined first, then everything linked at or
 * above the threshold; components that break a constraint or are sparse (chains, hubs) are clustered again by
 * constrained average linkage. Gives for each record the smallest record number of its cluster; it does not depend on the order of edges or constraints.
 */
export function clusterRecords(
  count: number,
  given: readonly LinkEdge[] | EdgeColumns,
  constraints: LinkConstraints,
  options: ClusterOptions,
): Int32Array {
  const edges = edgeColumns(given);
  const { threshold, relations, apart = [] } = options;
  /** Two that are linked are one, unless one of a relation is too many. */
  const least = relations?.unique.includes(true) === true ? 1 : 2;
  const sets = unionFind(count);
  for (const [a, b] of constraints.mustLink) sets.union(a, b);
  const decided = decidedSets(count, constraints);
  for (let edge = 0; edge < edges.weight.length; edge++)
    if ((edges.weight[edge] ?? 0) >= threshold) sets.union(edges.left[edge] ?? 0, edges.right[edge] ?? 0);

  const cluster = new Int32Array(count);
  const size = new Int32Array(count);
  for (let record = 0; record < count; record++) {
    const root = sets.find(record);
    cluster[record] = root;
    size[root] = (size[root] ?? 0) + 1;
  }
  const looked = new Uint8Array(count);
  for (let root = 0; root < count; root++) if ((size[root] ?? 0) > least) looked[root] = 1;
  for (const [a, b] of constraints.cannotLink) if (cluster[a] === cluster[b]) looked[cluster[a] ?? 0] = 1;
  const contrary = toldApart(cluster, apart);
  for (const root of contrary) looked[root] = 1;

  const components = new Map<number, Component>();
  const componentOf = (record: number): Component | undefined => components.get(cluster[record] ?? -1);
  for (let record = 0; record < count; record++) {
    const root = cluster[record] ?? record;
    if (root === record || looked[root] === 0) continue;
    let known = components.get(root);
    if (known === undefined) {
      known = { links: 0, suspicious: false, members: [root], edges: [] };
      components.set(root, known);
    }
    known.members.push(record);
  }
  for (let edge = 0; edge < edges.weight.length; edge++) {
    const root = cluster[edges.left[edge] ?? 0] ?? -1;
    if (looked[root] === 0 || root !== cluster[edges.right[edge] ?? 0]) continue;
    const component = components.get(root);
    if (component === undefined) continue;
    component.edges.push(edge);
    if ((edges.weight[edge] ?? 0) >= threshold) component.links += 1;
  }
  for (const [root, component] of components)
    component.suspicious =
      contrary.has(root) ||
      (component.members.length > 2 &&
        component.links < sparse * possibleLinks(component.members, relations)) ||
      breaksUnique(component.members, relations);
  const forbidden = new Map<Component, (readonly [number, number])[]>();
  for (const pair of constraints.cannotLink) {
    const component = componentOf(pair[0]);
    if (component === undefined || component !== componentOf(pair[1])) continue;
    component.suspicious = true;
    forbidden.set(component, [...(forbidden.get(component) ?? []), pair]);
  }

  for (const component of components.values()) {
    if (!component.suspicious) continue;
    const groups = new Map<number, number[]>();
    for (const member of component.members) {
      const root = decided.find(member);
      groups.set(root, [...(groups.get(root) ?? []), member]);
    }
    const ends = averageLinkage({
      groups,
      edges: component.edges.map((edge) => ({
        left: edges.left[edge] ?? 0,
        right: edges.right[edge] ?? 0,
        weight: edges.weight[edge] ?? 0,
      })),
      groupOf: (record) => decided.find(record),
      cannotLink: forbidden.get(component) ?? [],
      threshold,
      missing: options.missing ?? defaultMissing,
      relations,
      apart,
    });
    for (const member of component.members) {
      const root = decided.find(member);
      cluster[member] = ends.get(root) ?? root;
    }
  }
  return cluster;
}
