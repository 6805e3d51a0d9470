/** States of the United States and Australia, provinces of Canada. */
const known = new Set(
  'al ak az ar ca co ct dc de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa pr ri sc sd tn tx ut vt va wa wv wi wy ab bc mb nb nl ns nt nu on pe qc sk yt act nsw qld sa tas vic'.split(
    ' ',
  ),
);
const isKnown = (code: string): boolean => known.has(code.toLowerCase());
const isUpper = (text: string): boolean => text === text.toUpperCase();

const behindComma = /^(.*\p{L}[^,]*?)\s*,\s*([^,\d]*\p{L}[^,\d]*)$/su;
const inParentheses = /^(.*\p{L}.*?)\s*\(([A-Za-z]{2,3})\)$/su;
const shortWord = /^(.*\p{L}.*?)[\s,-]+([A-Za-z]{2,3})$/su;

export interface CityAndRegion {
  readonly city: string | undefined;
  readonly region: string | undefined;
}

/**
 * A city and the region behind it: whatever stands behind a comma before a postcode (`Springfield, Illinois`), else a code of
 * two letters or three (`Springfield IL`, `Milano (MI)`).
 */
export function splitRegion(
  text: string,
  stands: 'before postcode' | 'behind postcode' | 'alone',
): CityAndRegion {
  const before = stands === 'before postcode';
  const [, city, words] = behindComma.exec(text) ?? [];
  if (words !== undefined && (before || /^[A-Za-z]{2,3}$/.test(words))) return { city, region: words };
  const [, around, inside] = inParentheses.exec(text) ?? [];
  if (inside !== undefined) return { city: around, region: inside };
  const [, rest = '', code = ''] = shortWord.exec(text) ?? [];
  // In capitals all words look like codes: SAINT LO.
  const standsOut = code.length === 2 && isUpper(code) && !isUpper(rest);
  if (code !== '' && (standsOut || (isKnown(code) && (before || (isUpper(code) && !isUpper(rest))))))
    return { city: rest, region: code };
  return isKnown(text) && isUpper(text)
    ? { city: undefined, region: text }
    : { city: text, region: undefined };
}
