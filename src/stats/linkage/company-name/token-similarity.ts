import { editDistance } from './edit-distance.ts';
import { letterDifference, type NameToken } from './token.ts';

/** Slips of the hand a word of so many letters may hold and still be the same word. */
const slips = (length: number): number => (length < 3 ? 0 : length < 6 ? 1 : length < 12 ? 2 : 3);

/** 0..1: 1 the same, less by each slip, 0 for different words. Beginnings of a long word count as its abbreviation. */
export function tokenSimilarity(a: NameToken, b: NameToken): number {
  if (a.text === b.text) return 1;
  if (a.han !== b.han) return 0;
  const swap = a.codes.length > b.codes.length;
  const short = swap ? b : a;
  const long = swap ? a : b;
  const length = long.codes.length;
  if (short.role === 'number' && long.role === 'number')
    return 1 - editDistance(a.codes, b.codes, length) / (length + 1);
  if (a.role === 'place' && b.role === 'place') return 0;
  // A Han character is a syllable with a meaning of its own: one exchanged is another name, one lost or swapped a slip.
  const limit = a.han ? (length < 2 ? 0 : 1) : slips(length);
  if (
    limit > 0 &&
    length - short.codes.length <= limit &&
    letterDifference(a.letters, b.letters) <= 2 * limit
  ) {
    const edits = editDistance(a.codes, b.codes, limit, a.han ? 2 : 1);
    if (edits <= limit) return 1 - (0.7 * edits) / length;
  }
  if (
    !a.han &&
    short.codes.length >= 4 &&
    length >= 7 &&
    long.text.startsWith(short.text) &&
    (a.role === 'business' || b.role === 'business')
  )
    return 0.85;
  return 0;
}
