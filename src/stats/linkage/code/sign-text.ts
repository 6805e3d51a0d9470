/** Bytes of a short text at most: so many the engine keeps beside its length. */
export const shortText = 12;
/** Words of a short text: its length in bytes, then its bytes, zeroes behind them. */
export const textWords = 4;

const characters = 128;
/** Which bit an ASCII character is, whether large or small; none for a space and what cannot be seen. */
const bitOf = Int8Array.from({ length: characters }, (_, code) =>
  code <= 32 || code === 127 ? -1 : (String.fromCharCode(code).toLowerCase().charCodeAt(0) + 30) % 39,
);

/** The byte at a place of the text whose words begin at `at`. */
const byteOf = (text: Int32Array, at: number, place: number): number =>
  ((text[at + 1 + (place >> 2)] ?? 0) >>> ((place & 3) << 3)) & (characters - 1);

/** Nine bits of three characters from a place on, 1 or more. */
const endOf = (text: Int32Array, at: number, place: number): number =>
  1 +
  ((961 * byteOf(text, at, place) + 31 * byteOf(text, at, place + 1) + byteOf(text, at, place + 2)) % 511);

/** From so many characters on both ends of a text are told apart. */
const leastOfEnds = 8;

/**
 * Adds the letters of a short text of ASCII, and where asked its ends, to the signature (two words, see Likeness) in `into`
 * at `cell`. The same as the engine's of a longer text. `text`: `textWords` for each, this one's from `at`.
 */
export function signText(text: Int32Array, at: number, ends: boolean, into: Int32Array, cell: number): void {
  const bytes = text[at] ?? 0;
  let low = 0;
  let high = 0;
  for (let place = 0; place < bytes; place++) {
    const bit = bitOf[byteOf(text, at, place)] ?? -1;
    if (bit < 0) continue;
    if (bit < 32) low |= 1 << bit;
    else high |= 1 << (bit - 32);
  }
  if (ends && bytes >= leastOfEnds) high |= (endOf(text, at, 0) << 7) | (endOf(text, at, bytes - 3) << 16);
  into[cell] = (into[cell] ?? 0) | low;
  into[cell + 1] = (into[cell + 1] ?? 0) | high;
}
