import { columnWords } from '../../../../src/stats/linkage/columns/column-names.ts';
import type { LinkField } from '../link-settings.ts';

type Placed = Pick<LinkField, 'name' | 'kind'>;

/** The fields that say where an address is. */
export interface AddressPlaces<Field extends Placed = LinkField> {
  readonly city?: Field;
  readonly region?: Field;
  readonly postcode?: Field;
}

const region = /(^|_)(state|province|region|county|bundesland|kanton|provincia|provincie|estado)(_code)?$/;
/** Whether a field says which part of a country: a category, by its name. */
export const isRegion = ({ kind, name }: Placed): boolean =>
  kind === 'category' && region.test(columnWords(name));
const firstWord = ({ name }: Placed): string => columnWords(name).split('_')[0] ?? '';

/** Of the fields of a kind the one named as the address is (`ADDR_LINE1`, `ADDR_CITY`), or the only one. */
export function placesOf<Field extends Placed>(
  address: Placed,
  fields: readonly Field[],
): AddressPlaces<Field> {
  const pick = (is: (field: Field) => boolean): Field | undefined => {
    const all = fields.filter(is);
    const named = all.filter((field) => firstWord(field) === firstWord(address));
    return named.length === 1 ? named[0] : all.length === 1 ? all[0] : undefined;
  };
  const found = {
    city: pick(({ kind }) => kind === 'city'),
    region: pick(isRegion),
    postcode: pick(({ kind }) => kind === 'postcode'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, field]) => field !== undefined));
}
