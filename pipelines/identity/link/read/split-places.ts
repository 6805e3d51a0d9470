import { placeLine } from '../../../../src/stats/linkage/columns/place-line.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import type { LinkRelation } from '../link-plan.ts';
import { writeParts } from '../write/write-parts.ts';

/** Kinds of fields that may name one column, and what of a place each takes from it. */
export const placeParts = { postcode: 'postcode', city: 'city', category: 'region' } as const;
export type PlaceKind = keyof typeof placeParts;
const kinds = Object.keys(placeParts) as PlaceKind[];

/** The column with that part of a column's values, as `splitPlaces` makes it. */
export const placeColumn = (column: string, kind: PlaceKind): string => `${column} · ${placeParts[kind]}`;

/** The relation with columns beside those in which postcode, region and city stand in one: one for each part. */
export async function splitPlaces(
  warehouse: Warehouse,
  { name, source }: LinkRelation,
  columns: readonly string[],
  at: number,
): Promise<LinkRelation> {
  if (columns.length === 0) return { name, source };
  const cells: string[] = [];
  const joins: string[] = [];
  for (const [of, column] of columns.entries()) {
    const [table, alias] = [`place_part_${String(at)}_${String(of)}`, `p${String(of)}`];
    await writeParts(warehouse, table, source, column, {
      parts: kinds,
      split: (raw) => {
        const place = placeLine(raw);
        return kinds.map((kind) => place[placeParts[kind]] ?? null);
      },
    });
    joins.push(
      `left join ${table} ${alias} on ${alias}.raw = trim(cast(s.${identifier(column)} as varchar))`,
    );
    for (const [part, kind] of kinds.entries())
      cells.push(`${alias}.p${String(part)} as ${identifier(placeColumn(column, kind))}`);
  }
  return { name, source: `(select s.*, ${cells.join(', ')} from ${source} s ${joins.join(' ')})` };
}
