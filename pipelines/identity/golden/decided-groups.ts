import type { ActiveIdentityDecision } from '../../../src/contract/identity-decision.ts';
import { ConstrainedGroups } from '../../../src/stats/linkage/cluster/constrained-components.ts';

type Pair = readonly [left: number, right: number];

export interface DecidedGroups {
  /** Records joined and kept apart as decided; evidence joins further ones. */
  readonly groups: ConstrainedGroups;
  /** Pairs joined by a person's decision. */
  readonly mustLink: readonly Pair[];
  readonly cannotLink: readonly Pair[];
  /** Pairs that the sources say are one and no decision contradicts. */
  readonly said: readonly Pair[];
  /** Decisions that a later one contradicts, in whole or in part; what it leaves of them holds. */
  readonly overruled: readonly string[];
  /** The newest decision that names both records of a pair, by `left|right`, the lesser number first. */
  readonly decisionOf: ReadonlyMap<string, { readonly id: string; readonly joins: boolean }>;
}

export const pairKey = (a: number, b: number): string => (a < b ? `${a}|${b}` : `${b}|${a}`);

/**
 * [GOLDEN-4] What decisions and the sources themselves say about `count` records. Decisions are given oldest first and
 * a later one holds against an earlier; what a source says (a merge of its own, a branch) yields to every decision.
 * Records that are not in the data are passed over.
 */
export function decidedGroups(
  count: number,
  decisions: readonly ActiveIdentityDecision[],
  recordOf: (id: string) => number | undefined,
  saidBySource: readonly Pair[] = [],
): DecidedGroups {
  const groups = new ConstrainedGroups(count);
  const mustLink: Pair[] = [];
  const cannotLink: Pair[] = [];
  const overruled: string[] = [];
  const decisionOf = new Map<string, { id: string; joins: boolean }>();
  const numbers = (ids: readonly string[]): number[] => ids.flatMap((id) => recordOf(id) ?? []);
  const join = ([a, b]: Pair): boolean => {
    if (!groups.join(a, b)) return false;
    mustLink.push([a, b]);
    return true;
  };
  for (const decision of [...decisions].reverse()) {
    if (decision.kind === 'pin' || decision.kind === 'threshold') continue;
    const joins = decision.kind === 'must_link';
    const pairs = joins
      ? chain(numbers(decision.records))
      : product(numbers(decision.left), numbers(decision.right));
    let whole = true;
    for (const [a, b] of pairs)
      if (joins) whole = join([a, b]) && whole;
      else if (groups.forbid(a, b)) cannotLink.push([a, b]);
      else whole = false;
    if (!whole) overruled.push(decision.id);
    for (const [a, b] of joins ? everyPair(numbers(decision.records)) : pairs) {
      const key = pairKey(a, b);
      if (!decisionOf.has(key)) decisionOf.set(key, { id: decision.id, joins });
    }
  }
  const said = saidBySource.filter(([a, b]) => groups.join(a, b));
  return { groups, mustLink, cannotLink, said, overruled, decisionOf };
}

const chain = (records: readonly number[]): Pair[] =>
  records.slice(1).map((record): Pair => [records[0] ?? record, record]);

const product = (left: readonly number[], right: readonly number[]): Pair[] =>
  left.flatMap((a) => right.flatMap((b): Pair[] => (a === b ? [] : [[a, b]])));

/** Every pair of a few records; of many only the chain, which says the same. */
const everyPair = (records: readonly number[]): Pair[] =>
  records.length > 40
    ? chain(records)
    : records.flatMap((a, at) => records.slice(at + 1).map((b): Pair => [a, b]));
