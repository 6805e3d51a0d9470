import type { Clusters } from '../../../pipelines/identity/golden/write-golden.ts';
import type { GoldenIds } from '../../stats/linkage/cluster/golden-ids.ts';
import type { ClusterData } from './cluster-data.ts';

/** What records were served as before, and the money at stake there; nothing where ids are not carried over. */
export interface ServedBefore {
  readonly known: Pick<ClusterData['known'], 'previous'>;
  readonly stake: Float64Array;
}

export interface NamedClusters {
  readonly clusters: Pick<Clusters, 'cluster' | 'count'>;
  readonly ids: Pick<GoldenIds, 'known' | 'mintRecord' | 'mintAttempt'>;
}

/** A golden customer before and after. Its id is a known one, or minted from a record. */
export interface ClusterChange {
  readonly known: number;
  readonly mintRecord: number;
  readonly mintAttempt: number;
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Of all golden customers its records were in. */
  readonly stake: number;
}

/** Record → number of its golden id, the same for equal ids of two states. */
function labels(
  { clusters, ids }: NamedClusters,
  name: (known: number, record: number, attempt: number) => number,
): Int32Array {
  const of = Array.from({ length: clusters.count }, (_, at) =>
    name(ids.known[at] ?? -1, ids.mintRecord[at] ?? -1, ids.mintAttempt[at] ?? 0),
  );
  return clusters.cluster.map((at) => of[at] ?? -1);
}

/** How two states differ: golden customers that change, the most valuable first, and how many merge and split. */
export function clusterChanges(
  before: NamedClusters,
  after: NamedClusters,
  { data, watch, limit }: { data: ServedBefore; watch: readonly number[]; limit: number },
): { merged: number; split: number; changes: ClusterChange[]; watched: ClusterChange[] } {
  const names: { known: number; mintRecord: number; mintAttempt: number }[] = [];
  const numbers = new Map<string, number>();
  const name = (known: number, mintRecord: number, mintAttempt: number): number => {
    const key = known >= 0 ? String(known) : `${mintRecord}#${mintAttempt}`;
    const held = numbers.get(key) ?? names.push({ known, mintRecord, mintAttempt }) - 1;
    numbers.set(key, held);
    return held;
  };
  const [was, is] = [labels(before, name), labels(after, name)];
  const changed = new Set<number>();
  for (let record = 0; record < was.length; record++)
    if (was[record] !== is[record]) changed.add(was[record] ?? -1).add(is[record] ?? -1);
  const watching = new Set(watch.map((record) => is[record] ?? -1));
  const members = new Map<number, { before: number[]; after: number[] }>();
  const of = (label: number): { before: number[]; after: number[] } | undefined => {
    if (!changed.has(label) && !watching.has(label)) return undefined;
    const held = members.get(label) ?? { before: [], after: [] };
    members.set(label, held);
    return held;
  };
  for (let record = 0; record < was.length; record++) {
    of(was[record] ?? -1)?.before.push(record);
    of(is[record] ?? -1)?.after.push(record);
  }
  const several = (records: readonly number[], labelOf: Int32Array): boolean =>
    new Set(records.map((record) => labelOf[record])).size > 1;
  const told = (label: number): ClusterChange => {
    const held = members.get(label) ?? { before: [], after: [] };
    const ids = new Set([...held.before, ...held.after].map((record) => data.known.previous[record] ?? -1));
    return {
      ...(names[label] ?? { known: -1, mintRecord: -1, mintAttempt: 0 }),
      ...held,
      stake: [...ids].reduce((sum, id) => sum + (data.stake[id] ?? 0), 0),
    };
  };
  const all = [...changed].map(told);
  return {
    merged: all.filter((change) => several(change.after, was)).length,
    split: all.filter((change) => several(change.before, is)).length,
    changes: all.sort((a, b) => b.stake - a.stake || oldest(a) - oldest(b)).slice(0, limit),
    watched: [...watching].map(told),
  };
}

/** An id that is no more and one that takes its records come one after the other. */
const oldest = ({ before, after }: ClusterChange): number =>
  Math.min(before[0] ?? Infinity, after[0] ?? Infinity);
