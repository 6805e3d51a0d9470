import type { ActiveIdentityDecision } from '../../../src/contract/identity-decision.ts';
import type { SeriesSayings } from '../../../src/stats/linkage/cluster/series-sayings.ts';
import type { LinkThresholds } from '../thresholds.ts';
import { clusterRecords, constraintsOf } from './cluster-records.ts';
import { type DecidedGroups, decidedGroups } from './decided-groups.ts';
import { type MatchesBetween, matchesBetween } from './matches-between.ts';
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
  readonly between: MatchesBetween;
}

/** The clusters of a build. The preview of a decision asks the same function, so it cannot announce anything else. */
export function formClusters(inputs: ClusterInputs): FormedClusters {
  const { records, decisions, numbers, said } = inputs;
  const decided = decidedGroups(records, decisions, (id) => numbers.get(id), said);
  const matched = pairsFrom(inputs.pairs, inputs.thresholds.match);
  const { match } = inputs.thresholds;
  const clusters = clusterRecords(records, inputs.pairs, decided, match, inputs.once, inputs.series);
  const between = matchesBetween(matched, inputs.series, constraintsOf(decided), match, clusters.cluster);
  return { clusters, decided, matched, between };
}
