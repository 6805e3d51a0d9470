import { foldText } from './fold-text.ts';
import type { CompanyLexicon, LegalForm, LegalKind, PhraseTable } from './lexicon.ts';
import { scriptOf, type Script } from './script.ts';
import { segmentHan } from './segment-han.ts';
import {
  lettersOfSeries,
  readHanNumbers,
  saysNumber,
  seriesNumber,
  type SeriesContext,
} from './series-number.ts';
import { stripLegalForms } from './strip-legal-form.ts';
import { letterBits, nameToken, type NameToken, type TokenRole } from './token.ts';
import { tokenise } from './tokenise.ts';

/** A company name taken apart once, to be compared many times. Texts are folded (fold-text.ts). */
export interface ParsedCompanyName {
  /** All tokens, forms too, one space between. */
  readonly normalised: string;
  /** Of the name as written. */
  readonly script: Script;
  /** What names the company: brand, words of trade, places, numbers; stop words left out. */
  readonly tokens: readonly NameToken[];
  /** Texts of `tokens`, without places before the name, branches and forms. */
  readonly core: readonly string[];
  /** The name as written, without forms, spaces, branch and Chinese place. */
  readonly coreJoined: string;
  readonly codes: readonly number[];
  readonly letters: number;
  /** Sum of the weights of `tokens`. */
  readonly weight: number;
  /** Canonical legal forms, sorted: a field of its own, because AG and GmbH of one name are two companies. */
  readonly legalForms: readonly string[];
  readonly legalKinds: readonly LegalKind[];
  readonly legalCountries: readonly (readonly string[])[];
  /** Canonical places in the name, sorted. */
  readonly places: readonly string[];
  /** Place of a branch, where the name says it is one. */
  readonly branch: string | undefined;
  /** Numbers of a series (Fund II, 2004-1): names alike but for these are different companies. */
  readonly numbers: readonly string[];
  /** First letters of the words. */
  readonly acronym: string;
}

const longestPhraseAt = (
  tokens: readonly string[],
  from: number,
  table: PhraseTable<string>,
): [string, number] | undefined => {
  const first = tokens[from] ?? '';
  for (let length = Math.min(table.starts.get(first) ?? 0, tokens.length - from); length >= 1; length--) {
    const found = table.entries.get(length === 1 ? first : tokens.slice(from, from + length).join(' '));
    if (found !== undefined) return [found, length];
  }
  return undefined;
};

/** SiemensAG is Siemens AG: a form in capitals that follows a small letter. */
const splitGluedForm = (raw: string, lexicon: CompanyLexicon): string =>
  raw.replaceAll(/(\p{Ll})(\p{Lu}[\p{L}]+)(?=[\s.,)]|$)/gu, (all, before: string, form: string) =>
    lexicon.forms.entries.get(form.toLowerCase())?.length === 1 && form.toUpperCase() === form
      ? `${before} ${form}`
      : all,
  );

/** Tokens from `from` to `to` by what they are; numbers of a series are told by all that names the company. */
function classify(
  context: SeriesContext,
  [from, to]: readonly [number, number],
  lexicon: CompanyLexicon,
  role?: TokenRole,
): NameToken[] {
  const out: NameToken[] = [];
  const tokens = context.tokens.slice(from, to);
  for (let i = 0; i < tokens.length;) {
    const text = tokens[i] ?? '';
    const number = role === undefined ? seriesNumber(context, from + i) : undefined;
    if (number !== undefined || (role === undefined && saysNumber(tokens, i))) {
      if (number !== undefined) out.push(nameToken(number, 'number'));
      i += 1;
      continue;
    }
    const place = longestPhraseAt(tokens, i, lexicon.places);
    const word = longestPhraseAt(tokens, i, lexicon.words);
    if (place && place[1] >= (word?.[1] ?? 0)) {
      out.push(nameToken(foldText(place[0]), role ?? 'place'));
      i += place[1];
    } else if (word) {
      out.push(nameToken(word[0], role ?? 'business'));
      i += word[1];
    } else {
      if (!lexicon.stopWords.has(text)) out.push(nameToken(text, role ?? 'brand'));
      i += 1;
    }
  }
  return out;
}

const isHan = (token: string): boolean => /^\p{Script=Han}/u.test(token);

const sorted = (texts: Iterable<string>): string[] => [...new Set(texts)].sort();

/**
 * Takes a company name apart: legal forms, places, branch, numbers, and the core that names it. Any text is taken;
 * one without letters or digits has no tokens.
 */
export function parseCompanyName(raw: string, lexicon: CompanyLexicon): ParsedCompanyName {
  let text = readHanNumbers(splitGluedForm(raw.normalize('NFKC'), lexicon));
  const letters = lettersOfSeries(text);
  if (/[()\p{Script=Hangul}]/u.test(text)) {
    const lower = text.toLowerCase();
    for (const { spelling, reading } of lexicon.glued)
      if (lower.includes(spelling)) text = text.toLowerCase().replaceAll(spelling, reading);
  }
  const all = tokenise(foldText(text));
  const { core, forms: outer, after } = stripLegalForms(all, lexicon);
  const forms: LegalForm[] = [...outer];
  const tokens: NameToken[] = [];
  let branch: string | undefined;
  let joined = '';
  for (let i = 0; i < core.length;) {
    let end = i;
    while (end < core.length && !isHan(core[end] ?? '')) end++;
    tokens.push(...classify({ tokens: core, letters }, [i, end], lexicon));
    joined += core.slice(i, end).join('');
    if (end < core.length) {
      const run = core[end] ?? '';
      const whole = core.length > 1 ? lexicon.hanForms.get(run) : undefined;
      const parts = whole ? { tokens: [], forms: [whole], branch: undefined } : segmentHan(run, lexicon);
      tokens.push(...parts.tokens);
      for (const token of parts.tokens)
        if (token.role !== 'place' && token.role !== 'branch') joined += token.text;
      forms.push(...parts.forms);
      branch = parts.branch ?? branch;
    }
    i = end + 1;
  }
  const behind = after.length === 1 ? seriesNumber({ tokens: ['', ...after], letters }, 1) : undefined;
  if (behind !== undefined) tokens.push(nameToken(behind, 'number'));
  const tail =
    behind === undefined ? classify({ tokens: after, letters }, [0, after.length], lexicon, 'branch') : [];
  if (tail.length > 0) branch = tail.map((token) => token.text).join(' ');
  tokens.push(...tail);
  const named = tokens.filter((token) => token.role !== 'branch');
  const leading = named.findIndex((token) => token.role !== 'place');
  const coreTokens = leading < 0 ? named : named.slice(leading);
  const codes = Array.from(joined, (letter) => letter.codePointAt(0) ?? 0);
  return {
    normalised: all.join(' '),
    script: scriptOf(raw),
    tokens,
    core: coreTokens.map((token) => token.text),
    coreJoined: joined,
    codes,
    letters: letterBits(codes),
    weight: tokens.reduce((sum, token) => sum + token.weight, 0),
    legalForms: sorted(forms.map((form) => form.canonical)),
    legalKinds: sorted(forms.map((form) => form.kind)) as LegalKind[],
    legalCountries: forms.map((form) => [...form.countries]),
    places: sorted(tokens.filter((token) => token.role === 'place').map((token) => token.text)),
    branch,
    numbers: named.filter((token) => token.role === 'number').map((token) => token.text),
    acronym: named.map((token) => token.text.slice(0, 1)).join(''),
  };
}
