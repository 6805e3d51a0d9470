import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { cellSql } from './cell-sql.ts';
import type { LinkRelation } from '../link-plan.ts';
import type { LinkField } from '../link-settings.ts';

/** Rows that say both, as a share of those that say the rarer one. */
const mostBoth = 0.01;
const leastAlone = 2;

/**
 * Of `others` those that say in some rows what `field` says in the rest (`ADDR_FULL` beside `ADDR_LINE1`): hardly a row has both,
 * and two or more have either alone.
 */
export async function othersOf(
  warehouse: Warehouse,
  relations: readonly LinkRelation[],
  field: LinkField,
  others: readonly LinkField[],
): Promise<LinkField[]> {
  const found: LinkField[] = [];
  for (const other of others) {
    const rows = relations.map(
      ({ name, source }) =>
        `select ${cellSql(field, name)} is not null as own, ${cellSql(other, name)} is not null as other from ${source}`,
    );
    const [row] = await warehouse.rows<{ both: number; own: number; other: number }>(
      `select count(*) filter (own and other)::double as both, count(*) filter (own and not other)::double as own, count(*) filter (other and not own)::double as other from (${rows.join(' union all ')})`,
    );
    const { both = 0, own = 0, other: alone = 0 } = row ?? {};
    if (Math.min(own, alone) >= leastAlone && both <= mostBoth * Math.min(own, alone)) found.push(other);
  }
  return found;
}
