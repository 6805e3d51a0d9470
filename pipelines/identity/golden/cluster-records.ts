import { clusterRecords as clusterByWeight } from '../../../src/stats/linkage/cluster/cluster.ts';
import type { LinkConstraints, LinkRelations } from '../../../src/stats/linkage/cluster/link-edge.ts';
import type { SeriesSayings } from '../../../src/stats/linkage/cluster/series-sayings.ts';
import { unionFind } from '../../../src/stats/linkage/cluster/union-find.ts';
import { lowestKept, missingWeight } from '../thresholds.ts';
import type { DecidedGroups } from './decided-groups.ts';
import { pairsFrom, type ScoredPairs } from './scored-pairs.ts';
import type { Clusters } from './write-golden.ts';

/**
 * [GOLDEN-4] [LINK-5] Clusters records by their scored pairs, strongest first. What is decided, or said by a source, is one
 * from the beginning or stays apart; components that are sparse or would join what must be apart are clustered by average
 * linkage, where a pair that is not kept counts as three bits below the lowest kept. [LINK-16] Of a source that holds every
 * customer once, two records become one only where that is decided or said. Who decides that two records are one says so of
 * their customers: both stay whole. [LINK-45] Two of other numbers are one only where something proves it.
 */
export function clusterRecords(
  records: number,
  scored: ScoredPairs,
  decided: DecidedGroups,
  match: number,
  once: Int32Array = new Int32Array(records),
  series?: SeriesSayings,
): Clusters {
  const pairs = pairsFrom(scored, lowestKept);
  const { mustLink, said } = decided;
  const found = clusterByWeight(records, pairs, constraintsOf(decided), {
    threshold: match,
    missing: missingWeight,
    ...(series && { series }),
    ...uniqueSources(once),
  });
  const number = new Int32Array(records).fill(-1);
  const cluster = new Int32Array(records);
  let count = 0;
  for (let n = 0; n < records; n++) {
    const smallest = found[n] ?? n;
    if (number[smallest] === -1) number[smallest] = count++;
    cluster[n] = number[smallest] ?? 0;
  }
  const joinedByDecision = new Uint8Array(records);
  for (const [a, b] of mustLink) {
    joinedByDecision[a] = 1;
    joinedByDecision[b] = 1;
  }
  const weakest = weakestTies(cluster, count, pairsFrom(scored, match), [...mustLink, ...said]);
  return { cluster, count, weakest, decided: joinedByDecision };
}

/** What is decided, and what sources say, as the clustering takes it. */
export const constraintsOf = ({ mustLink, said, cannotLink }: DecidedGroups): LinkConstraints => ({
  mustLink,
  known: said,
  cannotLink,
});

/** Records of sources that may repeat a customer are of relation 0. */
function uniqueSources(once: Int32Array): { relations?: LinkRelations } {
  const sources = once.reduce((most, of) => Math.max(most, of), 0);
  if (sources === 0) return {};
  const all = Array.from({ length: sources + 1 }, (_, source) => source > 0);
  return { relations: { of: Uint8Array.from(once), within: all.map(() => true), unique: all } };
}

/** For each cluster the weakest of the ties that hold it together, strongest taken first; -1 where none does. */
function weakestTies(
  cluster: Int32Array,
  count: number,
  { left, right, weight }: ScoredPairs,
  known: readonly (readonly [number, number])[],
): Int32Array {
  const joined = unionFind(cluster.length);
  for (const [a, b] of known) joined.union(a, b);
  const weakest = new Int32Array(count).fill(-1);
  for (let at = 0; at < weight.length; at++) {
    const [a, b] = [left[at] ?? 0, right[at] ?? 0];
    if (cluster[a] !== cluster[b] || !joined.union(a, b)) continue;
    weakest[cluster[a] ?? 0] = weight[at] ?? 0;
  }
  return weakest;
}
