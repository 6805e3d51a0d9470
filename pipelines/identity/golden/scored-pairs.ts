/** Pairs of records by number, strongest first; equal weights by their numbers. */
export interface ScoredPairs {
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly weight: Int32Array;
}

/** Those at or above a weight. */
export function pairsFrom(pairs: ScoredPairs, weight: number): ScoredPairs {
  let [low, high] = [0, pairs.weight.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pairs.weight[middle] ?? 0) >= weight) low = middle + 1;
    else high = middle;
  }
  return {
    left: pairs.left.subarray(0, low),
    right: pairs.right.subarray(0, low),
    weight: pairs.weight.subarray(0, low),
  };
}
