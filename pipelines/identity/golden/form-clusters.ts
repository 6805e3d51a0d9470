import type { ActiveIdentityDecision } from '../../../src/contract/identity-decision.ts';
import { seriesTies } from '../../../src/stats/linkage/series-ties.ts';
import type { SeriesSayings } from '../../../src/stats/linkage/series-sayings.ts';
import type { LinkThresholds } from '../thresholds.ts';
import { clusterRecords } from './cluster-records.ts';
import { type DecidedGroups, decidedGroups } from './decided-groups.ts';
import { pairsFrom, type ScoredPairs } from './scored-pairs.ts';
import type { Clusters } from './write-golden.ts';

/** All that decides which records are one. Records are numbered by age. */
export interface ClusterInputs {
  readonly records: number;
  /** Every scored pair that is kept. */
  readonly pairs: ScoredPairs;
  readonly thresholds: LinkThresholds;
  /** Oldest first. */
  readonly decisions: readonly ActiveIdentityDecision[];
  /** Numbers of the records that decisions name. */
  readonly numbers: ReadonlyMap<string, number>;
  /** Pairs that the sources themselves say are one. */
  readonly said: readonly (readonly [number, number])[];
  /** For each record 0, or the number of its source where that holds every customer once. */
  readonly once: Int32Array;
  /** The numbers of a series that names say. */
  readonly series: SeriesSayings;
}

export interface FormedClusters {
  readonly clusters: Clusters;
  readonly decided: DecidedGroups;
  /** Pairs at or above the match threshold. */
  readonly matched: ScoredPairs;
  /** Where of `matched` stands what matches several companies of a series and is none of them ([LINK-45]). */
  readonly between: readonly number[];
}

/** [LINK-45] Matches of a record that stands between several companies of a series, with those that it is not one with. */
function matchesBetween(
  matched: ScoredPairs,
  series: SeriesSayings,
  match: number,
  cluster: Int32Array,
): number[] {
  const { between } = seriesTies(series, matched, match);
  const says = (record: number): boolean => series.codes[record] !== 0;
  return Array.from(matched.weight.keys()).filter((at) => {
    const [a, b] = [matched.left[at] ?? 0, matched.right[at] ?? 0];
    if (cluster[a] === cluster[b]) return false;
    return (between.has(a) && says(b)) || (between.has(b) && says(a));
  });
}

/** The clusters of a build. The preview of a decision asks the same function, so it cannot announce anything else. */
export function formClusters(inputs: ClusterInputs): FormedClusters {
  const { records, decisions, numbers, said } = inputs;
  const decided = decidedGroups(records, decisions, (id) => numbers.get(id), said);
  const matched = pairsFrom(inputs.pairs, inputs.thresholds.match);
  const { match } = inputs.thresholds;
  const clusters = clusterRecords(records, inputs.pairs, decided, match, inputs.once, inputs.series);
  const between = matchesBetween(matched, inputs.series, match, clusters.cluster);
  return { clusters, decided, matched, between };
}
