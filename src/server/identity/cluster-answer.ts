import { knownFrom } from '../../../pipelines/identity/golden/known-columns.ts';
import { type FormedClusters, formClusters } from '../../../pipelines/identity/golden/form-clusters.ts';
import { pairsFrom } from '../../../pipelines/identity/golden/scored-pairs.ts';
import type { LinkThresholds } from '../../../pipelines/identity/thresholds.ts';
import type { ActiveIdentityDecision } from '../../contract/identity-decision.ts';
import { assignGoldenIds } from '../../stats/linkage/cluster/golden-ids.ts';
import type { ClusterData } from './cluster-data.ts';
import { decidedPairs } from './decided-pairs.ts';
import { clusterChanges, type ClusterChange, type NamedClusters } from './cluster-changes.ts';

/** One state of decisions and thresholds. */
export interface ClusterState {
  readonly thresholds: LinkThresholds;
  readonly decisions: readonly ActiveIdentityDecision[];
}

export interface ClusterTask {
  readonly data: Pick<ClusterData, 'records' | 'pairs' | 'said' | 'once' | 'series'>;
  /** Numbers of the records that decisions name. */
  readonly numbers: ReadonlyMap<string, number>;
}

export interface EffectTask extends ClusterTask {
  readonly kind: 'effect';
  readonly data: ClusterData;
  readonly before: ClusterState;
  readonly after: ClusterState;
  /** Records whose clusters are told in any case. */
  readonly watch: readonly number[];
  readonly limit: number;
}

export interface Effect {
  readonly golden: { readonly before: number; readonly after: number };
  readonly merged: number;
  readonly split: number;
  readonly matches: { readonly before: number; readonly after: number };
  readonly review: { readonly before: number; readonly after: number };
  readonly changes: readonly ClusterChange[];
  readonly watched: readonly ClusterChange[];
}

/** The clusters of a state. */
export const formed = (
  { data, numbers }: ClusterTask,
  { thresholds, decisions }: ClusterState,
): FormedClusters =>
  formClusters({
    records: data.records,
    pairs: data.pairs,
    thresholds,
    decisions,
    numbers,
    once: data.once,
    series: data.series,
    said: Array.from(data.said.left, (a, at): [number, number] => [a, data.said.right[at] ?? a]),
  });

/** The golden customers that a rebuild would make, before and after, and how they differ. */
export function clusterEffect(task: EffectTask): Effect {
  const known = knownFrom(task.data.known);
  const named = (state: ClusterState): NamedClusters & { waiting: number } => {
    const { clusters, between } = formed(task, state);
    const ids = assignGoldenIds(clusters.cluster, clusters.count, known);
    return { clusters, ids, waiting: waiting(task, state, clusters.cluster, new Set(between.answered)) };
  };
  const before = named(task.before);
  const after = named(task.after);
  const matching = ({ thresholds }: ClusterState): number =>
    pairsFrom(task.data.pairs, thresholds.match).weight.length;
  return {
    golden: { before: before.clusters.count, after: after.clusters.count },
    matches: { before: matching(task.before), after: matching(task.after) },
    review: {
      before: before.waiting,
      after: after.waiting,
    },
    ...clusterChanges(before, after, task),
  };
}

/** [REVIEW-2] Pairs from the review threshold on that are not one, that no decision names and that are not answered by one. */
function waiting(
  { data, numbers }: ClusterTask,
  { thresholds, decisions }: ClusterState,
  cluster: Int32Array,
  answered: ReadonlySet<number>,
): number {
  const key = (a: number, b: number): number => Math.min(a, b) * data.records + Math.max(a, b);
  const named = new Set(
    decidedPairs(decisions, 'customer').map(({ left, right }) =>
      key(numbers.get(left) ?? -1, numbers.get(right) ?? -1),
    ),
  );
  const { left, right } = pairsFrom(data.pairs, thresholds.review);
  let found = 0;
  for (let at = 0; at < left.length; at += 1) {
    const [a, b] = [left[at] ?? 0, right[at] ?? 0];
    if (cluster[a] !== cluster[b] && !answered.has(at) && !named.has(key(a, b))) found += 1;
  }
  return found;
}
