import { weakBridges } from '../../../src/stats/linkage/cluster/bridges.ts';
import { milliBits } from '../../../src/stats/linkage/weigh/milli-bits.ts';
import type { DecidedGroups } from './decided-groups.ts';
import type { ScoredPairs } from './scored-pairs.ts';
import type { Clusters } from './write-golden.ts';

/** A match is weak below the weight of 99.9 %, one false in a thousand. */
export const weakBelow = milliBits(999);

/**
 * [GOLDEN-12] Positions of the matches that alone hold a golden customer of three records or more together and are weak,
 * ascending. What is known or decided to be one is held by that.
 */
export function weakTies(
  { left, right, weight }: ScoredPairs,
  { cluster, count }: Pick<Clusters, 'cluster' | 'count'>,
  { groups }: Pick<DecidedGroups, 'groups'>,
): number[] {
  const size = new Int32Array(count);
  for (const at of cluster) size[at] = (size[at] ?? 0) + 1;
  const unit = (record: number): number => groups.find(record);
  return weakBridges(cluster.length, left.map(unit), right.map(unit)).filter((at) => {
    const of = cluster[left[at] ?? 0] ?? 0;
    return (weight[at] ?? 0) < weakBelow && of === cluster[right[at] ?? 0] && (size[of] ?? 0) > 2;
  });
}
