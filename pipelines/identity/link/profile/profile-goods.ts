import { isMaker, isModel } from '../../../../src/stats/linkage/columns/goods-roles.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { titleColumn } from '../read/join-makers.ts';
import type { LinkRelation } from '../link-plan.ts';
import { columnOf, type LinkField } from '../link-settings.ts';
import type { ProfiledColumn } from '../compare/pair-columns.ts';
import { leastNamed, namedIn, titleField, withMakerTitles } from './profile-makers.ts';

type Profiles = readonly (readonly ProfiledColumn[])[];

/** Whether all that a field compares are such columns. */
const comparesOnly = (
  relations: readonly LinkRelation[],
  profiles: Profiles,
  field: LinkField,
  is: (column: ProfiledColumn) => boolean,
): boolean => {
  const columns = relations.flatMap(({ name }, at) => {
    const column = columnOf(field, name);
    return column === undefined ? [] : [profiles[at]?.find(({ facts }) => facts.name === column)];
  });
  return columns.length > 0 && columns.every((column) => column !== undefined && is(column));
};

/** [LINK-50] Whether the names of goods say their makers, whom a field of their own compares. */
async function saysMaker(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  title: LinkField,
  maker: LinkField,
): Promise<boolean> {
  for (const { name, source } of relations) {
    const [titles, makers] = [columnOf(title, name), columnOf(maker, name)];
    if (titles === undefined || makers === undefined) continue;
    const share = await namedIn(warehouse, { source, column: titles }, { source, column: makers });
    if (share >= leastNamed) return true;
  }
  return false;
}

/** [LINK-51] For each list the column of its goods' names with the number of the model behind it, where it has one; undefined where none has. */
function withModels(
  relations: readonly LinkRelation[],
  profiles: Profiles,
  title: LinkField,
): Record<string, string> | undefined {
  const modelOf = profiles.map((columns) => columns.find(isModel)?.facts.name);
  if (modelOf.every((model) => model === undefined)) return undefined;
  return Object.fromEntries(
    relations.flatMap(({ name }, at) => {
      const [own, model] = [columnOf(title, name), modelOf[at]];
      if (own === undefined) return [];
      return [[name, model === undefined ? own : titleColumn(own, model)] as const];
    }),
  );
}

/**
 * The fields of lists of goods as they are compared: the maker before the title of a list that has both where another list says
 * him in its titles; the number of the model behind it; and titles that follow the maker they say.
 */
export async function withGoods(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  profiles: Profiles,
  fields: readonly LinkField[],
): Promise<readonly LinkField[]> {
  const title = titleField(relations, profiles, fields);
  if (title === undefined) return fields;
  const maker = fields.find((each) => comparesOnly(relations, profiles, each, isMaker));
  const follows =
    maker !== undefined && (await saysMaker(warehouse, relations, title, maker)) ? maker.name : undefined;
  const withMakers = await withMakerTitles(warehouse, relations, profiles, fields);
  return withMakers.flatMap((each, at): LinkField[] => {
    if (fields[at] !== title) return comparesOnly(relations, profiles, each, isModel) ? [] : [each];
    const column = withModels(relations, profiles, each);
    return [
      {
        ...each,
        ...(column === undefined ? {} : { column, parts: true }),
        ...(follows === undefined ? {} : { follows }),
      },
    ];
  });
}
