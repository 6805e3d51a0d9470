import { TandemError } from '../contract/errors.ts';
import type { Row, Warehouse } from '../warehouse/open.ts';
import { generationFile, type Pointer, readPointer } from '../warehouse/pointer.ts';

export interface ServedGeneration extends Pick<Pointer, 'generation' | 'builtAt'> {
  /** Throws `outdated_generation` where an older version built the generation and what is read is not in it. */
  rows<T extends Row>(sql: string, parameters?: Parameters<Warehouse['rows']>[1]): Promise<T[]>;
  /** Tables, and columns as `table.column`, that this version builds and the generation does not hold. */
  lacking(): Promise<string[]>;
  close(): void;
}

/** Opens the generation that is served, to read it. Throws `no_generation`. */
export async function openServedGeneration(warehouseDir: string): Promise<ServedGeneration> {
  const pointer = readPointer(warehouseDir);
  if (pointer === undefined) throw new TandemError('no_generation');
  const { generation, builtAt } = pointer;
  const { openWarehouse } = await import('../warehouse/open.ts');
  const { lacking, tellOutdated } = await import('../server/queries/tell-outdated.ts');
  const warehouse = await openWarehouse({ path: generationFile(warehouseDir, generation), readOnly: true });
  const namesOf = async (sql: string): Promise<string[]> =>
    (await warehouse.rows<{ name: string }>(sql)).map(({ name }) => name);
  return {
    generation,
    builtAt,
    rows: (sql, parameters) => tellOutdated(generation, namesOf, () => warehouse.rows(sql, parameters)),
    lacking: () => lacking(namesOf),
    close: () => warehouse.close(),
  };
}
