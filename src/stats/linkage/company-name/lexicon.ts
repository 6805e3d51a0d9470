import { foldText } from './fold-text.ts';
import { tokenise } from './tokenise.ts';

export type LegalKind =
  | 'limited' | 'joint_stock' | 'partnership' | 'sole' | 'cooperative' | 'non_profit' | 'state' | 'group' | 'generic'; // prettier-ignore

/** Rows of data/reference: legal_forms.csv, business_words.csv, places.csv. */
export interface NameReference {
  readonly legalForms: readonly { form: string; canonical: string; country: string; kind: string }[];
  readonly businessWords: readonly { form: string; canonical: string; kind: string }[];
  readonly places: readonly { form: string; canonical: string }[];
}

export interface LegalForm {
  readonly canonical: string;
  readonly kind: LegalKind;
  /** ISO countries whose law knows the form; empty for forms of many. */
  readonly countries: ReadonlySet<string>;
  /** Tokens of the spelling. */
  readonly length: number;
  /** Written before the name, as in OOO Gazprom. */
  readonly leads: boolean;
  /** Unmistakable, so also seen inside a name: Gongda GmbH Hamburg. */
  readonly inside: boolean;
}

export interface PhraseTable<T> {
  readonly entries: ReadonlyMap<string, T>;
  /** Tokens of the longest phrase that starts with a token, and that ends with it. */
  readonly starts: ReadonlyMap<string, number>;
  readonly ends: ReadonlyMap<string, number>;
}

export interface CompanyLexicon {
  readonly forms: PhraseTable<LegalForm>;
  /** Spellings in brackets or run together with the name, and what they are read as. */
  readonly glued: readonly { spelling: string; reading: string }[];
  readonly words: PhraseTable<string>;
  readonly places: PhraseTable<string>;
  readonly stopWords: ReadonlySet<string>;
  readonly hanForms: ReadonlyMap<string, LegalForm>;
  readonly hanWords: ReadonlyMap<string, string>;
  readonly hanPlaces: ReadonlyMap<string, string>;
}

const isHan = (text: string): boolean => /^[\p{Script=Han}()（）]+$/u.test(text);
const leadingCountries = new Set(['RU', 'UA', 'BY', 'KZ', 'UZ', 'ID', 'RO', 'BG', 'JP', 'KR', 'LV', 'LT', 'VN', 'TH']); // prettier-ignore
/** Spellings that are also words. */
const alsoWords = new Set(['spa', 'sas', 'sal', 'sac', 'sau', 'dac', 'sha', 'ska', 'pat', 'ans', 'est', 'firm', 'too', 'pac', 'gie', 'teo', 'trust', 'charitable trust']); // prettier-ignore
const companyKinds = new Set<string>(['limited', 'joint_stock', 'partnership', 'state']);

function phrases<T>(entries: Map<string, T>): PhraseTable<T> {
  const starts = new Map<string, number>();
  const ends = new Map<string, number>();
  for (const key of entries.keys()) {
    const tokens = key.split(' ');
    for (const [table, token] of [
      [starts, tokens[0]],
      [ends, tokens.at(-1)],
    ] as const)
      table.set(token ?? '', Math.max(table.get(token ?? '') ?? 0, tokens.length));
  }
  return { entries, starts, ends };
}

/** Indexes the reference tables for parsing. Built once; every spelling is folded as names are. */
export function companyLexicon(reference: NameReference): CompanyLexicon {
  const key = (form: string): string => tokenise(foldText(form)).join(' ');
  const forms = new Map<string, LegalForm>();
  const hanForms = new Map<string, LegalForm>();
  const glued = new Map<string, string>();
  for (const { form, canonical, country, kind } of reference.legalForms) {
    const text = key(form);
    const joined = text.replaceAll(' ', '');
    if (joined === '') continue;
    const target = isHan(form.normalize('NFKC')) ? hanForms : forms;
    const known = target === hanForms ? hanForms.get(joined) : forms.get(text);
    if (/^[(].*[)]$/.test(form.normalize('NFKC')) || /\p{Script=Hangul}/u.test(form))
      glued.set(form.normalize('NFKC').toLowerCase(), ` ${canonical} `);
    if (known) {
      if (known.canonical === canonical && country !== '')
        target.set(target === hanForms ? joined : text, {
          ...known,
          countries: new Set([...known.countries, country]),
        });
      continue;
    }
    const length = text.split(' ').length;
    const company = companyKinds.has(kind) && !alsoWords.has(text);
    target.set(target === hanForms ? joined : text, {
      canonical,
      kind: kind as LegalKind,
      countries: new Set(country === '' ? [] : [country]),
      length,
      leads: company && (length > 2 || leadingCountries.has(country) || (length > 1 && joined.length > 8)),
      inside: company && joined.length >= 3,
    });
  }
  for (const { canonical, country, kind } of reference.legalForms) {
    const text = key(canonical);
    if (text !== '' && !isHan(canonical) && !forms.has(text))
      forms.set(text, { canonical, kind: kind as LegalKind, countries: new Set([country]), length: text.split(' ').length, leads: leadingCountries.has(country), inside: false }); // prettier-ignore
  }
  const words = new Map<string, string>();
  const hanWords = new Map<string, string>();
  const stopWords = new Set<string>();
  for (const { form, canonical, kind } of reference.businessWords) {
    const text = key(form);
    if (text === '') continue;
    if (kind === 'stop') stopWords.add(text);
    else if (isHan(form)) hanWords.set(text, key(canonical).replaceAll(' ', ''));
    else if (!words.has(text)) words.set(text, key(canonical).replaceAll(' ', ''));
  }
  const places = new Map<string, string>();
  const hanPlaces = new Map<string, string>();
  for (const { form, canonical } of reference.places) {
    const text = key(form);
    if (isHan(form)) hanPlaces.set(text, canonical);
    else if (text.length > 1 && !places.has(text)) places.set(text, canonical);
  }
  // 集团 is a form at the end of a name, never a word that tells two names apart.
  for (const form of hanForms.keys()) hanWords.delete(form);
  return {
    forms: phrases(forms),
    glued: [...glued]
      .map(([spelling, reading]) => ({ spelling, reading }))
      .sort((a, b) => b.spelling.length - a.spelling.length),
    words: phrases(words),
    places: phrases(places),
    stopWords,
    hanForms,
    hanWords,
    hanPlaces,
  };
}
