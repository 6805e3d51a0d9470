/**
 * A condition on the signatures of two values that differ; it holds whenever they may be as alike as some level of
 * agreement asks, and is cheap. A signature is 64 bits: in the low 39 one for each ASCII letter or digit that occurs, then
 * 12 bits of hash of the first and of the last three characters (0 in values shorter than eight); of a date its eight
 * digits, four bits each. Its third word is the length in bytes.
 */
export type Likeness =
  | { readonly test: 'always' | 'same_letters' | 'one_edit' | 'swapped_day' | 'same_day' | 'same_end' }
  /** m/|l| + m/|r| of at least `least`, m characters in common: what Jaro's similarity needs. */
  | { readonly test: 'letters'; readonly least: number }
  /** At most `most` letters or digits that only one of them has. */
  | { readonly test: 'apart'; readonly most: number }
  /** At most `most` digits of a date differ. */
  | { readonly test: 'digits'; readonly most: number }
  /** One of them has at most `bytes` bytes. */
  | { readonly test: 'short'; readonly bytes: number };

/** Words of a signature: low half, high half, length. */
export const signatureWords = 3;

const ones = (word: number): number => {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

const digitsApart = (differing: number): number =>
  ones((differing | (differing >>> 1) | (differing >>> 2) | (differing >>> 3)) & 0x11111111);

/** Of the high word. */
const letters = 127;
const head = (high: number): number => (high >>> 7) & 0xfff;
const tail = (high: number): number => (high >>> 19) & 0xfff;

/** Whether the condition holds for the signatures that begin at `l` and `r` in `words`. */
export function mayBe(likeness: Likeness, words: Int32Array, l: number, r: number): boolean {
  const a = words[l] ?? 0;
  const b = words[r] ?? 0;
  const highA = words[l + 1] ?? 0;
  const highB = words[r + 1] ?? 0;
  switch (likeness.test) {
    case 'always':
      return true;
    case 'letters': {
      const n = words[l + 2] ?? 0;
      const m = words[r + 2] ?? 0;
      const common = Math.min(
        n - ones(a & ~b) - ones(highA & ~highB & letters),
        m - ones(b & ~a) - ones(highB & ~highA & letters),
      );
      return common * (n + m) >= likeness.least * n * m;
    }
    case 'same_letters':
      return a === b && ((highA ^ highB) & letters) === 0;
    case 'apart':
      return ones(a ^ b) + ones((highA ^ highB) & letters) <= likeness.most;
    case 'one_edit': {
      const begins = head(highA) === head(highB) || head(highA) === 0 || head(highB) === 0;
      if (!begins && tail(highA) !== tail(highB)) return false;
      const longer = (words[l + 2] ?? 0) - (words[r + 2] ?? 0);
      return longer <= 1 && longer >= -1 && ones(a ^ b) + ones((highA ^ highB) & letters) <= 2;
    }
    case 'same_end':
      return tail(highA) === 0 || tail(highB) === 0 || tail(highA) === tail(highB);
    case 'digits':
      return digitsApart(a ^ b) <= likeness.most;
    case 'swapped_day':
      return (a ^ b) >>> 16 === 0 && ((a >>> 8) & 255) === (b & 255) && (a & 255) === ((b >>> 8) & 255);
    case 'same_day':
      return ((a ^ b) & 0xffff) === 0;
    case 'short':
      return (words[l + 2] ?? 0) <= likeness.bytes || (words[r + 2] ?? 0) <= likeness.bytes;
  }
}
