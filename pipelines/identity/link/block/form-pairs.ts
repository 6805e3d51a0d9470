import {
  blockRanges,
  givenPairs,
  type PairSearch,
} from '../../../../src/stats/linkage/block/bounded-pairs.ts';
import { inKernelMemory, type Kernel } from '../../../../src/stats/linkage/kernel/kernel-memory.ts';
import { joinPairs, sortPairs, type PairList } from '../../../../src/stats/linkage/block/pair-list.ts';
import { compilePairs } from '../compare/compile-kernels.ts';
import type { LinkThreads } from '../link-threads.ts';

/** Pairs a thread looks at before it asks for more. */
const pairsAtOnce = 50_000;

/** What bounds the pairs, compiled; nothing where the rows are not in memory that kernels can read. */
async function kernelOf({ bound, features, held }: PairSearch): Promise<Kernel | undefined> {
  const { memory, fields, stride } = features;
  if (bound === undefined || memory === undefined || !inKernelMemory(held.rows)) return undefined;
  return { module: await compilePairs(bound, { fields, stride, width: held.width }), memory };
}

/**
 * The pairs of all rules, each once, whose upper bound reaches the threshold, and those given in any case; in the order of
 * their records.
 */
export async function formPairs(search: PairSearch, threads: LinkThreads): Promise<PairList> {
  const ranges = blockRanges(search.rules, pairsAtOnce);
  const { fields, rows, stride, relation, records } = search.features;
  const features = { fields, rows, stride, relation, records };
  const kernel = await kernelOf(search);
  const lists = await threads.run(
    'pair',
    { ...search, features, ranges, ...(kernel === undefined ? {} : { kernel }) },
    ranges.length,
  );
  return sortPairs(joinPairs([givenPairs(search), ...lists]), records);
}
