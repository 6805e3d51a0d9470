import type { CompanyLexicon } from '../../../src/stats/linkage/company-name/lexicon.ts';
import { parseCompanyName } from '../../../src/stats/linkage/company-name/parse-company-name.ts';
import { nameToken, type NameToken } from '../../../src/stats/linkage/company-name/token.ts';
import { latinTwin } from './latin-twin.ts';
import { nameLook } from './person-or-company.ts';
import { simplified } from './simplified.ts';
import { wordWithSlip } from './word-with-slip.ts';

/** Parts of a company name that are compared each by itself; those it lacks are undefined. */
export interface NormalCompanyName {
  /** What names it, in Latin letters, and behind a bar as written where that is Han: `mingyuan|明远`. */
  readonly name: string | undefined;
  /** Words of trade, in English, where the name has a brand beside them: `machinery`. */
  readonly trade: string | undefined;
  /** Kind and canonical forms: `limited:CO LTD`. Forms that any company may bear say nothing. */
  readonly legalForm: string | undefined;
  readonly places: string | undefined;
  readonly branch: string | undefined;
  /** Numbers of a series: Fund II and Fund III are two. */
  readonly numbers: string | undefined;
}

const vague = new Set(['generic', 'group']);
const none = new Set([
  '',
  'na',
  'none',
  'null',
  'nan',
  'unknown',
  'undefined',
  'test',
  'tbd',
  'x',
  'xx',
  'xxx',
]);

/** Takes a name of any script apart and writes it in Latin letters, so that names in both scripts can meet. */
export function normaliseCompanyName(raw: string, lexicon: CompanyLexicon): NormalCompanyName {
  const parsed = parseCompanyName(simplified(raw), lexicon);
  const named = mended(
    parsed.tokens.filter((token) => token.role !== 'branch'),
    lexicon,
  );
  const brand = named.filter((token) => token.role === 'brand');
  const words = named.filter((token) => token.role !== 'number');
  // A name of places and words of trade only (Bank of Shanghai) is what names it, one of numbers only (24/7) these.
  const core = brand.length > 0 ? brand : words.length > 0 ? words : named;
  const latin = core.map((token) => inLatin(token, lexicon)).join(' ');
  const written = core.map((token) => token.text).join('');
  const name = core.some((token) => token.han) ? `${latin}|${written}` : latin;
  const trade = named.filter((token) => token.role === 'business').map((token) => inLatin(token, lexicon));
  const kinds = parsed.legalKinds.filter((kind) => !vague.has(kind));
  const list = (texts: readonly string[]): string | undefined =>
    texts.length === 0 ? undefined : texts.map((text) => latinTwin(text).replaceAll(' ', '')).join(' ');
  return {
    name: none.has(latin.replaceAll(' ', '')) ? undefined : name,
    legalForm: kinds.length === 0 ? undefined : `${kinds.join('+')}:${parsed.legalForms.join(' + ')}`,
    trade: brand.length === 0 ? undefined : list([...new Set(trade)].sort()),
    places: brand.length === 0 ? undefined : list(sortedPlaces(named)),
    branch: parsed.branch === undefined ? undefined : list([branchPlace(parsed.branch, lexicon)]),
    numbers: core === named && words.length === 0 ? undefined : list(numbersOf(parsed.numbers, raw, lexicon)),
  };
}

/** The numbers of a series, sorted; a letter in a person's name is an initial. */
function numbersOf(numbers: readonly string[], raw: string, lexicon: CompanyLexicon): string[] {
  const initials = numbers.some((number) => letter.test(number)) && nameLook(raw, lexicon) === 'person';
  return [...new Set(numbers)].filter((number) => !(initials && letter.test(number))).sort();
}
const letter = /^[a-z]$/;

const sortedPlaces = (tokens: readonly NameToken[]): string[] =>
  [...new Set(tokens.filter((token) => token.role === 'place').map((token) => token.text))].sort();

const inLatin = (token: NameToken, lexicon: CompanyLexicon): string =>
  token.han ? (lexicon.hanWords.get(token.text) ?? latinTwin(token.text)) : token.text;

const branchPlace = (branch: string, lexicon: CompanyLexicon): string =>
  (lexicon.hanPlaces.get(branch.replace(/[市县区省]$/u, '')) ?? branch).toLowerCase();

/**
 * Words of trade with a slip (mahcinery) are words of trade, where something else names the company. Where only places would
 * be left to name it, the last of several does: Shenzhen Datong Environmental is Datong of Shenzhen.
 */
function mended(tokens: readonly NameToken[], lexicon: CompanyLexicon): readonly NameToken[] {
  const places = tokens.filter((token) => token.role === 'place');
  let names = tokens.filter((token) => token.role === 'brand').length + (places.length > 1 ? 1 : 0);
  const told = tokens.map((token, at) => {
    if (token.role !== 'brand' || token.han || names < 2 || at === 0) return token;
    const word = wordWithSlip(token, lexicon);
    if (word === undefined) return token;
    names -= 1;
    return nameToken(word, 'business');
  });
  if (places.length < 2 || told.some((token) => token.role === 'brand')) return told;
  const last = places.at(-1);
  return told.map((token) => (token === last ? nameToken(token.text, 'brand') : token));
}
