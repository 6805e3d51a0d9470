import { otherNumbers, type SeriesSayings } from '../../../src/stats/linkage/series-sayings.ts';
import { seriesTies } from '../../../src/stats/linkage/series-ties.ts';
import type { ScoredPairs } from './scored-pairs.ts';

/** Where of the matches stand those of a record that several companies of a series match alike ([LINK-45]). */
export interface MatchesBetween {
  /** Which of the companies the record is, a person has to say. */
  readonly asked: readonly number[];
  /** The record is another one of the companies: a person or a source has said so. */
  readonly answered: readonly number[];
}

/** Matches of a record that stands between several companies of a series, with those that it is not one with. */
export function matchesBetween(
  matched: ScoredPairs,
  series: SeriesSayings,
  match: number,
  cluster: Int32Array,
): MatchesBetween {
  const { between } = seriesTies(series, matched, match);
  const [asked, answered]: [number[], number[]] = [[], []];
  if (between.size === 0) return { asked, answered };
  const codeOf = (record: number): number => series.codes[record] ?? 0;
  const said = codesOfClusters(between, cluster, codeOf);
  const isAnother = (record: number, company: number): boolean =>
    [...(said.get(cluster[record] ?? -1) ?? [])].some((code) =>
      otherNumbers(series.numbers[code] ?? new Set(), series.numbers[codeOf(company)] ?? new Set()),
    );
  for (const at of matched.weight.keys()) {
    const [a, b] = [matched.left[at] ?? 0, matched.right[at] ?? 0];
    if (cluster[a] === cluster[b]) continue;
    const sides = [
      [a, b],
      [b, a],
    ] as const;
    const open = sides.filter(([record, company]) => between.has(record) && codeOf(company) !== 0);
    if (open.length === 0) continue;
    const isAnswered = open.some(([record, company]) => isAnother(record, company));
    (isAnswered ? answered : asked).push(at);
  }
  return { asked, answered };
}

/** What the records of each cluster say that holds one of `records`. */
function codesOfClusters(
  records: ReadonlySet<number>,
  cluster: Int32Array,
  codeOf: (record: number) => number,
): ReadonlyMap<number, ReadonlySet<number>> {
  const codes = new Map([...records].map((record) => [cluster[record] ?? -1, new Set<number>()]));
  for (const [record, of] of cluster.entries()) codes.get(of)?.add(codeOf(record));
  return codes;
}
