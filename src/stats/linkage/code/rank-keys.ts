import type { Words } from './key-parts.ts';

const mostBits = 24;

/**
 * The place of each 64-bit key among all of them, in the order of unsigned numbers, from 0; in memory that threads share.
 * Nothing when two are equal. Keys are hashes: they lie evenly, so each is almost where its upper bits say.
 */
export function rankKeys(keys: Words): Int32Array | undefined {
  const size = keys.length >> 1;
  let bits = 1;
  while (bits < mostBits && 1 << bits < size) bits += 1;
  const shift = 32 - bits;
  const start = new Int32Array((1 << bits) + 1);
  for (let key = 0; key < size; key++) {
    const bucket = (keys[2 * key + 1] ?? 0) >>> shift;
    start[bucket + 1] = (start[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 0; bucket < 1 << bits; bucket++)
    start[bucket + 1] = (start[bucket + 1] ?? 0) + (start[bucket] ?? 0);
  const next = start.slice();
  const order = new Int32Array(size);
  for (let key = 0; key < size; key++) {
    const low = (keys[2 * key] ?? 0) >>> 0;
    const high = (keys[2 * key + 1] ?? 0) >>> 0;
    const bucket = high >>> shift;
    const first = start[bucket] ?? 0;
    let at = next[bucket] ?? 0;
    next[bucket] = at + 1;
    for (; at > first; at--) {
      const other = order[at - 1] ?? 0;
      const otherHigh = (keys[2 * other + 1] ?? 0) >>> 0;
      const otherLow = (keys[2 * other] ?? 0) >>> 0;
      if (otherHigh === high && otherLow === low) return undefined;
      if (otherHigh < high || (otherHigh === high && otherLow < low)) break;
      order[at] = other;
    }
    order[at] = key;
  }
  const rank = new Int32Array(new SharedArrayBuffer(4 * size));
  for (let at = 0; at < size; at++) rank[order[at] ?? 0] = at;
  return rank;
}
