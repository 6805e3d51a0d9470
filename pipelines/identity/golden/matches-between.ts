import type { LinkConstraints } from '../../../src/stats/linkage/cluster/link-edge.ts';
import { otherNumbers, type SeriesSayings } from '../../../src/stats/linkage/cluster/series-sayings.ts';
import { seriesTies } from '../../../src/stats/linkage/cluster/series-ties.ts';
import type { ScoredPairs } from './scored-pairs.ts';

/** Where of the matches stand those of a record that several companies of a series match alike ([LINK-45]). */
export interface MatchesBetween {
  /** Which of the companies the record is, a person has to say. */
  readonly asked: readonly number[];
  /** The record is another one of the companies: a person or a source has said so. */
  readonly answered: readonly number[];
}

const nothing: ReadonlySet<number> = new Set();

/**
 * Matches of a record that stands between several companies of a series, with those that it is not one with. What a company is,
 * all records of its customer say: one without a number that is decided to be the second company is that one.
 */
export function matchesBetween(
  matched: ScoredPairs,
  series: SeriesSayings,
  constraints: LinkConstraints,
  match: number,
  cluster: Int32Array,
): MatchesBetween {
  const { between, isRuledOut } = seriesTies(series, matched, constraints, match);
  const [asked, answered]: [number[], number[]] = [[], []];
  if (between.size === 0) return { asked, answered };
  const open = [...matched.weight.keys()].flatMap((at) => {
    const [a, b] = [matched.left[at] ?? 0, matched.right[at] ?? 0];
    if (cluster[a] === cluster[b] || !(between.has(a) || between.has(b)) || isRuledOut(a, b)) return [];
    return [{ at, a, b }];
  });
  const saidOf = saidByCustomers(
    open.flatMap(({ a, b }) => [a, b]),
    cluster,
    series,
  );
  for (const { at, a, b } of open) {
    const [one, other] = [saidOf(a), saidOf(b)];
    const asks = (between.has(a) && other.size > 0) || (between.has(b) && one.size > 0);
    if (asks) (otherNumbers(one, other) ? answered : asked).push(at);
  }
  return { asked, answered };
}

/** The numbers that all records of a customer say, for the customers of `records`. */
function saidByCustomers(
  records: readonly number[],
  cluster: Int32Array,
  { codes, numbers }: SeriesSayings,
): (record: number) => ReadonlySet<number> {
  const said = new Map(records.map((record) => [cluster[record] ?? -1, new Set<number>()]));
  for (const [record, of] of cluster.entries()) {
    const own = said.get(of);
    if (own) for (const number of numbers[codes[record] ?? 0] ?? nothing) own.add(number);
  }
  return (record) => said.get(cluster[record] ?? -1) ?? nothing;
}
