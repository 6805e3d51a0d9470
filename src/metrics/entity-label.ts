import { type CompileContext, mask } from './compile-context.ts';
import type { EntityTable } from './dimension-definitions.ts';
import type { RowPolicy } from './policy.ts';

/** SQL of an entity's name as this person may read it; `alias` is the entity's table. Unqualified columns are its own. */
export function entityLabelSql(
  entity: EntityTable,
  alias: string,
  policy: RowPolicy,
  context: CompileContext,
): string {
  const label =
    context.language === 'zh-CN' && entity.labelZh !== undefined
      ? `coalesce(${alias}.${entity.labelZh}, ${alias}.${entity.label})`
      : `${alias}.${entity.label}`;
  if (entity.personal === undefined || !policy.maskPersonal) return label;
  return `case when ${alias}._personal and ${label} is not null then '${mask}' else ${label} end`;
}

/** The entity's current rows, with what is personal marked. */
export const entityRowsSql = (entity: EntityTable, table: string): string =>
  `(select *, (${entity.personal ?? 'false'}) as _personal from ${table} where ${entity.current})`;
