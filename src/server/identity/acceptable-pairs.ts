import { missingWeight } from '../../../pipelines/identity/thresholds.ts';
import { meansBetween } from '../../stats/linkage/weigh/means-between.ts';
import { probabilityOf } from '../../stats/linkage/weigh/milli-bits.ts';
import { formed, type ClusterState, type ClusterTask } from './cluster-answer.ts';
import { heldOnce } from './held-once.ts';

export interface AcceptTask extends ClusterTask {
  readonly kind: 'accept';
  readonly state: ClusterState;
  readonly left: Int32Array;
  readonly right: Int32Array;
}

export interface Acceptable {
  /** Positions of pairs that a person may accept all together. */
  readonly taken: Int32Array;
  /** Of each of them the chance that the golden customers of its two records are one. */
  readonly chance: Float64Array;
  /** Pairs of golden customers that they are about. */
  readonly questions: number;
}

/**
 * [REVIEW-7] Which of the pairs, taken in their order, a person may accept all together: those that are not one yet and
 * that no decision keeps apart, nor a source that holds both customers ([LINK-16]), in themselves or through what is
 * accepted before them. A pair's own probability does not know that clustering saw all other pairs between the two
 * customers and kept them apart; the mean of those pairs does.
 */
export function acceptablePairs(task: AcceptTask): Acceptable {
  const {
    clusters: { cluster, count },
    decided: { groups },
  } = formed(task, task.state);
  const unit = Int32Array.from(cluster, (_, record) => groups.find(record));
  const first = new Int32Array(count).fill(-1);
  for (const [record, at] of cluster.entries())
    if (first[at] === -1) first[at] = record;
    else groups.join(first[at] ?? record, record);
  const once = heldOnce(task.data.once, (record) => groups.find(record));
  const sides = (at: number): [number, number] => [task.left[at] ?? 0, task.right[at] ?? 0];
  const taken = task.left
    .map((_, at) => at)
    .filter((at) => {
      const [a, b] = sides(at);
      const [one, other] = [groups.find(a), groups.find(b)];
      if (cluster[a] === cluster[b] || (one !== other && !once.may(one, other)) || !groups.join(a, b))
        return false;
      once.join(one, other, groups.find(a));
      return true;
    });
  const { mean, questions } = meansBetween(
    { cluster, unitOf: (record) => unit[record] ?? record, edges: task.data.pairs, missing: missingWeight },
    { left: taken.map((at) => sides(at)[0]), right: taken.map((at) => sides(at)[1]) },
  );
  return { taken, chance: mean.map(probabilityOf), questions };
}
