import { hanNumber, romanNumber } from './numerals.ts';

/** Number words that stand at the end of a name; English ones are digits by then. Words that are names too (Otto) are left out. */
const words = new Map(
  [
    'eins zwei drei vier fuenf sechs sieben acht neun zehn',
    'un deux trois quatre cinq six sept huit neuf dix',
    'uno dos tres cuatro cinco seis siete ocho nueve diez',
    'uno due tre quattro cinque sei sette - nove dieci',
    'um dois tres quatro cinco seis sete oito nove dez',
    'een twee drie vier vijf zes zeven acht negen tien',
  ].flatMap((row) => row.split(' ').map((word, at): [string, number] => [word, at + 1])),
).set('funf', 5);

/** German ordinals, which number companies of a series at their beginning (Zweite Solarfonds GmbH). */
const ordinals = new Map(
  'erst zweit dritt viert fuenft sechst siebt acht neunt zehnt funft'
    .split(' ')
    .flatMap((stem, at) =>
      ['e', 'er', 'es'].map((end): [string, number] => [`${stem}${end}`, at === 10 ? 5 : at + 1]),
    ),
);

const couples = /^(and|und|et|y|e|en|og|och)$/;
const isLetter = (token: string): boolean => /^[a-z]$/.test(token);

/** What is known of the name that a token stands in. */
export interface SeriesContext {
  /** All tokens of what names the company. */
  readonly tokens: readonly string[];
  /** Letters that stand alone where one may number a series; see `lettersOfSeries`. */
  readonly letters: ReadonlySet<string>;
}

/**
 * [LINK-45] The number of a series that the token at a place is, one for all writings: digits without zeros before them, a
 * Roman numeral as digits, a letter, a number word at the end. Undefined where it is none.
 */
export function seriesNumber({ tokens, letters }: SeriesContext, at: number): string | undefined {
  const token = tokens[at] ?? '';
  if (tokens.length < 2) return undefined;
  if (/^\d+$/.test(token)) return token.replace(/^0+(?=\d)/, '');
  const ordinal = ordinals.get(token);
  if (ordinal !== undefined) return String(ordinal);
  if (at === 0) return undefined;
  if (
    isLetter(token) &&
    (!letters.has(token) || [at - 1, at + 1].some((beside) => couples.test(tokens[beside] ?? '')))
  )
    return undefined;
  const roman = romanNumber(token);
  if (roman !== undefined) return String(roman);
  if (isLetter(token)) return token;
  const word = at === tokens.length - 1 ? words.get(token) : undefined;
  return word === undefined ? undefined : String(word);
}

const beforeNumber = /^(no|nr|num|number|nummer|numero)$/;

/** Whether a word only says that a number follows (No. 3). */
export const saysNumber = (tokens: readonly string[], at: number): boolean =>
  beforeNumber.test(tokens[at] ?? '') && /^\d+$/.test(tokens[at + 1] ?? '');

/**
 * [LINK-45] Letters, small, that stand alone in a name as written: no initial (`A.`), no part of `C & A`, `X-ray` or `d'Or`, and
 * in a name of capitals and small letters a capital (Silva e Filhos).
 */
export function lettersOfSeries(raw: string): Set<string> {
  const mixed = /\p{Ll}/u.test(raw) && /\p{Lu}/u.test(raw);
  const alone = /(?<![\p{L}\p{M}\p{N}.'’`´]|[&+]\s?)([A-Za-z])(?![\p{L}\p{M}\p{N}.'’`´-])(?!\s?[&+])/gu;
  return new Set(
    [...raw.matchAll(alone)].flatMap(([, letter = '']) =>
      mixed && letter !== letter.toUpperCase() ? [] : [letter.toLowerCase()],
    ),
  );
}

const han = '[一二三四五六七八九十百零]{1,5}|\\d{1,3}';
const ordinalHan = new RegExp(`第(${han})(?:号(?=店|厂))?(?!分(?:公司|厂|店|部)|支公司|营业部)`, 'gu');
const behindName = new RegExp(
  `(?<=\\p{Script=Han}{2})(${han})(?:号(?=店|厂)|(?=公司|局|厂|店|工程局|期))`,
  'gu',
);

/** [LINK-45] A name in Chinese characters with the number of a series (第二, 二局, 三号店) as digits between spaces. */
export function readHanNumbers(text: string): string {
  if (!/[一二三四五六七八九十\d]/u.test(text) || !/\p{Script=Han}/u.test(text)) return text;
  const inDigits = (all: string, said: string): string => {
    const value = hanNumber(said);
    return value === undefined ? all : ` ${String(value)} `;
  };
  return text.replaceAll(ordinalHan, inDigits).replaceAll(behindName, inDigits);
}
