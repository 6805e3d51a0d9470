/** What places are called in a table, in normal form: see `placeKey`. */
export interface KnownPlaces {
  readonly cities: ReadonlySet<string>;
  readonly regions: ReadonlySet<string>;
  readonly postcodes: ReadonlySet<string>;
}

/** An address and what stood behind its street. */
export interface AddressEnd {
  readonly line: string;
  readonly city?: string;
  readonly region?: string;
  readonly postcode?: string;
}

/** Letters and digits of a place's name, without case and accents. */
export const placeKey = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

const mostWords = 4;
const digits = /^\d{5}(-?\d{4})?$/;
type Part = 'city' | 'region' | 'postcode';

/**
 * Takes city, region and postcode from the end of an address written in one: those that the table knows, a postcode of five
 * digits, and before either of them what stands behind a comma without digits. Something is left of the address.
 */
export function addressEnd(raw: string, { cities, regions, postcodes }: KnownPlaces): AddressEnd {
  const found: Partial<Record<Part, string>> = {};
  const known: Record<Part, (text: string) => boolean> = {
    postcode: (text) => postcodes.has(placeKey(text)) || digits.test(text),
    region: (text) => regions.has(placeKey(text)),
    city: (text) => cities.has(placeKey(text)),
  };
  let rest = raw.trim();
  const ends = (): [string, string][] => {
    const starts = [...rest.matchAll(/(?<=[\s,])[^\s,]/g)].map(({ index }) => index).slice(-mostWords);
    return starts.map((at) => [
      rest.slice(0, at).replace(/[\s,]+$/, ''),
      rest.slice(at).replace(/[\s,.]+$/, ''),
    ]);
  };
  for (let more = true; more;) {
    more = false;
    for (const part of ['postcode', 'region', 'city'] as const) {
      if (found[part] !== undefined) continue;
      const hit = ends().find(([line, end]) => line !== '' && known[part](end));
      if (hit === undefined) continue;
      [rest, found[part]] = hit;
      more = true;
    }
  }
  const comma = rest.lastIndexOf(',');
  const behind = rest.slice(comma + 1).trim();
  const isPlace = comma > 0 && behind !== '' && !/\d/.test(behind);
  if (found.city === undefined && isPlace && (found.region ?? found.postcode) !== undefined)
    [rest, found.city] = [rest.slice(0, comma).trim(), behind];
  return { line: rest, ...found };
}
