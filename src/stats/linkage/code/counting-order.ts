/** Positions of `values` (0 ≤ value < `bound`) in their ascending order; equal ones keep theirs. */
export function countingOrder(values: Int32Array, bound: number): Int32Array {
  const next = new Int32Array(bound + 1);
  for (const value of values) next[value + 1] = (next[value + 1] ?? 0) + 1;
  for (let at = 0; at < bound; at++) next[at + 1] = (next[at + 1] ?? 0) + (next[at] ?? 0);
  const order = new Int32Array(values.length);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0;
    order[next[value] ?? 0] = at;
    next[value] = (next[value] ?? 0) + 1;
  }
  return order;
}
