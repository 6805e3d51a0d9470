import type { Warehouse } from '../../../src/warehouse/open.ts';
import { identifier } from '../../../src/warehouse/quote.ts';
import { columnSql } from './cell-sql.ts';
import { columnsOf } from './join-dates.ts';
import type { LinkRelation } from './link-plan.ts';
import { columnOf, type LinkSettings } from './link-settings.ts';

/** Between the columns of a maker and a title, as a field names them. */
const between = ' + ';

/** How a field names the columns that together name goods: `brand + title`. */
export const titleColumn = (...parts: readonly [maker: string, title: string]): string => parts.join(between);

/** The columns of a maker and a title that a name joins, of those that a relation has; undefined where it is one of them, or joins none. */
export function joinedTitle(
  name: string,
  has: ReadonlySet<string>,
): readonly [maker: string, title: string] | undefined {
  if (has.has(name.toLowerCase())) return undefined;
  const [maker, title, ...more] = name.split(between);
  if (maker === undefined || title === undefined || more.length > 0) return undefined;
  return [maker, title].every((each) => has.has(each.toLowerCase())) ? [maker, title] : undefined;
}

/** [LINK-47] The relations with the names of goods that fields of settings put together of a maker and a title. */
export async function withMakers(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  { fields }: Pick<LinkSettings, 'fields'>,
): Promise<LinkRelation[]> {
  const made: LinkRelation[] = [];
  for (const { name, source } of relations) {
    const has = new Set((await columnsOf(warehouse, { name, source })).map((column) => column.toLowerCase()));
    const wanted = fields.flatMap((field) => (field.kind === 'text' ? (columnOf(field, name) ?? []) : []));
    const cells = [...new Set(wanted)].flatMap((column) => {
      const parts = joinedTitle(column, has);
      return parts === undefined
        ? []
        : [
            `nullif(concat_ws(' ', ${parts.map((each) => columnSql(each)).join(', ')}), '') as ${identifier(column)}`,
          ];
    });
    made.push({
      name,
      source: cells.length === 0 ? source : `(select *, ${cells.join(', ')} from ${source})`,
    });
  }
  return made;
}
