import { columnWords } from '../../../../src/stats/linkage/columns/column-names.ts';
import type { ColumnRole } from '../../../../src/stats/linkage/columns/column-kind.ts';
import {
  holdsPlaces,
  mayHoldPlaces,
  sayRegions,
} from '../../../../src/stats/linkage/columns/place-column.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { valuesOf } from '../read/column-values.ts';
import type { LinkRelation } from '../link-plan.ts';
import type { ProfiledColumn } from '../compare/pair-columns.ts';
import { placeColumn, splitPlaces, type PlaceKind } from '../read/split-places.ts';

/** A column in which postcode and city stand in one, and which fields its parts are. */
export interface PlaceOrigin {
  readonly column: string;
  readonly kinds: readonly PlaceKind[];
}

/** A relation with columns of the parts of places, and what is known of its columns; the parts stand where their origin did. */
export interface PlacedRelation {
  readonly relation: LinkRelation;
  readonly profile: readonly ProfiledColumn[];
  readonly origins: readonly PlaceOrigin[];
}

const origin = (column: string, values: readonly string[]): PlaceOrigin => ({
  column,
  kinds: ['postcode', 'city', ...(sayRegions(values) ? (['category'] as const) : [])],
});

async function originsIn(
  warehouse: Warehouse,
  { source }: LinkRelation,
  profile: readonly ProfiledColumn[],
): Promise<PlaceOrigin[]> {
  const found: PlaceOrigin[] = [];
  for (const column of profile.filter(mayHoldPlaces)) {
    const values = await valuesOf(warehouse, source, column.facts.name);
    if (holdsPlaces(column, values)) found.push(origin(column.facts.name, values));
  }
  const rest = profile.filter(({ facts }) => found.every(({ column }) => column !== facts.name));
  // Where both stand in columns of their own, too, these are enough.
  const has = (of: ColumnRole): boolean => rest.some(({ role }) => role === of);
  return has('postcode') && has('city') ? [] : found;
}

const unknown: ReadonlySet<ColumnRole> = new Set(['company_name', 'text', 'category', 'identifier']);

/** Columns that are called as those of other relations are in which places stand, and of which nothing else is known. */
async function namesakesIn(
  warehouse: Warehouse,
  { source }: LinkRelation,
  profile: readonly ProfiledColumn[],
  names: ReadonlySet<string>,
): Promise<PlaceOrigin[]> {
  const found: PlaceOrigin[] = [];
  for (const { facts, role } of profile)
    if (unknown.has(role) && names.has(columnWords(facts.name)))
      found.push(origin(facts.name, await valuesOf(warehouse, source, facts.name)));
  return found;
}

/**
 * [LINK-38] The relations with columns in which postcode and city stand in one taken apart; `profiled` says what is known of the
 * columns of one.
 */
export async function placedRelations(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiled: (relation: LinkRelation) => Promise<ProfiledColumn[]>,
): Promise<PlacedRelation[]> {
  const placed: PlacedRelation[] = [];
  for (const relation of relations) {
    const profile = await profiled(relation);
    placed.push({ relation, profile, origins: await originsIn(warehouse, relation, profile) });
  }
  const names = new Set(placed.flatMap(({ origins }) => origins.map(({ column }) => columnWords(column))));
  const apart: PlacedRelation[] = [];
  for (const [at, { relation, profile, origins: own }] of placed.entries()) {
    const origins = own.length > 0 ? own : await namesakesIn(warehouse, relation, profile, names);
    const columns = origins.map(({ column }) => column);
    const split = await splitPlaces(warehouse, relation, columns, at);
    const found = origins.length === 0 ? profile : await profiled(split);
    const known = new Map(found.map((column) => [column.facts.name, column]));
    const inParts = profile.flatMap((column): ProfiledColumn[] => {
      const from = origins.find((each) => each.column === column.facts.name);
      if (from === undefined) return [column];
      return from.kinds.flatMap((kind): ProfiledColumn[] => {
        const part = known.get(placeColumn(from.column, kind));
        if (part === undefined) return [];
        return [{ ...part, role: part.role === 'ignored' ? 'ignored' : kind, isPart: true }];
      });
    });
    apart.push({ relation: split, profile: inParts, origins });
  }
  return apart;
}
