import type { Filter } from '../contract/query.ts';
import { type CompileContext, tableSql } from './compile-context.ts';
import type { Parameters } from './parameters.ts';
import { memberSql } from './predicate.ts';
import { dimensionById } from './registry.ts';

/** One filter as SQL over `column`. Entities are named by their stable id, facts hold their number. */
export function filterSql(
  filter: Filter,
  column: string,
  parameters: Parameters,
  context: CompileContext,
): string {
  const { entity } = dimensionById(filter.dimension);
  const condition =
    entity === undefined || entity.key === entity.id
      ? memberSql(column, filter.values, parameters)
      : entityMember(column, filter, parameters, context);
  return filter.op === 'in' ? condition : `not ${condition}`;
}

function entityMember(
  column: string,
  filter: Filter,
  parameters: Parameters,
  context: CompileContext,
): string {
  const { entity } = dimensionById(filter.dimension);
  if (!entity) return 'false';
  const ids = filter.values.filter((value) => value !== null);
  const known =
    ids.length === 0
      ? 'false'
      : `(${column} is not null and ${column} in (select ${entity.key} from ${tableSql(context, entity.table)} where ${memberSql(entity.id, ids, parameters)} and ${entity.key} is not null))`;
  return filter.values.includes(null) ? `(${column} is null or ${known})` : known;
}
