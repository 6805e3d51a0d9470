import { integerAppender } from '../../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';

/** Makes the temporary table `table` of integer columns. */
export async function numberTable(
  warehouse: Warehouse,
  table: string,
  names: readonly string[],
  columns: readonly Int32Array[],
): Promise<void> {
  await warehouse.run(
    `create or replace temp table ${table} (${names.map((name) => `${name} integer`).join(', ')})`,
  );
  const appender = await integerAppender(warehouse, { name: table, catalog: 'temp' });
  appender.append(columns, columns[0]?.length ?? 0);
  appender.close();
}
