export type TokenRole = 'brand' | 'business' | 'place' | 'number' | 'branch';

/** Weights in the manner of inverse document frequency, by what a word is: a brand tells, a word of trade hardly. */
const weights: Record<TokenRole, number> = { brand: 1, business: 0.6, place: 0.3, number: 0.3, branch: 0.3 };

export interface NameToken {
  readonly text: string;
  readonly role: TokenRole;
  readonly weight: number;
  readonly codes: readonly number[];
  /** Bits of the letters that occur: two texts within d edits differ in at most 2d. */
  readonly letters: number;
  readonly han: boolean;
}

/** Bits of the letters that occur (mod 32). */
export const letterBits = (codes: readonly number[]): number =>
  codes.reduce((bits, code) => bits | (1 << (code & 31)), 0);

/** Letters that only one of the two has, at most as many as edits, twice for exchanges. */
export function letterDifference(a: number, b: number): number {
  let count = 0;
  for (let rest = a ^ b; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** A token ready to be compared many times. */
export function nameToken(text: string, role: TokenRole): NameToken {
  const codes = Array.from(text, (letter) => letter.codePointAt(0) ?? 0);
  return {
    text,
    role,
    weight: weights[role],
    codes,
    letters: letterBits(codes),
    han: /^\p{Script=Han}/u.test(text),
  };
}
