const width = 260;
let before = new Uint16Array(width);
let last = new Uint16Array(width);
let now = new Uint16Array(width);

/**
 * Edits from one code point sequence to another (optimal string alignment: insert, delete, exchange, swap of
 * neighbours), or limit + 1 when there are more than `limit`. `exchange` is the price of a substitution. Sequences
 * longer than 255 count as different unless equal.
 */
export function editDistance(
  a: readonly number[],
  b: readonly number[],
  limit: number,
  exchange = 1,
): number {
  const n = a.length;
  const m = b.length;
  if (Math.abs(n - m) > limit) return limit + 1;
  let from = 0;
  while (from < n && from < m && a[from] === b[from]) from++;
  let ends = 0;
  while (ends < n - from && ends < m - from && a[n - 1 - ends] === b[m - 1 - ends]) ends++;
  const rows = n - from - ends;
  const columns = m - from - ends;
  if (rows === 0 || columns === 0) return rows + columns;
  if (columns >= width) return limit + 1;
  for (let j = 0; j <= columns; j++) last[j] = j;
  for (let i = 1; i <= rows; i++) {
    now[0] = i;
    let least = i;
    const x = a[from + i - 1];
    for (let j = 1; j <= columns; j++) {
      const y = b[from + j - 1];
      let cost = (last[j - 1] ?? 0) + (x === y ? 0 : exchange);
      const lost = (last[j] ?? 0) + 1;
      const added = (now[j - 1] ?? 0) + 1;
      if (lost < cost) cost = lost;
      if (added < cost) cost = added;
      if (i > 1 && j > 1 && x === b[from + j - 2] && a[from + i - 2] === y) {
        const swapped = (before[j - 2] ?? 0) + 1;
        if (swapped < cost) cost = swapped;
      }
      now[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return limit + 1;
    const spare = before;
    before = last;
    last = now;
    now = spare;
  }
  return Math.min(limit + 1, last[columns] ?? 0);
}
