import type { ColumnFacts, ColumnRole } from './column-kind.ts';
import { columnWords, kindNamed, namesNumber, saysKind, type Subject } from './column-names.ts';
import { placeLine, type PlaceLine } from './place-line.ts';

/** A column as far as its name and the look of its cells tell. */
export interface PlaceCandidate {
  readonly facts: Pick<ColumnFacts, 'name' | 'mixed' | 'readable'>;
  readonly role: ColumnRole;
  readonly subject: Subject;
}

/** Of so many values both must be there: where the name speaks of both, of one of them, of neither. */
const leastBoth = { both: 0.1, one: 0.5, neither: 0.8 } as const;
type Speaks = keyof typeof leastBoth;

const seldomNames = /(^|_)(name|nom|naam|nombre|nome)s?(_|$)|名/;
const byValues: ReadonlySet<ColumnRole> = new Set([
  'address',
  'postcode',
  'city',
  'company_name',
  'text',
  'category',
  'identifier',
]);

/** What the name says; undefined of a column that holds something else by it. */
function speaks({ facts: { name }, role, subject }: PlaceCandidate): Speaks | undefined {
  const words = columnWords(name);
  const named = kindNamed(words, subject, () => true);
  if (named === 'address' || saysKind(name, 'address')) return byValues.has(role) ? 'neither' : undefined;
  if (role === 'truth' || role === 'ignored') return undefined;
  if (saysKind(name, 'postcode') && saysKind(name, 'city')) return 'both';
  if (role === 'postcode' || role === 'city') return 'one';
  const open = named === undefined && subject !== 'goods' && !seldomNames.test(words) && !namesNumber(name);
  return open && byValues.has(role) ? 'neither' : undefined;
}

/** So many cells of a column with places in it have letters and digits, or letters that are none of ASCII. */
const mayHold = ({ mixed, readable }: PlaceCandidate['facts'], least: number): boolean =>
  mixed + readable >= least;

const street =
  /(^|[^\p{L}])(street|road|avenue|lane|drive|boulevard|highway|rue|chemin|calle|avenida|via|viale|piazza|rua|stra(ss|ß)e|straat)([^\p{L}]|$)|\p{L}(stra(ss|ß)e|str\.?|weg|gasse|allee|straat|laan|gracht)([^\p{L}]|$)|[^\p{L}](st|rd|ave?|ln|dr|blvd|hwy|cir|ct|pkwy)\.?$|[路街巷弄号楼室]/iu;
const unit =
  /(^|[^\p{L}])(apt|apartment|suite|ste|unit|box|postfach|floor|room|flat|building|bldg|level|lot|no|nr|haus|zimmer)([^\p{L}]|$)/iu;

/** Whether a value says both a postcode and a city, and is no street and no flat with its number. */
const saysBoth = ({ postcode = '', city = '' }: PlaceLine): boolean =>
  postcode.length > 3 && /\p{L}{2}/u.test(city) && !street.test(city) && !unit.test(city);

const year = /^(19|20)\d\d$/;
/** Postcodes of one country look alike, numbers of houses do not: how many digits, or that there are letters. */
const shape = (postcode: string): string =>
  /\p{L}/u.test(postcode)
    ? 'letters'
    : String(/^\d{5}[- ]\d{4}$/.test(postcode) ? 5 : postcode.replaceAll(/\D/g, '').length);
const leastAlike = 0.9;
const fewestCities = 3;
/** Numbers of documents stand behind few words (`Invoice 10023`), postcodes beside many. */
const leastCities = 0.05;

/** Whether values of a column whose name says nothing of it are places for their own sake. */
function lookLikePlaces(places: readonly PlaceLine[]): boolean {
  // A whole address has numbers beside the postcode, a day the year.
  const sure = places.filter(({ postcode = '', city = '' }) => !year.test(postcode) && !/[\d,]/.test(city));
  const shapes = new Map<string, number>();
  for (const { postcode = '' } of sure) shapes.set(shape(postcode), (shapes.get(shape(postcode)) ?? 0) + 1);
  const cities = new Set(sure.map(({ city }) => city));
  const postcodes = new Set(sure.map(({ postcode }) => postcode));
  return (
    Math.max(0, ...shapes.values()) >= leastAlike * places.length &&
    cities.size >= Math.max(fewestCities, leastCities * postcodes.size)
  );
}

/** Whether the values of a column have to be looked at to know if postcode and city stand in it in one. */
export function mayHoldPlaces(column: PlaceCandidate): boolean {
  const said = speaks(column);
  return said !== undefined && mayHold(column.facts, leastBoth[said]);
}

/** Whether postcode and city stand in one in a column, by its name and by distinct values of it. */
export function holdsPlaces(column: PlaceCandidate, values: readonly string[]): boolean {
  const said = speaks(column);
  if (said === undefined || values.length === 0) return false;
  const places = values.map(placeLine).filter(saysBoth);
  if (places.length < Math.max(leastBoth[said] * values.length, 1)) return false;
  return said !== 'neither' || lookLikePlaces(places);
}

/** Of so many places the region is said, too, where it is a part of its own. */
const leastRegions = 0.2;
export const sayRegions = (values: readonly string[]): boolean =>
  values.filter((value) => placeLine(value).region !== undefined).length >=
  leastRegions * Math.max(1, values.length);
