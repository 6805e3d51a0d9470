import { addressEnd, placeKey } from '../../../../src/stats/linkage/columns/address-end.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import { isHan } from '../../normalise/han-address.ts';
import { readHanAddress, type HanPlaces } from '../../normalise/han-places.ts';
import { barePlace } from '../../normalise/place.ts';
import { placesOf, type AddressPlaces } from './address-places.ts';
import { cellSql } from './cell-sql.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField, type LinkSettings } from '../link-settings.ts';
import { othersOf } from './other-column.ts';
import { writeParts } from '../write/write-parts.ts';

const parts = ['line', 'city', 'region', 'postcode'] as const;
type Part = (typeof parts)[number];

/** The columns of a field in these relations, as text. */
function cellsOf(field: LinkField | undefined, relations: readonly LinkRelation[]): string[] {
  if (field === undefined) return [];
  return relations.flatMap(({ name, source }) => {
    const column = columnOf(field, name);
    return column === undefined
      ? []
      : [`select cast(${identifier(column)} as varchar) as said from ${source}`];
  });
}

async function knownOf(
  warehouse: Warehouse,
  field: LinkField | undefined,
  relations: readonly LinkRelation[],
): Promise<ReadonlySet<string>> {
  const cells = cellsOf(field, relations);
  if (cells.length === 0) return new Set();
  const rows = await warehouse.rows<{ said: string }>(
    `select distinct said from (${cells.join(' union all ')}) where said is not null`,
  );
  return new Set(rows.map(({ said }) => placeKey(said)).filter((key) => key !== ''));
}

/** A place in Han characters as the table writes it: 上海 as 上海市 where it says so. */
function asWritten(
  known: ReadonlySet<string>,
): (stem: string | undefined, part: Part) => Partial<Record<Part, string>> {
  const written = new Map([...known].map((place) => [barePlace(place), place]));
  return (stem, part) => (stem === undefined ? {} : { [part]: written.get(stem) ?? stem });
}

const filled = (field: LinkField): string => `${field.name} · filled`;

/**
 * [LINK-29] Where an address with `parts` holds more than the street, its city, region and postcode go to the fields of those,
 * as far as they are empty there; the address keeps the rest. Where it is empty another with `parts` that stands in its stead
 * is taken.
 */
export async function fillAddress(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  settings: LinkSettings,
  han: HanPlaces | undefined,
): Promise<{ relations: LinkRelation[]; settings: LinkSettings }> {
  const [address, ...more] = settings.fields.filter(
    ({ kind, parts }) => kind === 'address' && parts === true,
  );
  if (address === undefined) return { relations: [...relations], settings };
  const others = await othersOf(warehouse, relations, address, more);
  const { city, region, postcode }: AddressPlaces = placesOf(address, settings.fields);
  if ((city ?? region ?? postcode) === undefined && others.length === 0)
    return { relations: [...relations], settings };
  const known = {
    cities: await knownOf(warehouse, city, relations),
    regions: await knownOf(warehouse, region, relations),
    postcodes: await knownOf(warehouse, postcode, relations),
  };
  const [asCity, asRegion] = [asWritten(known.cities), asWritten(known.regions)];
  const hanStart = (raw: string, places: HanPlaces): Partial<Record<Part, string>> => {
    const { city: inCity, province } = readHanAddress(raw, places);
    return { line: raw, ...asCity(inCity, 'city'), ...asRegion(province, 'region') };
  };
  const into: readonly (readonly [Part, LinkField])[] = [
    ['line', address],
    ...(city === undefined ? [] : [['city', city] as const]),
    ...(region === undefined ? [] : [['region', region] as const]),
    ...(postcode === undefined ? [] : [['postcode', postcode] as const]),
  ];
  const told: LinkRelation[] = [];
  for (const [at, { name, source }] of relations.entries()) {
    const table = `address_part_${String(at)}`;
    const cell = (field: LinkField): string => cellSql(field, name, 's');
    const line = `coalesce(${[address, ...others].map(cell).join(', ')}, null)`;
    const column = [address, ...others].some((field) => columnOf(field, name) !== undefined)
      ? 'said'
      : undefined;
    if (column !== undefined)
      await writeParts(warehouse, table, `(select ${line} as said from ${source} s)`, column, {
        parts,
        split: (raw) => {
          const end: Partial<Record<Part, string>> =
            han !== undefined && isHan(raw) ? hanStart(raw, han) : addressEnd(raw, known);
          return parts.map((part) => end[part] ?? null);
        },
      });
    const open = into.filter(([part]) => part !== 'line').map(([, field]) => `${cell(field)} is null`);
    const part = (of: Part): string => (column === undefined ? 'null' : `p.p${String(parts.indexOf(of))}`);
    const columns = into.map(([of, field]) => {
      const value =
        of === 'line'
          ? `case when ${['false', ...open].join(' or ')} then coalesce(${part(of)}, ${line}) else ${line} end`
          : `coalesce(${cell(field)}, ${part(of)})`;
      return `(${value})::varchar as ${identifier(filled(field))}`;
    });
    const join = column === undefined ? '' : `left join ${table} p on p.raw = ${line}`;
    told.push({ name, source: `(select s.*, ${columns.join(', ')} from ${source} s ${join})` });
  }
  const moved = new Set(into.map(([, field]) => field));
  const fields = settings.fields
    .filter((field) => !others.includes(field))
    .map((field): LinkField => (moved.has(field) ? { ...field, column: filled(field) } : field));
  return { relations: told, settings: { ...settings, fields } };
}
