import { longest, type Likeness } from './likeness.ts';

/** Of the high word of a signature. */
const letters = 127;
const head = 0x1ff << 7;
const tail = 0x1ff << 16;
/** What given names a value may stand for. */
const family = head | tail;
const length = (high: number): number => (high >>> 25) & longest;

const ones = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

/** Bits of a word and of seven letters more. */
const onesOfBoth = (word: number, more: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  let rest = more - ((more >>> 1) & 0x55);
  rest = (rest & 0x33) + ((rest >>> 2) & 0x33);
  return Math.imul(((bits + (bits >>> 4)) & 0x0f0f0f0f) + ((rest + (rest >>> 4)) & 0x0f), 0x01010101) >>> 24;
};

const digitsApart = (differing: number): number =>
  ones((differing | (differing >>> 1) | (differing >>> 2) | (differing >>> 3)) & 0x11111111);

const order: readonly Likeness['test'][] = [
  'always',
  'letters',
  'same_letters',
  'apart',
  'one_edit',
  'same_end',
  'digits',
  'swapped_day',
  'same_day',
  'same_family',
  'short',
];

const limit = (likeness: Likeness): number =>
  'least' in likeness
    ? likeness.least
    : 'most' in likeness
      ? likeness.most
      : 'bytes' in likeness
        ? likeness.bytes
        : 0;

/**
 * The first of a field's lists of conditions of which one holds for the signatures of cells `l` and `r`; -1 for none. Fields
 * are laid out flat, because this is asked for every pair.
 */
export type LikenessReach = (field: number, rows: Int32Array, l: number, r: number) => number;

/** `lists`: for each field lists of conditions. */
export function likenessReach(
  fields: number,
  lists: readonly (readonly (readonly Likeness[])[])[],
): LikenessReach {
  const flat = lists.map((field) => field.flatMap((list, place) => list.map((one) => ({ one, place }))));
  const all = flat.flat();
  const test = Int32Array.from(all, ({ one }) => order.indexOf(one.test));
  const against = Float64Array.from(all, ({ one }) => limit(one));
  const places = Int32Array.from(all, ({ place }) => place);
  const start = new Int32Array(lists.length + 1);
  for (let field = 0; field < lists.length; field++)
    start[field + 1] = (start[field] ?? 0) + (flat[field]?.length ?? 0);
  return (field, rows, l, r) => {
    const end = start[field + 1] ?? 0;
    let at = start[field] ?? 0;
    if (at === end) return -1;
    const low = fields + field;
    const a = rows[l + low] ?? 0;
    const b = rows[r + low] ?? 0;
    const highA = rows[l + low + 1] ?? 0;
    const highB = rows[r + low + 1] ?? 0;
    const ends = highA ^ highB;
    /** Letters only one has, and how many of those are the left one's; counted when first asked for. */
    let apart = -1;
    let own = -1;
    for (; at < end; at++) {
      const most = against[at] ?? 0;
      switch (test[at]) {
        case 0:
          return places[at] ?? 0;
        case 1: {
          if (apart < 0) apart = onesOfBoth(a ^ b, ends & letters);
          if (own < 0) own = onesOfBoth(a & ~b, highA & ~highB & letters);
          const n = length(highA);
          const m = length(highB);
          if (n === longest || m === longest) return places[at] ?? 0;
          const common = Math.min(n - own, m - apart + own);
          if (common * (n + m) >= most * n * m) return places[at] ?? 0;
          break;
        }
        case 2:
          if (a === b && (ends & letters) === 0) return places[at] ?? 0;
          break;
        case 3:
          if (apart < 0) apart = onesOfBoth(a ^ b, ends & letters);
          if (apart <= most) return places[at] ?? 0;
          break;
        case 4: {
          if ((ends & tail) !== 0 && (ends & head) !== 0 && (highA & head) !== 0 && (highB & head) !== 0)
            break;
          const longer = length(highA) - length(highB);
          if (longer > 1 || longer < -1) break;
          if (apart < 0) apart = onesOfBoth(a ^ b, ends & letters);
          if (apart <= 2) return places[at] ?? 0;
          break;
        }
        case 5:
          if ((ends & tail) === 0 || (highA & tail) === 0 || (highB & tail) === 0) return places[at] ?? 0;
          break;
        case 6:
          if (digitsApart(a ^ b) <= most) return places[at] ?? 0;
          break;
        case 7:
          if ((a ^ b) >>> 16 === 0 && ((a >>> 8) & 255) === (b & 255) && (a & 255) === ((b >>> 8) & 255))
            return places[at] ?? 0;
          break;
        case 8:
          if (((a ^ b) & 0xffff) === 0) return places[at] ?? 0;
          break;
        case 9:
          if ((highA & highB & family) !== 0) return places[at] ?? 0;
          break;
        default:
          if (length(highA) <= most || length(highB) <= most) return places[at] ?? 0;
      }
    }
    return -1;
  };
}
