/**
 * A condition on the signatures of two values that differ; it holds whenever they may be as alike as some level of
 * agreement asks, and is cheap. A signature is 64 bits: in the low 39 one for each ASCII letter or digit that occurs, then
 * 9 bits of hash of the first and of the last three characters (0 in values shorter than eight) or 18 bits of the given names
 * it may stand for, then the length in bytes,
 * at most `longest`; of a date its eight digits, four bits each.
 */
export type Likeness =
  | {
      readonly test:
        'always' | 'same_letters' | 'one_edit' | 'swapped_day' | 'same_day' | 'same_end' | 'same_family';
    }
  /** m/|l| + m/|r| of at least `least`, m characters in common: what Jaro's similarity needs. */
  | { readonly test: 'letters'; readonly least: number }
  /** At most `most` letters or digits that only one of them has. */
  | { readonly test: 'apart'; readonly most: number }
  /** At most `most` digits of a date differ. */
  | { readonly test: 'digits'; readonly most: number }
  /** One of them has at most `bytes` bytes. */
  | { readonly test: 'short'; readonly bytes: number };

/** A length that says no more than that the value has so many bytes or more. */
export const longest = 63;

/** The high word of a signature with a length in it. */
export const withLength = (high: number, bytes: number): number => high | (Math.min(bytes, longest) << 25);
