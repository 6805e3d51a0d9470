import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';
import { columnSql } from './cell-sql.ts';
import { columnsOf } from './join-dates.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkSettings } from '../link-settings.ts';

/** Between the columns of a maker and a title, as a field names them. */
const between = ' + ';

const [fewest, most] = [2, 3];

/** How a field names the columns that together name goods: `brand + title + model no`. */
export const titleColumn = (...parts: readonly string[]): string => parts.join(between);

/** The columns of a maker, a title and a model's number that a name joins, of those that a relation has; undefined where it is one of them, or joins none. */
export function joinedTitle(name: string, has: ReadonlySet<string>): readonly string[] | undefined {
  if (has.has(name.toLowerCase())) return undefined;
  const parts = name.split(between);
  if (parts.length < fewest || parts.length > most) return undefined;
  return parts.every((each) => has.has(each.toLowerCase())) ? parts : undefined;
}

/** [LINK-47] The relations with the names of goods that fields of settings put together of a maker, a title and a model's number. */
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
