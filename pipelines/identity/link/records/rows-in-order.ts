import type { Warehouse } from '../../../../src/warehouse/open.ts';

/**
 * Runs `work` while the engine keeps rows in their order, whatever was chosen: records are numbered by where their rows lie, and
 * an engine of several threads that need not keep the order hands tables of more than 2,048 rows over, or writes them, in parts
 * of any order, so that what was found of one record would be told of another.
 */
export async function rowsInOrder<T>(warehouse: Warehouse, work: () => Promise<T>): Promise<T> {
  const [chosen] = await warehouse.rows<{ keeps: boolean }>(
    `select current_setting('preserve_insertion_order') as keeps`,
  );
  if (chosen?.keeps !== false) return work();
  await warehouse.run('set preserve_insertion_order = true');
  try {
    return await work();
  } finally {
    await warehouse.run('set preserve_insertion_order = false');
  }
}
