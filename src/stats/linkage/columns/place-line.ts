import { splitRegion } from './place-region.ts';

/** Where something is, written in one, in its parts as written. */
export interface PlaceLine {
  /** What stands before the postcode (`D-50667`), or behind it and a comma. */
  readonly country?: string;
  readonly postcode?: string;
  readonly region?: string;
  readonly city?: string;
}

/** Postcodes with letters: of the Netherlands, Britain, Canada, Ireland and Argentina. */
const lettered = String.raw`\d{4} ?[a-z]{2}|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}|[a-z]\d[a-z][ -]?\d[a-z]\d|[a-z]\d[\dw] ?(?=[a-z]*\d)[a-z\d]{4}|[a-z]\d{4}[a-z]{3}`;
/** Postcodes of digits with a space or a hyphen among them, as customary. */
const grouped = String.raw`\d{5}[- ]\d{4}|\d{5}-\d{3}|\d{4}-\d{3}|\d{3}-\d{4}|\d{2}-\d{3}|\d{3} \d{2,3}`;
const plain = String.raw`\d{4,7}`;
/** A slip in a postcode: three digits or more among letters. */
const mistyped = String.raw`(?=(?:[a-z]*\d){3})[a-z\d]{3,8}`;

const noWord = String.raw`[^\p{L}\p{N}]*`;
// Characters of scripts without spaces may stand beside a postcode.
const [begins, ends] = [String.raw`(?<![\p{Lu}\p{Ll}\p{N}])`, String.raw`(?![\p{Lu}\p{Ll}\p{N}])`];
const country = String.raw`(?<country>[a-z]{1,3})\s?[-–]\s?`;

/** Where a postcode may stand, the surest first. */
const forms = [lettered, grouped, plain, String.raw`\d{3}`, mistyped].flatMap((code) => [
  new RegExp(`^${noWord}(?:${country})?(?<postcode>${code})${ends}(?<behind>.*)$`, 'isu'),
  new RegExp(`^(?<before>.*?)(?:${begins}${country})?${begins}(?<postcode>${code})${noWord}$`, 'isu'),
]);
/** `D 50667 Köln`: the country without a hyphen. */
const spaced = /^\s*(?<country>[A-Z]{1,3}) (?<postcode>\d{4,6})(?<behind>\s+\p{L}.*)$/su;
/** `London SW1A 1AA, UK` */
const amid = new RegExp(
  `^(?<before>.*?\\p{L}.*?)${begins}(?<postcode>${lettered}|${grouped}|${plain})\\s*,(?<country>[^\\d,]+)$`,
  'isu',
);

const article = /^(de|la|le|el|al|il|lo|st|do|da|du|os|as|en|im|in|op|am|an)$/i;
const isLower = (text: string): boolean => text === text.toLowerCase();
const isUpper = (text: string): boolean => text === text.toUpperCase();

/** Whether what was taken for the letters of a postcode begins the city's name: `1000 De Panne` and not `1017 AB Amsterdam`. */
function beginsCity(postcode: string, behind: string): boolean {
  const [, pair] = /^\d{4} ([a-z]{2})$/i.exec(postcode) ?? [];
  if (pair === undefined || !/\p{L}/u.test(behind)) return false;
  const asCode = isUpper(pair) || (isLower(pair) && isLower(behind));
  return !asCode || ((isUpper(behind) || isLower(behind)) && article.test(pair));
}

const edge = String.raw`[\s,;/|:·•–-]+`;
const leading = new RegExp(`^[)\\]]?(?:${edge})?`, 'u');
const trailing = new RegExp(`(?:${edge}|[(\\[])+$`, 'u');
const trimmed = (text: string): string => text.replace(leading, '').replace(trailing, '');

type Parts = Readonly<Partial<Record<keyof PlaceLine, string | undefined>>>;
const filled = (parts: Parts): PlaceLine =>
  Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined && text !== ''));

/** The parts of a value in which a postcode stands. */
function withPostcode(raw: string): PlaceLine | undefined {
  for (const form of [spaced, ...forms, amid]) {
    const groups: Partial<Record<string, string>> = form.exec(raw)?.groups ?? {};
    const { postcode, before, behind } = groups;
    if (postcode === undefined || beginsCity(postcode, behind ?? '')) continue;
    const land = groups.country?.trim();
    if (behind !== undefined)
      return filled({ country: land, postcode, ...splitRegion(trimmed(behind), 'behind postcode') });
    const head = trimmed(before ?? '');
    if (/^[A-Z]$/.test(head) && land === undefined) return { country: head, postcode };
    return filled({ country: land, postcode, ...splitRegion(head, 'before postcode') });
  }
  return undefined;
}

/**
 * Postcode, region and city that are written in one (`50667 Köln`, `Springfield, IL 62701`), as far as they are there; what
 * holds only one of them gives only that one. No letter and no digit is lost.
 */
export function placeLine(raw: string): PlaceLine {
  const text = trimmed(raw);
  const isCode = !/\p{L}/u.test(text) || /^(?=\D*\d)[\p{L}\d]{1,8}$/u.test(text);
  return (
    withPostcode(text) ?? (isCode ? filled({ postcode: text }) : filled({ ...splitRegion(text, 'alone') }))
  );
}
