import type { DecidedGroups } from './decided-groups.ts';
import type { ScoredPairs } from './scored-pairs.ts';
import type { Clusters } from './write-golden.ts';

/** Joins matched pairs into the decided groups, strongest first, where no cannot-link stands between. */
export function clusterRecords(records: number, pairs: ScoredPairs, decided: DecidedGroups): Clusters {
  const { groups } = decided;
  const joinedByDecision = new Uint8Array(records);
  for (const [a, b] of decided.mustLink) {
    joinedByDecision[a] = 1;
    joinedByDecision[b] = 1;
  }
  const ties: [record: number, weight: number][] = [];
  for (let at = 0; at < pairs.left.length; at++) {
    const [a, b] = [pairs.left[at] ?? 0, pairs.right[at] ?? 0];
    if (groups.find(a) === groups.find(b)) continue;
    if (groups.join(a, b)) ties.push([a, pairs.weight[at] ?? 0]);
  }
  const number = new Int32Array(records).fill(-1);
  const cluster = new Int32Array(records);
  let count = 0;
  for (let n = 0; n < records; n++) {
    const root = groups.find(n);
    if (number[root] === -1) number[root] = count++;
    cluster[n] = number[root] ?? 0;
  }
  const weakest = new Int32Array(count).fill(-1);
  for (const [record, weight] of ties) {
    const at = cluster[record] ?? 0;
    if (weakest[at] === -1 || weight < (weakest[at] ?? 0)) weakest[at] = weight;
  }
  return { cluster, count, weakest, decided: joinedByDecision };
}
