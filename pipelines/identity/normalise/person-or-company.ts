import type { CompanyLexicon } from '../../../src/stats/linkage/company-name/lexicon.ts';
import { parseCompanyName } from '../../../src/stats/linkage/company-name/parse-company-name.ts';
import { personName } from '../../../src/stats/linkage/columns/person-name.ts';
import { isKnownGivenName } from './given-name-list.ts';

/** What a name by itself looks like; `either` is a name of words that say nothing. */
export type NameLook = 'person' | 'company' | 'either';

const noPerson = /[\p{Nd}&+@/]/u;
/** Particles before a surname do not count as words. */
export const [fewestWords, mostWords] = [2, 4] as const;

const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replaceAll(/[\p{M}.,]/gu, '')
    .toLowerCase();

/** Words of a person's name without titles and generation, as they are looked up. */
export const personWords = (raw: string): string[] =>
  personName(raw, 1)
    .name.split(/[\s,]+/)
    .map(plain)
    .filter((word) => word !== '');

/** Whether a word is a given name, or two of them with a hyphen between (`hans-peter`). */
const isGiven = (word: string): boolean => isKnownGivenName(word) || word.split('-').every(isKnownGivenName);

/** Whether all words of a name are given names that are known (`Anna Maria`). */
export const isGivenName = (raw: string): boolean => {
  const words = raw
    .split(/\s+/)
    .map(plain)
    .filter((word) => word !== '');
  return words.length > 0 && words.every(isGiven);
};

/**
 * A person by a known given name at either end of two to four words, a company by a legal form, a word of trade beside
 * others, a digit or an ampersand.
 */
export function nameLook(raw: string, lexicon: CompanyLexicon): NameLook {
  if (noPerson.test(raw)) return 'company';
  const words = personWords(raw);
  const known = [words[0] ?? '', words.at(-1) ?? ''].some(isGiven);
  const { legalForms, tokens } = parseCompanyName(raw, lexicon);
  if (legalForms.length > 0) return 'company';
  if (tokens.some(({ role }) => role === 'business')) return 'company';
  return known && words.length >= fewestWords && words.length <= mostWords ? 'person' : 'either';
}
