import { isMaker, isTitle } from '../../../../src/stats/linkage/columns/goods-roles.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { columnSql, wordsSql } from '../read/cell-sql.ts';
import { titleColumn } from '../read/join-makers.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField } from '../link-settings.ts';
import type { ProfiledColumn } from '../compare/pair-columns.ts';

/** Of so many names of goods the makers that another column says are a part. */
export const leastNamed = 0.2;

/** The share of the names in `titles` that have all words of one of `makers` among theirs. */
export async function namedIn(
  warehouse: Warehouse,
  titles: { readonly source: string; readonly column: string },
  makers: { readonly source: string; readonly column: string },
): Promise<number> {
  const [row] = await warehouse.rows<{ share: number | null }>(
    `with title as (select ${wordsSql(columnSql(titles.column))} as words from ${titles.source} where ${columnSql(titles.column)} is not null),
      maker as (select distinct ${wordsSql(columnSql(makers.column))} as words from ${makers.source}),
      named as (select distinct t.words from (select distinct words from title) t join maker m on len(m.words) > 0 and list_has_all(t.words, m.words))
    select avg((n.words is not null)::integer)::double as share from title t left join named n on n.words = t.words`,
  );
  return row?.share ?? 0;
}

/** A list of goods whose names are compared. */
interface OfGoods {
  readonly relation: LinkRelation;
  readonly title: string;
  readonly maker?: string;
}

/** The lists with the titles that a field compares; with the makers that no field does. */
function listsOf(
  relations: readonly LinkRelation[],
  profiles: readonly (readonly ProfiledColumn[])[],
  field: LinkField,
  fields: readonly LinkField[],
): OfGoods[] {
  return relations.flatMap((relation, at): OfGoods[] => {
    const title = columnOf(field, relation.name);
    const maker = profiles[at]?.find(isMaker)?.facts.name;
    if (title === undefined) return [];
    const isCompared = fields.some((each) => columnOf(each, relation.name) === maker);
    if (maker === undefined) return [{ relation, title }];
    return isCompared ? [] : [{ relation, title, maker }];
  });
}

/** The field that compares what goods are called. */
export function titleField(
  relations: readonly LinkRelation[],
  profiles: readonly (readonly ProfiledColumn[])[],
  fields: readonly LinkField[],
): LinkField | undefined {
  const titled = (field: LinkField): boolean =>
    relations.some(({ name }, at) =>
      profiles[at]?.some((column) => isTitle(column) && column.facts.name === columnOf(field, name)),
    );
  return fields.find((each) => each.kind === 'text' && titled(each));
}

/**
 * [LINK-47] The fields with the maker before the title of a list that has both, where another list has no column of makers and
 * says them in its titles; not where the own titles say them.
 */
export async function withMakerTitles(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiles: readonly (readonly ProfiledColumn[])[],
  fields: readonly LinkField[],
): Promise<readonly LinkField[]> {
  const field = titleField(relations, profiles, fields);
  if (field === undefined) return fields;
  const lists = listsOf(relations, profiles, field, fields);
  const joined: Record<string, string> = {};
  for (const { relation, title, maker } of lists) {
    if (maker === undefined) continue;
    const share = (of: OfGoods): Promise<number> =>
      namedIn(
        warehouse,
        { source: of.relation.source, column: of.title },
        { source: relation.source, column: maker },
      );
    if ((await share({ relation, title })) >= leastNamed) continue;
    for (const other of lists)
      if (other.maker === undefined && (await share(other)) >= leastNamed)
        joined[relation.name] = titleColumn(maker, title);
  }
  if (Object.keys(joined).length === 0) return fields;
  const column = Object.fromEntries(
    relations.flatMap(({ name }) => {
      const own = joined[name] ?? columnOf(field, name);
      return own === undefined ? [] : [[name, own] as const];
    }),
  );
  return fields.map((each) => (each === field ? { ...field, column } : each));
}
