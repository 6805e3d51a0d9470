import { blockRanges, givenPairs, type PairSearch } from '../../../src/stats/linkage/bounded-pairs.ts';
import { joinPairs, sortPairs, type PairList } from '../../../src/stats/linkage/pair-list.ts';
import type { LinkThreads } from './link-threads.ts';

/** Pairs a thread looks at before it asks for more. */
const pairsAtOnce = 250_000;

/**
 * The pairs of all rules, each once, whose upper bound reaches the threshold, and those given in any case; in the order of
 * their records.
 */
export async function formPairs(search: PairSearch, threads: LinkThreads): Promise<PairList> {
  const ranges = blockRanges(search.rules, pairsAtOnce);
  const { fields, rows, stride, relation, records } = search.features;
  const features = { fields, rows, stride, relation, records };
  const lists = await threads.run('pair', { ...search, features, ranges }, ranges.length);
  return sortPairs(joinPairs([givenPairs(search), ...lists]), records);
}
