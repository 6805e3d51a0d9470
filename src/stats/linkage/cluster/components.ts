import type { EdgeColumns, LinkConstraints, LinkRelations } from './link-edge.ts';
import { unionFind } from './union-find.ts';

/** Records joined by what must be one and by all edges from a threshold on. */
export interface Components {
  /** Of each record the smallest of its component. */
  readonly rootOf: Int32Array;
  /** By root; 0 for who is none. */
  readonly size: Int32Array;
  /** Records by component, roots ascending and records within: those of a root from `start[root]` on. */
  readonly members: Int32Array;
  readonly start: Int32Array;
}

export function componentsOf(
  count: number,
  { left, right, weight }: EdgeColumns,
  { mustLink, known = [] }: LinkConstraints,
  threshold: number,
): Components {
  const sets = unionFind(count);
  for (const [a, b] of [...mustLink, ...known]) sets.union(a, b);
  for (let edge = 0; edge < weight.length; edge++)
    if ((weight[edge] ?? 0) >= threshold) sets.union(left[edge] ?? 0, right[edge] ?? 0);
  const rootOf = new Int32Array(count);
  const size = new Int32Array(count);
  for (let record = 0; record < count; record++) {
    const root = sets.find(record);
    rootOf[record] = root;
    size[root] = (size[root] ?? 0) + 1;
  }
  const start = new Int32Array(count);
  const next = new Int32Array(count);
  const members = new Int32Array(count);
  let placed = 0;
  for (let record = 0; record < count; record++) {
    const root = rootOf[record] ?? record;
    if (root === record) {
      start[root] = next[root] = placed;
      placed += size[root] ?? 0;
    }
    const at = next[root] ?? 0;
    members[at] = record;
    next[root] = at + 1;
  }
  return { rootOf, size, members, start };
}

export const membersOf = ({ members, start, size }: Components, root: number): Int32Array =>
  members.subarray(start[root], (start[root] ?? 0) + (size[root] ?? 0));

/** Of each component (by root) the edges from the threshold on within it. */
export function linksWithin(
  { rootOf }: Components,
  { left, right, weight }: EdgeColumns,
  threshold: number,
): Int32Array {
  const links = new Int32Array(rootOf.length);
  for (let edge = 0; edge < weight.length; edge++) {
    // Such an edge has joined the two.
    if ((weight[edge] ?? 0) < threshold) continue;
    const root = rootOf[Math.max(left[edge] ?? 0, right[edge] ?? 0)] ?? 0;
    links[root] = (links[root] ?? 0) + 1;
  }
  return links;
}

/** How many pairs of these records were compared. */
export function possibleLinks(members: Int32Array, relations: LinkRelations | undefined): number {
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

/** Whether two of these records are of a relation of which a cluster holds but one. */
export function breaksUnique(members: Int32Array, relations: LinkRelations | undefined): boolean {
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
