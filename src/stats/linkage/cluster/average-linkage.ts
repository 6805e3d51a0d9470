import type { LinkEdge, LinkRelations } from './link-edge.ts';
import type { SeriesSayings } from './series-sayings.ts';
import { contradict, sayingsOf, together, type Sayings } from './told-apart.ts';

export interface AverageLinkageInput {
  /** Groups to begin with, each named by its smallest record. */
  readonly groups: ReadonlyMap<number, readonly number[]>;
  /** Edges between records; `groupOf` names the group of each. */
  readonly edges: readonly LinkEdge[];
  readonly groupOf: (record: number) => number;
  readonly cannotLink: readonly (readonly [number, number])[];
  /** Weight from which an edge links. */
  readonly threshold: number;
  readonly missing: number;
  readonly relations: LinkRelations | undefined;
  /** See ClusterOptions. */
  readonly apart: readonly Int32Array[];
  readonly series: SeriesSayings | undefined;
  /** Cluster of each record by evidence alone, where people decided about some: groups that share one are merged first. */
  readonly wereOne: Int32Array | undefined;
}

/** What is known of the pairs between two groups: the sum of so many weights, and the greatest. */
interface Tie {
  sum: number;
  count: number;
  strongest: number;
}

interface Group {
  readonly name: number;
  /** Groups of the beginning in it. */
  size: number;
  /** Records of each relation. */
  readonly perRelation: number[];
  /** Groups of the beginning of which all records are of one relation. */
  readonly unitsOf: number[];
  readonly near: Map<Group, Tie>;
  readonly forbidden: Set<Group>;
  says: Sayings;
  /** Clusters that its records were in by evidence alone. */
  were: ReadonlySet<number>;
  version: number;
  mergedInto: Group | undefined;
}

interface Candidate {
  /** Whether records of the two were one by evidence alone. */
  readonly were: boolean;
  readonly mean: number;
  readonly a: Group;
  readonly b: Group;
  readonly versions: number;
}

/** The mean weight from which two groups are likelier one than not. */
const evenOdds = 0;

/** Best first: what was one, then highest mean, then smallest names, so that the order of edges never matters. */
const before = (x: Candidate, y: Candidate): boolean =>
  x.were !== y.were
    ? x.were
    : x.mean !== y.mean
      ? x.mean > y.mean
      : x.a.name !== y.a.name
        ? x.a.name < y.a.name
        : x.b.name < y.b.name;

const nowhere: ReadonlySet<number> = new Set();
const wereOf = (members: readonly number[], wereOne: Int32Array | undefined): ReadonlySet<number> =>
  wereOne === undefined ? nowhere : new Set(members.map((member) => wereOne[member] ?? member));

class Heap {
  private readonly items: Candidate[] = [];

