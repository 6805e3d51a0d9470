import { TandemError } from '../../src/contract/errors.ts';
import type { Cell } from '../../src/contract/api/cell.ts';
import type { Serving, ServingLease } from '../../src/server/queries/serving.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';

export const noServing: Serving = {
  current: () => undefined,
  lease: () => Promise.reject(new TandemError('no_generation')),
  refresh: () => Promise.resolve(undefined),
  close: () => Promise.resolve(),
};

export interface TestServing extends Serving {
  /** Serves another generation from now on. */
  publish(generation: string, warehouse: Warehouse): Promise<void>;
  /** Statements the engine got. */
  readonly statements: string[];
  readonly held: () => number;
}

/** Serves a database in memory as a generation. */
export async function servingOf(
  warehouse: Warehouse,
  generation: string,
  asOf: string,
): Promise<TestServing> {
  const statements: string[] = [];
  let held = 0;
  const listTables = async (of: Warehouse): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await of.rows<{ name: string }>(
          'select table_name as name from duckdb_tables() union all select view_name from duckdb_views() where not internal',
        )
      ).map((row) => row.name),
    );
  let now = { generation, warehouse, tables: await listTables(warehouse) };

  return {
    statements,
    held: () => held,
    current: () => ({ generation: now.generation, asOf }),
    async publish(next, nextWarehouse) {
      now = { generation: next, warehouse: nextWarehouse, tables: await listTables(nextWarehouse) };
    },
    async lease(): Promise<ServingLease> {
      const mine = now;
      held++;
      let released = false;
      return Promise.resolve({
        generation: mine.generation,
        asOf,
        tables: mine.tables,
        async rows(sql, parameters) {
          statements.push(sql);
          const reader = await mine.warehouse.connection.runAndReadAll(sql, parameters as never);
          const columns = reader.columnNames().map((name) => ({ name, type: '' }));
          return { columns, rows: reader.getRowsJson() as Cell[][] };
        },
        async stream(sql, parameters) {
          statements.push(sql);
          const result = await mine.warehouse.connection.run(sql, parameters as never);
          return { rows: result.rowCount, blocks: result.yieldRowsJson() as AsyncIterableIterator<Cell[][]> };
        },
        arrow: () => Promise.resolve(new TextEncoder().encode('arrow')),
        release() {
          if (!released) held--;
          released = true;
        },
      });
    },
    refresh: () => Promise.resolve({ generation: now.generation, asOf }),
    close: () => Promise.resolve(),
  };
}
