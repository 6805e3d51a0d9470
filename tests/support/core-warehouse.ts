import { afterAll, beforeAll } from 'vitest';
import type { CompileContext } from '../../src/metrics/compile-context.ts';
import { openWarehouse, type Row, type Warehouse } from '../../src/warehouse/open.ts';
import { coreFixture, loadCoreFixture } from './core-fixture.ts';

export interface CoreWarehouse {
  readonly warehouse: Warehouse;
  readonly context: CompileContext;
  readonly ask: (sql: string, parameters: readonly (string | number)[]) => Promise<Row[]>;
}

/** Loads a small core for the tests of a suite; what it gives is there while they run. */
export function coreWarehouse(): CoreWarehouse {
  let warehouse: Warehouse | undefined;
  let context: CompileContext | undefined;
  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    context = { asOf: '2025-04-18', generationTables: await loadCoreFixture(warehouse, coreFixture(5, 80)) };
  });
  afterAll(() => warehouse?.close());
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('the core is not loaded');
    return one;
  };
  return {
    get warehouse() {
      return there(warehouse);
    },
    get context() {
      return there(context);
    },
    ask: (sql, parameters) => there(warehouse).rows(sql, [...parameters]),
  };
}