  push(item: Candidate): void {
    const { items } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = items[parent];
      if (above === undefined || !before(item, above)) break;
      items[at] = above;
      at = parent;
    }
    items[at] = item;
  }

  pop(): Candidate | undefined {
    const { items } = this;
    const top = items[0];
    const last = items.pop();
    if (items.length === 0 || last === undefined) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      const [left, right] = [items[child], items[child + 1]];
      if (left === undefined) break;
      if (right !== undefined && before(right, left)) child += 1;
      const best = items[child];
      if (best === undefined || !before(best, last)) break;
      items[at] = best;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

/**
 * Agglomerative clustering by the mean weight of all pairs between two groups (UPGMA), a pair without an edge counting
 * as `missing`. Groups to begin with count as one record each, tied by their strongest edge: what is known to be one need
 * not be alike in all its records. Merges two that a link ties while their pairs are on average likelier one than not, best
 * mean first. A merge that would join a forbidden pair, a second record of a unique relation, or two that are told apart,
 * never happens. What evidence alone had made one (`wereOne`) is merged before all else and whatever its mean, by the links
 * that held it together, so that a decision to join takes nobody from where they were. Returns for each group's name the name of the group it ends in.
 */
export function averageLinkage(input: AverageLinkageInput): Map<number, number> {
  const { relations, missing, threshold } = input;
  const groups = new Map<number, Group>();
  for (const [name, members] of input.groups) {
    const perRelation: number[] = relations === undefined ? [] : relations.within.map(() => 0);
    for (const member of members) {
      const relation = relations?.of[member] ?? 0;
      if (relations !== undefined) perRelation[relation] = (perRelation[relation] ?? 0) + 1;
    }
    groups.set(name, {
      name,
      size: 1,
      perRelation,
      unitsOf: perRelation.map((count) => (count === members.length ? 1 : 0)),
      near: new Map(),
      forbidden: new Set(),
      says: sayingsOf(members, input.apart, input.series),
      were: wereOf(members, input.wereOne),
      version: 0,
      mergedInto: undefined,
    });
  }
  const group = (record: number): Group | undefined => groups.get(input.groupOf(record));
  const add = (from: Group, to: Group, { sum, count, strongest }: Tie): void => {
    const known = from.near.get(to);
    if (known === undefined) from.near.set(to, { sum, count, strongest });
    else {
      known.sum += sum;
      known.count += count;
      known.strongest = Math.max(known.strongest, strongest);
    }
  };
  const tie = (from: Group, to: Group, weight: number): void => {
    const known = from.near.get(to);
    if (known === undefined) from.near.set(to, { sum: weight, count: 1, strongest: weight });
    else known.sum = known.strongest = Math.max(known.sum, weight);
  };
  for (const edge of input.edges) {
    const [a, b] = [group(edge.left), group(edge.right)];
    if (a === undefined || b === undefined || a === b) continue;
    tie(a, b, edge.weight);
    tie(b, a, edge.weight);
  }
  for (const [left, right] of input.cannotLink) {
    const [a, b] = [group(left), group(right)];
    if (a === undefined || b === undefined || a === b) continue;
    a.forbidden.add(b);
    b.forbidden.add(a);
  }
  const comparable = (a: Group, b: Group): number =>
    a.size * b.size -
    a.unitsOf.reduce(
      (sum, count, at) => sum + (relations?.within[at] === false ? count * (b.unitsOf[at] ?? 0) : 0),
      0,
    );
  const refused = (a: Group, b: Group): boolean =>
    a.forbidden.has(b) ||
    contradict(a.says, b.says, input.series) ||
    a.perRelation.some(
      (count, at) => count > 0 && relations?.unique[at] === true && (b.perRelation[at] ?? 0) > 0,
    );
  const heap = new Heap();
  const least = Math.min(threshold, evenOdds);
  const offer = (x: Group, y: Group, { sum, count, strongest }: Tie): void => {
    const were = [...y.were].some((cluster) => x.were.has(cluster));
    if (strongest < threshold) return;
    const pairs = Math.max(comparable(x, y), count);
    const mean = (sum + missing * (pairs - count)) / pairs;
    if ((mean < least && !were) || refused(x, y)) return;
    const [a, b] = x.name < y.name ? [x, y] : [y, x];
    heap.push({ were, mean, a, b, versions: a.version + b.version });
  };
  for (const one of groups.values())
    for (const [other, known] of one.near) if (one.name < other.name) offer(one, other, known);
  for (let best = heap.pop(); best !== undefined; best = heap.pop()) {
    const { a, b } = best;
    if (a.mergedInto !== undefined || b.mergedInto !== undefined || a.version + b.version !== best.versions)
      continue;
    b.mergedInto = a;
    a.version += 1;
    a.size += b.size;
    b.perRelation.forEach((count, at) => (a.perRelation[at] = (a.perRelation[at] ?? 0) + count));
    b.unitsOf.forEach((count, at) => (a.unitsOf[at] = (a.unitsOf[at] ?? 0) + count));
    a.says = together(a.says, b.says);
    if (b.were.size > 0) a.were = new Set([...a.were, ...b.were]);
    a.near.delete(b);
    for (const [other, known] of b.near) {
      other.near.delete(b);
      if (other === a) continue;
      add(a, other, known);
      add(other, a, known);
    }
    for (const other of b.forbidden) {
      other.forbidden.add(a);
      a.forbidden.add(other);
    }
    for (const [other, known] of a.near) offer(a, other, known);
  }
  const end = (of: Group): Group => {
    let last = of;
    while (last.mergedInto !== undefined) last = last.mergedInto;
    return last;
  };
  return new Map([...groups.values()].map((one) => [one.name, end(one).name]));
}
