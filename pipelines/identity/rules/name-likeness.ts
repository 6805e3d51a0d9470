import { editDistance } from '../../../src/stats/linkage/company-name/edit-distance.ts';
import { givenNameForms } from '../normalise/given-name-forms.ts';
import { personWords, type PersonWords } from './person-words.ts';

/**
 * What two names say of who bears them: `same` name, `like` (may be forms of one name), `unsaid` (one names nobody, or they
 * are in two scripts), `apart` (two people).
 */
export type NameLikeness = 'same' | 'like' | 'unsaid' | 'apart';

const leastForSlip = 4;
const leastForShort = 3;
const letters = (word: string): number[] => Array.from(word, (letter) => letter.codePointAt(0) ?? 0);

/** Claudio and Claudia: they differ in the last letter alone. */
const manAndWoman = (a: string, b: string): boolean =>
  a.slice(0, -1) === b.slice(0, -1) &&
  [a, b].some((name) => name.endsWith('o')) &&
  [a, b].some((name) => name.endsWith('a'));

/**
 * Whether one is another form or a slip of the other. Two names that both are known are no slips of one another, nor is a
 * man's name one of a woman's.
 */
function oneWord(a: string, b: string): boolean {
  if (a === b) return true;
  const [own, other] = [givenNameForms.get(a), givenNameForms.get(b)];
  if (own !== undefined && other !== undefined) return own.some((name) => other.includes(name));
  return (
    Math.min(a.length, b.length) >= leastForSlip &&
    !manAndWoman(a, b) &&
    editDistance(letters(a), letters(b), 1) <= 1
  );
}

/** Whether one may be short for the other: its initial, or what it begins with. */
function shortFor(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (!long.startsWith(short)) return false;
  return (
    short.length === 1 || (short.length >= leastForShort && !(givenNameForms.has(a) && givenNameForms.has(b)))
  );
}

const initials = (own: readonly string[], other: readonly string[]): boolean =>
  own[0]?.length === 2 &&
  own[0] ===
    other
      .slice(0, 2)
      .map((word) => word.slice(0, 1))
      .join('');

const some = (
  a: readonly string[],
  b: readonly string[],
  alike: (one: string, other: string) => boolean,
): boolean => a.some((one) => b.some((other) => alike(one, other)));

const within = (a: readonly string[], b: readonly string[]): boolean => a.every((word) => b.includes(word));

/** Whether the words are the same when those in front are put behind: a surname may stand first. */
function turned(a: readonly string[], b: readonly string[]): boolean {
  const other = b.join('');
  return a.some((_, at) => [...a.slice(at), ...a.slice(0, at)].join('') === other);
}

function ofWords(a: PersonWords, b: PersonWords): NameLikeness {
  const [own, other] = [
    [...a.given, ...a.rest],
    [...b.given, ...b.rest],
  ];
  if (turned(own, other)) return 'same';
  if (within(own, other) || within(other, own)) return 'like';
  if (own.length === 1 || other.length === 1)
    return some(own, other, (one, two) => oneWord(one, two) || shortFor(one, two)) ? 'like' : 'apart';
  const [first, second] = [a.given.slice(0, 1), b.given.slice(0, 1)];
  if (some(first, second, oneWord)) return 'like';
  const maybe =
    some(first, second, shortFor) ||
    some(first, [...b.given, ...b.rest.slice(0, -1)], oneWord) ||
    some(second, [...a.given, ...a.rest.slice(0, -1)], oneWord) ||
    initials(own, other) ||
    initials(other, own);
  return maybe && some(a.rest, b.rest, oneWord) ? 'like' : 'apart';
}

/** Latin letters, or none: words of two scripts cannot be compared. */
const isLatin = ({ given, rest }: PersonWords): boolean =>
  [...given, ...rest].some((word) => /\p{Script=Latin}/u.test(word));

function ofHan(a: PersonWords, b: PersonWords): NameLikeness {
  if (a.han === b.han) return 'same';
  if (a.pinyin === b.pinyin || a.han.startsWith(b.han) || b.han.startsWith(a.han)) return 'like';
  return 'apart';
}

/**
 * [GOLDEN-8] Compares two names as written (`Bob Smith Jr.`, `Smith, Robert`, `王小明`). Generations that are both said and
 * differ tell two people apart; so does another given name, unless it is a known form, an initial or a slip of the other.
 * Another surname does so only where the given name is a mere initial: people marry. Symmetric.
 */
export function nameLikeness(left: string, right: string): NameLikeness {
  const [a, b] = [personWords(left, right), personWords(right, left)];
  if (a === undefined && b === undefined) return 'same';
  if (a === undefined || b === undefined) return 'unsaid';
  if (a.generation !== b.generation && a.generation > 0 && b.generation > 0) return 'apart';
  if (a.han !== '' && b.han !== '') return ofHan(a, b);
  if (a.han !== '' || b.han !== '') {
    const [han, latin] = a.han === '' ? [b, a] : [a, b];
    return turned([...latin.given, ...latin.rest], [han.pinyin]) ? 'like' : 'unsaid';
  }
  if (isLatin(a) !== isLatin(b)) return 'unsaid';
  const likeness = ofWords(a, b);
  return likeness === 'same' && a.generation !== b.generation ? 'like' : likeness;
}
