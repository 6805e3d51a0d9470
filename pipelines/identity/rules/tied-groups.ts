import type { ActiveIdentityDecision } from '../../../src/contract/identity-decision.ts';
import { decidedGroups } from '../golden/decided-groups.ts';
import { joinTies, type NamesAtTies, type Ties } from './join-ties.ts';

/** All that decides which records are one. Records are numbered by age. */
export interface TiedInputs {
  readonly records: number;
  /** Pairs that rules tie, in the order in which they join. */
  readonly ties: Ties;
  readonly names: NamesAtTies;
  /** Oldest first. */
  readonly decisions: readonly ActiveIdentityDecision[];
  /** Numbers of the records that decisions name. */
  readonly numbers: ReadonlyMap<string, number>;
}

export interface TiedGroups {
  /** Record → the oldest record of its group, from which the group's id is minted. */
  readonly oldest: Int32Array;
  /** Record → 1 when a person's decision joined it. */
  readonly decided: Uint8Array;
  readonly overruled: readonly string[];
}

/** [GOLDEN-4] The groups of a build. The preview of a decision asks the same function, so it cannot announce anything else. */
export function tiedGroups({ records, ties, names, decisions, numbers }: TiedInputs): TiedGroups {
  const { groups, mustLink, overruled } = decidedGroups(records, decisions, (id) => numbers.get(id));
  joinTies(groups, ties, names);
  const first = new Int32Array(records).fill(-1);
  for (let n = records - 1; n >= 0; n--) first[groups.find(n)] = n;
  const decided = new Uint8Array(records);
  for (const pair of mustLink) for (const record of pair) decided[record] = 1;
  return { oldest: Int32Array.from(first, (_, n) => first[groups.find(n)] ?? n), decided, overruled };
}
