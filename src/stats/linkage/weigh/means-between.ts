import type { EdgeColumns } from '../cluster/link-edge.ts';

export interface Clustered {
  /** Cluster of each record. */
  readonly cluster: Int32Array;
  /** What is known to be one counts as one record: the record that stands for each. */
  readonly unitOf: (record: number) => number;
  readonly edges: EdgeColumns;
  /** Weight taken for pairs without an edge. */
  readonly missing: number;
}

/** Of each pair of records the mean weight of all pairs between their clusters, and how many pairs of clusters they are. */
export interface MeansBetween {
  /** Thousandths of a bit. */
  readonly mean: Float64Array;
  readonly questions: number;
}

/**
 * [LINK-5] The mean by which average linkage keeps the clusters of two records apart: every pair between them counts, one
 * without an edge as `missing`, and what is known to be one is tied by its strongest edge. Records of one cluster have none
 * (NaN).
 */
export function meansBetween(
  { cluster, unitOf, edges, missing }: Clustered,
  { left, right }: Pick<EdgeColumns, 'left' | 'right'>,
): MeansBetween {
  const key = (a: number, b: number): number => Math.min(a, b) * cluster.length + Math.max(a, b);
  const clustersOf = (a: number, b: number): number => key(cluster[a] ?? 0, cluster[b] ?? 0);
  const strongest = new Map<number, Map<number, number>>();
  const asked = left.map((_, at) => at).filter((at) => cluster[left[at] ?? 0] !== cluster[right[at] ?? 0]);
  for (const at of asked) strongest.set(clustersOf(left[at] ?? 0, right[at] ?? 0), new Map());
  for (let edge = 0; edge < edges.weight.length; edge++) {
    const [a, b] = [edges.left[edge] ?? 0, edges.right[edge] ?? 0];
    const between = strongest.get(clustersOf(a, b));
    if (between === undefined) continue;
    const units = key(unitOf(a), unitOf(b));
    between.set(units, Math.max(between.get(units) ?? -Infinity, edges.weight[edge] ?? 0));
  }
  const size = new Int32Array(cluster.length);
  for (const [record, at] of cluster.entries()) if (unitOf(record) === record) size[at] = (size[at] ?? 0) + 1;
  const mean = new Float64Array(left.length).fill(NaN);
  for (const at of asked) {
    const [a, b] = [left[at] ?? 0, right[at] ?? 0];
    const between = strongest.get(clustersOf(a, b)) ?? new Map<number, number>();
    const pairs = (size[cluster[a] ?? 0] ?? 0) * (size[cluster[b] ?? 0] ?? 0);
    const known = [...between.values()].reduce((sum, weight) => sum + weight, 0);
    mean[at] = (known + missing * (pairs - between.size)) / pairs;
  }
  return { mean, questions: strongest.size };
}
