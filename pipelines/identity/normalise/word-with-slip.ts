import { editDistance } from '../../../src/stats/linkage/company-name/edit-distance.ts';
import type { CompanyLexicon } from '../../../src/stats/linkage/company-name/lexicon.ts';
import {
  letterDifference,
  nameToken,
  type NameToken,
} from '../../../src/stats/linkage/company-name/token.ts';

const shortest = 6;
const known = new WeakMap<CompanyLexicon, readonly { word: NameToken; canonical: string }[]>();

/** The word of trade that a token is but for one slip; of several the first in the alphabet. */
export function wordWithSlip(token: NameToken, lexicon: CompanyLexicon): string | undefined {
  if (token.codes.length < shortest) return undefined;
  let words = known.get(lexicon);
  if (words === undefined) {
    words = [...lexicon.words.entries]
      .filter(([word]) => word.length >= shortest && !word.includes(' '))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, canonical]) => ({ word: nameToken(word, 'business'), canonical }));
    known.set(lexicon, words);
  }
  return words.find(
    ({ word }) =>
      letterDifference(word.letters, token.letters) <= 2 && editDistance(word.codes, token.codes, 1) <= 1,
  )?.canonical;
}
