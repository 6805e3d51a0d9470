import type { Warehouse } from '../../../../src/warehouse/open.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField, type LinkSettings } from '../link-settings.ts';
import { placeColumn, placeParts, splitPlaces, type PlaceKind } from './split-places.ts';

type PlaceField = LinkField & { readonly kind: PlaceKind };
const isPlace = (field: LinkField): field is PlaceField => field.parts === true && field.kind in placeParts;

/** Columns of a relation to be taken apart, each once; a region alone, which any word could be, is none. */
function columnsOf(fields: readonly PlaceField[], relation: string): string[] {
  const found = new Map<string, string>();
  for (const field of fields) {
    const column = field.kind === 'category' ? undefined : columnOf(field, relation);
    if (column !== undefined && !found.has(column.toLowerCase())) found.set(column.toLowerCase(), column);
  }
  return [...found.values()];
}

/**
 * [LINK-38] Fields of kind postcode, city and category (the region) with `parts` get each their part of what their columns say; what
 * cities are called in Han characters is read later.
 */
export async function fillPlaces(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  settings: LinkSettings,
): Promise<{ relations: LinkRelation[]; settings: LinkSettings }> {
  const places = settings.fields.filter(isPlace);
  const told: LinkRelation[] = [];
  const column = new Map<PlaceField, Record<string, string>>(places.map((field) => [field, {}]));
  for (const [at, relation] of relations.entries()) {
    const { name } = relation;
    const apart = columnsOf(places, name);
    told.push(await splitPlaces(warehouse, relation, apart, at));
    for (const [field, columns] of column) {
      const own = columnOf(field, name);
      const split = apart.find((each) => each.toLowerCase() === own?.toLowerCase());
      if (own !== undefined) columns[name] = split === undefined ? own : placeColumn(split, field.kind);
    }
  }
  const fields = settings.fields.map((field): LinkField =>
    isPlace(field) ? { ...field, column: column.get(field), parts: field.kind === 'city' } : field,
  );
  return { relations: told, settings: { ...settings, fields } };
}
