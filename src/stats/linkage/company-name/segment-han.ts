import { foldText } from './fold-text.ts';
import type { CompanyLexicon, LegalForm } from './lexicon.ts';
import { nameToken, type NameToken } from './token.ts';

export interface HanParts {
  readonly tokens: readonly NameToken[];
  readonly forms: readonly LegalForm[];
  /** Canonical names of places before the name. */
  readonly places: readonly string[];
  /** Place of the branch, where the name is one of a branch. */
  readonly branch: string | undefined;
}

const branchEnd = /^(.+?(?:公司|厂|集团))(.+?)(?:分公司|分厂|办事处|分店|营业部|事业部|分部|支公司)$/u;
const longestForm = 12;
const longestWord = 6;
const longestPlace = 5;

/** Name without forms at its end or start, and those forms; at least one character is left. */
function stripForms(text: string, lexicon: CompanyLexicon): { rest: string; forms: LegalForm[] } {
  const forms: LegalForm[] = [];
  let rest = text;
  for (let again = true; again;) {
    again = false;
    for (let length = Math.min(longestForm, rest.length - 1); length >= 1 && !again; length--) {
      const end = lexicon.hanForms.get(rest.slice(-length));
      const start = end === undefined && length > 1 ? lexicon.hanForms.get(rest.slice(0, length)) : undefined;
      const form = end ?? (start?.leads === true ? start : undefined);
      if (!form) continue;
      forms.push(form);
      rest = end ? rest.slice(0, -length) : rest.slice(length);
      again = true;
    }
  }
  return { rest, forms };
}

function stripPlaces(text: string, lexicon: CompanyLexicon): { rest: string; places: string[] } {
  const places: string[] = [];
  let rest = text;
  for (let again = true; again;) {
    again = false;
    for (let length = Math.min(longestPlace, rest.length - 1); length >= 2 && !again; length--) {
      const place = lexicon.hanPlaces.get(rest.slice(0, length));
      if (place === undefined) continue;
      const after = rest
        .slice(length)
        .replace(/^(?:壮族自治区|维吾尔自治区|回族自治区|自治区|特别行政区|省|市|县)(?=.)/u, '');
      places.push(place);
      rest = after;
      again = true;
    }
  }
  return { rest, places };
}

/** Words of trade by longest match; what stands between them is the brand. */
function words(text: string, lexicon: CompanyLexicon): NameToken[] {
  const tokens: NameToken[] = [];
  let brand = '';
  const flush = (): void => {
    if (brand !== '') tokens.push(nameToken(brand, 'brand'));
    brand = '';
  };
  for (let i = 0; i < text.length;) {
    let length = Math.min(longestWord, text.length - i);
    while (length > 1 && !lexicon.hanWords.has(text.slice(i, i + length))) length--;
    if (length > 1 && (i > 0 || length < text.length)) {
      flush();
      tokens.push(nameToken(text.slice(i, i + length), 'business'));
    } else brand += text.slice(i, i + length);
    i += Math.max(1, length);
  }
  flush();
  return tokens;
}

/** Parts of a run of Han characters: [places][brand and words of trade][forms], and a branch after them. */
export function segmentHan(text: string, lexicon: CompanyLexicon): HanParts {
  const split = branchEnd.exec(text);
  const { rest, forms } = stripForms(split?.[1] ?? text, lexicon);
  const { rest: core, places } = stripPlaces(rest, lexicon);
  const tokens = [...places.map((place) => nameToken(foldText(place), 'place')), ...words(core, lexicon)];
  const branch = split?.[2];
  if (branch !== undefined) {
    const place = lexicon.hanPlaces.get(branch.replace(/[市县区省]$/u, '')) ?? branch;
    tokens.push(nameToken(foldText(place), 'branch'));
  }
  return { tokens, forms, places, branch };
}
