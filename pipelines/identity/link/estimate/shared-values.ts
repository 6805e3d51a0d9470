import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { identifier } from '../../../../src/warehouse/quote.ts';

/** Columns of two relations that may hold the same. */
export interface ColumnPair {
  readonly left: string;
  readonly right: string;
}

const least = 3;
const valuesSql = (source: string, column: string): string =>
  `select distinct regexp_replace(upper(cast(${identifier(column)} as varchar)), '[^\\p{L}\\p{N}]', '', 'g') as v from ${source} where cast(${identifier(column)} as varchar) is not null`;

/**
 * For each pair of columns the share of the shorter one's distinct values that the other has too, letters and digits only; 0
 * where fewer than three are common.
 */
export async function sharedValues(
  warehouse: Warehouse,
  leftSource: string,
  rightSource: string,
  pairs: readonly ColumnPair[],
): Promise<number[]> {
  const shares: number[] = [];
  for (const { left, right } of pairs) {
    const [row] = await warehouse.rows<{ common: number; fewer: number }>(
      `with l as materialized (select v from (${valuesSql(leftSource, left)}) where v <> ''), r as materialized (select v from (${valuesSql(rightSource, right)}) where v <> '')
       select (select count(*) from l semi join r using (v))::double as common, least((select count(*) from l), (select count(*) from r))::double as fewer`,
    );
    const { common, fewer } = row ?? { common: 0, fewer: 0 };
    shares.push(common < least ? 0 : common / fewer);
  }
  return shares;
}
