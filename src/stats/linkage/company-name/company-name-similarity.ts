import { editDistance } from './edit-distance.ts';
import { letterDifference, nameToken, type NameToken } from './token.ts';
import { tokenSimilarity } from './token-similarity.ts';
import type { ParsedCompanyName } from './parse-company-name.ts';

/** At or above it two names are taken for one company's. Fixed; chosen on half of a labelled set. */
export const companyNameThreshold = 0.8;

/** Just below the threshold: the same name, but something says it is another company. */
const otherCompany = 0.79;
const acronymScore = 0.85;

/** Whether one country's law calls the two different kinds of company: AG and GmbH, not Ltd and Inc. */
function formsConflict(a: ParsedCompanyName, b: ParsedCompanyName): boolean {
  if (a.legalForms.length === 0 || b.legalForms.length === 0) return false;
  if (a.legalForms.some((form) => b.legalForms.includes(form))) return false;
  const distinct = (kind: string): boolean =>
    kind === 'limited' || kind === 'joint_stock' || kind === 'partnership';
  const left = a.legalKinds.filter(distinct);
  const right = b.legalKinds.filter(distinct);
  if (left.length === 0 || right.length === 0 || left.some((kind) => right.includes(kind))) return false;
  return a.legalCountries.some((one) =>
    one.some((country) => b.legalCountries.some((other) => other.includes(country))),
  );
}

/** Whether each names a place that the other does not: Bank of China (Hong Kong) and Bank of China (Singapore). */
function placesConflict(a: ParsedCompanyName, b: ParsedCompanyName): boolean {
  return (
    a.places.some((place) => !b.places.includes(place)) && b.places.some((place) => !a.places.includes(place))
  );
}

interface Alignment {
  readonly matched: number;
  readonly left: NameToken[];
  readonly right: NameToken[];
}

const remove = (list: NameToken[], at: number): void => {
  for (let i = at; i + 1 < list.length; i++) list[i] = list[i + 1] as NameToken;
  list.pop();
};

/** Pairs equal tokens, then the most alike first. `matched` counts the weight of both sides. */
function align(a: readonly NameToken[], b: readonly NameToken[]): Alignment {
  let matched = 0;
  const left: NameToken[] = [];
  const right = [...b];
  for (const token of a) {
    let found = right.length - 1;
    while (found >= 0 && right[found]?.text !== token.text) found--;
    if (found < 0) left.push(token);
    else {
      matched += token.weight + (right[found]?.weight ?? 0);
      remove(right, found);
    }
  }
  while (left.length > 0 && right.length > 0) {
    let best = 0;
    let atLeft = 0;
    let atRight = 0;
    for (let i = 0; i < left.length; i++)
      for (let j = 0; j < right.length; j++) {
        const similarity = tokenSimilarity(left[i] as NameToken, right[j] as NameToken);
        if (similarity > best) {
          best = similarity;
          atLeft = i;
          atRight = j;
        }
      }
    if (best === 0) break;
    matched += best * ((left[atLeft]?.weight ?? 0) + (right[atRight]?.weight ?? 0));
    remove(left, atLeft);
    remove(right, atRight);
  }
  return { matched, left, right };
}

/** Weight of tokens that are one word on the other side: good will and goodwill. Takes them out of the lists. */
function alignJoined(split: NameToken[], whole: NameToken[]): number {
  let weight = 0;
  for (let length = Math.min(3, split.length); length >= 2; length--)
    for (let from = 0; from + length <= split.length; from++) {
      const letters = split.slice(from, from + length).reduce((sum, token) => sum + token.codes.length, 0);
      // Slips and a join at once are too much for a short word.
      if (!whole.some((token) => Math.abs(token.codes.length - letters) <= 1)) continue;
      const joined = nameToken(
        split
          .slice(from, from + length)
          .map((token) => token.text)
          .join(''),
        'brand',
      );
      const at = whole.findIndex((token) => tokenSimilarity(joined, token) > 0.85);
      if (at < 0) continue;
      for (const token of split.splice(from, length)) weight += token.weight;
      weight += whole[at]?.weight ?? 0;
      remove(whole, at);
      from--;
    }
  return weight;
}

const isAcronymOf = (short: ParsedCompanyName, long: ParsedCompanyName): boolean =>
  short.core.length === 1 && short.coreJoined === long.acronym && long.acronym.length >= 3;

function coreSimilarity(a: ParsedCompanyName, b: ParsedCompanyName): number {
  if (isAcronymOf(a, b) || isAcronymOf(b, a)) return acronymScore;
  const { matched, left, right } = align(a.tokens, b.tokens);
  let weight = matched;
  if (left.length > 0 && right.length > 0 && left.length + right.length > 2)
    weight += alignJoined(left, right) + alignJoined(right, left);
  return weight / (a.weight + b.weight);
}

/**
 * How alike two company names are, 0..1, whatever the order. Words of both are paired, slips allowed, and weighed by what
 * they tell. 1 for the same name. Numbers weigh little here; compare `numbers` beside it.
 */
export function companyNameSimilarity(a: ParsedCompanyName, b: ParsedCompanyName): number {
  if (a.normalised === b.normalised) return 1;
  if (a.tokens.length === 0 || b.tokens.length === 0) return 0;
  const [first, second] = a.normalised < b.normalised ? [a, b] : [b, a];
  let score = coreSimilarity(first, second);
  const length = Math.max(first.codes.length, second.codes.length);
  const limit = Math.floor(length / 8);
  if (score < 0.97 && length >= 4 && letterDifference(first.letters, second.letters) <= limit) {
    const edits = editDistance(first.codes, second.codes, limit, 2);
    if (edits <= limit) score = Math.max(score, 0.97 - (0.7 * edits) / length);
  }
  if (score <= otherCompany) return score;
  return formsConflict(first, second) || placesConflict(first, second) ? otherCompany : Math.min(1, score);
}
