import { particle } from '../../../src/stats/linkage/columns/whole-name.ts';
import type { CompanyLexicon } from '../../../src/stats/linkage/company-name/lexicon.ts';
import { fewestWords, isGivenName, mostWords, nameLook, personWords } from './person-or-company.ts';

/** Two are meant: whose given name it is cannot be told. */
const couple = /^(und|u|and|et|y|e|en|i)$/;
const initial = /^\p{L}$/u;

/** Words from the beginning that are given names. */
const leading = (words: readonly string[]): readonly string[] => {
  const end = words.findIndex((word) => particle.test(word) || !isGivenName(word));
  return end < 0 ? words : words.slice(0, end);
};

function ofWords(words: readonly string[]): readonly string[] {
  const [first = '', last = ''] = [words[0], words.at(-1)];
  if (words.slice(1, -1).some((word) => couple.test(word))) return [];
  // Thomas Peter may be either's.
  if (isGivenName(first)) return isGivenName(last) ? [] : leading(words);
  if (isGivenName(last)) return leading([...words].reverse()).toReversed();
  return [first, last].filter((word) => initial.test(word)).slice(0, 1);
}

/**
 * [LINK-42] The given name in a customer's name that is a person's by its look, or the initial that stands for it: `anna maria`
 * of Anna Maria Berg and of Berg, Anna Maria. Undefined where the name is a company's, or which word it is cannot be told.
 */
export function givenNameOf(raw: string, lexicon: CompanyLexicon): string | undefined {
  const [before = '', behind, ...more] = raw.split(',');
  const words = personWords(raw);
  if (words.length < fewestWords || words.length > mostWords || more.length > 0) return undefined;
  const surnameFirst = behind !== undefined && personWords(before).length > 0;
  const given = surnameFirst ? ofGiven(personWords(behind)) : ofWords(words);
  return given.length === 0 || nameLook(raw, lexicon) === 'company' ? undefined : given.join(' ');
}

/** Behind a comma stand given names or an initial, or it is no person's. */
const ofGiven = (words: readonly string[]): readonly string[] =>
  words.length > 0 && (isGivenName(words[0] ?? '') || initial.test(words[0] ?? ''))
    ? [words[0] ?? '', ...leading(words.slice(1))]
    : [];
