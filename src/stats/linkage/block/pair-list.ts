import { countingOrder } from '../code/counting-order.ts';

/** Pairs of records; `low` and `high` hold one bit for each blocking rule that forms a pair. */
export interface PairList {
  readonly size: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** 1 for pairs that are given whatever they weigh. */
  readonly kept: Uint8Array;
}

/** Lists pairs, one list after the other in the same memory. */
export interface PairCollector {
  readonly add: (left: number, right: number, low: number, high: number, kept: number) => void;
  /** What was added since the last list, in memory of its own. */
  readonly take: () => PairList;
}

export function pairCollector(): PairCollector {
  let room = 1 << 16;
  let columns = Array.from({ length: 4 }, () => new Int32Array(room));
  let kept = new Uint8Array(room);
  let [left, right, low, high] = columns as [Int32Array, Int32Array, Int32Array, Int32Array];
  let size = 0;
  const grow = (): void => {
    room *= 2;
    columns = [left, right, low, high].map((column) => {
      const wider = new Int32Array(room);
      wider.set(column);
      return wider;
    });
    [left, right, low, high] = columns as [Int32Array, Int32Array, Int32Array, Int32Array];
    const wider = new Uint8Array(room);
    wider.set(kept);
    kept = wider;
  };
  return {
    add: (l, r, rules, more, always) => {
      if (size === room) grow();
      left[size] = l;
      right[size] = r;
      low[size] = rules;
      high[size] = more;
      kept[size] = always;
      size += 1;
    },
    take: () => {
      const taken = {
        size,
        left: left.slice(0, size),
        right: right.slice(0, size),
        low: low.slice(0, size),
        high: high.slice(0, size),
        kept: kept.slice(0, size),
      };
      size = 0;
      return taken;
    },
  };
}

/** The cells of a column at these places. */
export function cellsAt(column: Int32Array, places: Int32Array): Int32Array {
  const taken = new Int32Array(places.length);
  for (let at = 0; at < places.length; at++) taken[at] = column[places[at] ?? 0] ?? 0;
  return taken;
}

/** Those of a list at these places. */
export function pairsAt(pairs: PairList, places: Int32Array): PairList {
  const kept = new Uint8Array(places.length);
  for (let at = 0; at < places.length; at++) kept[at] = pairs.kept[places[at] ?? 0] ?? 0;
  return {
    size: places.length,
    left: cellsAt(pairs.left, places),
    right: cellsAt(pairs.right, places),
    low: cellsAt(pairs.low, places),
    high: cellsAt(pairs.high, places),
    kept,
  };
}

/** Places 0 … size − 1 of which something holds. */
export function placesWhere(size: number, holds: (at: number) => boolean): Int32Array {
  const places = new Int32Array(size);
  let found = 0;
  for (let at = 0; at < size; at++) if (holds(at)) places[found++] = at;
  return places.slice(0, found);
}

/** Lists one after the other. */
export function joinPairs(lists: readonly PairList[]): PairList {
  const size = lists.reduce((sum, list) => sum + list.size, 0);
  const whole = {
    size,
    left: new Int32Array(size),
    right: new Int32Array(size),
    low: new Int32Array(size),
    high: new Int32Array(size),
    kept: new Uint8Array(size),
  };
  let at = 0;
  for (const list of lists) {
    for (const name of ['left', 'right', 'low', 'high', 'kept'] as const) whole[name].set(list[name], at);
    at += list.size;
  }
  return whole;
}

/** Up to so many pairs of one left record are put in order one by one. */
const few = 24;

/** Puts the places from … to − 1 of an order in the order of what `column` says there. */
function sortWithin(order: Int32Array, from: number, to: number, column: Int32Array): void {
  if (to - from > few) {
    order.subarray(from, to).sort((a, b) => (column[a] ?? 0) - (column[b] ?? 0));
    return;
  }
  for (let at = from + 1; at < to; at++) {
    const place = order[at] ?? 0;
    const key = column[place] ?? 0;
    let into = at;
    for (; into > from && (column[order[into - 1] ?? 0] ?? 0) > key; into--)
      order[into] = order[into - 1] ?? 0;
    order[into] = place;
  }
}

/** A list by left record, then right record, both below `records`. */
export function sortPairs(pairs: PairList, records: number): PairList {
  const order = countingOrder(pairs.left, records);
  const left = cellsAt(pairs.left, order);
  for (let from = 0, to = 0; from < pairs.size; from = to) {
    while (to < pairs.size && left[to] === left[from]) to++;
    if (to - from > 1) sortWithin(order, from, to, pairs.right);
  }
  return pairsAt(pairs, order);
}
