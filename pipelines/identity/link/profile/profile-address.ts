import type { ColumnFacts, ColumnRole } from '../../../../src/stats/linkage/columns/column-kind.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { placesOf, type AddressPlaces } from '../read/address-places.ts';
import { cellSql } from '../read/cell-sql.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField } from '../link-settings.ts';
import { othersOf } from '../read/other-column.ts';
import { sampleShare } from '../block/sample-share.ts';

type Profile = readonly { readonly facts: Pick<ColumnFacts, 'name'>; readonly role: ColumnRole }[];

/** Of so many addresses, and two or more, the place must stand in the address and nowhere else. */
const leastWhole = 0.02;
const placed: ReadonlySet<ColumnRole> = new Set(['city', 'postcode', 'category']);

/** Fields of one relation only: its places that no other relation has a column of. */
function ownPlaces(
  { name }: LinkRelation,
  profile: Profile,
  address: LinkField,
  fields: readonly LinkField[],
): AddressPlaces {
  const column = columnOf(address, name);
  if (column === undefined) return {};
  const taken = new Set(fields.flatMap((field) => [field.name, columnOf(field, name) ?? '']));
  const free = profile.flatMap(({ facts, role }): LinkField[] =>
    placed.has(role) && !taken.has(facts.name)
      ? [{ name: facts.name, kind: role as LinkField['kind'], column: { [name]: facts.name } }]
      : [],
  );
  return placesOf({ name: column, kind: 'address' }, free);
}

const hasPlace = ({ city, postcode }: AddressPlaces): boolean => (city ?? postcode) !== undefined;
const lastWord = (of: string): string => `lower(regexp_extract(trim(${of}), '([^\\s,]+)[\\s,.]*$', 1))`;

/** The share of addresses that end in a place which their record does not say otherwise, and how many there are. */
async function wholeShare(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  address: LinkField,
  places: readonly LinkField[],
): Promise<{ share: number; n: number }> {
  const said = relations.flatMap(({ name, source }) =>
    places.map((field) => `select distinct ${cellSql(field, name)} as place from ${source}`),
  );
  const lines: string[] = [];
  for (const { name, source } of relations) {
    const line = cellSql(address, name);
    lines.push(
      `select ${line} as line, [${places.map((field) => cellSql(field, name)).join(', ')}] as said from ${source} where hash(${line}) % ${String(await sampleShare(warehouse, source))} = 0`,
    );
  }
  const [found] = await warehouse.rows<{ n: number; share: number | null }>(
    `with place as materialized (select distinct place from (${said.join(' union all ')}) where place is not null),
     known as (select distinct ${lastWord('place')} as word from place),
     han as (select coalesce(list(distinct regexp_replace(place, '^(.{2,})[省市]$', '\\1')), []) as places from place where regexp_matches(place, '^\\p{Han}{2,}$'))
     select count(*) filter (whole)::double as n, avg(whole::integer)::double as share from (
       select len(list_filter(said, lambda one: one is null)) > 0 and case when regexp_matches(line, '^\\p{Han}') then len(list_filter(places, lambda one: starts_with(line, one))) > 0
         else line like '% %' and (${lastWord('line')} in (select word from known) or regexp_matches(line, '[\\s,][0-9]{5}(-?[0-9]{4})?$')) end as whole from (${lines.join(' union all ')}), han where line is not null)`,
  );
  return { share: found?.share ?? 0, n: found?.n ?? 0 };
}

/** [LINK-29] The fields, with `parts` at the address where it stands whole in some records and in parts in others. */
export async function withAddress(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiles: readonly Profile[],
  fields: readonly LinkField[],
): Promise<readonly LinkField[]> {
  const [address, ...more] = fields.filter(({ kind }) => kind === 'address');
  if (address === undefined) return fields;
  const others = await othersOf(warehouse, relations, address, more);
  const toldApart = (whole: readonly LinkField[]): LinkField[] =>
    fields.map((field) => (whole.includes(field) ? { ...field, parts: true } : field));
  const alone = others.length === 0 ? fields : toldApart([address, ...others]);
  const common = placesOf(address, fields);
  const found = hasPlace(common)
    ? common
    : relations
        .map((relation, at) => ownPlaces(relation, profiles[at] ?? [], address, fields))
        .find(hasPlace);
  if (found === undefined) return alone;
  const places = Object.values(found) as LinkField[];
  const shares: { share: number; n: number }[] = [];
  for (const line of [address, ...others]) shares.push(await wholeShare(warehouse, relations, line, places));
  if (shares.every(({ share, n }) => n < 2 || share < leastWhole)) return alone;
  return [...toldApart([address, ...others]), ...places.filter((place) => !fields.includes(place))];
}
