import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { orderModels } from './model-graph.ts';
import { openWarehouse, type Warehouse } from './open.ts';
import { tableReads } from './table-reads.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => warehouse.close());

describe('tableReads(warehouse, sql)', () => {
  it.each([
    ['select * from a join b using (id)', ['a', 'b']],
    ['with x as (select * from a) select * from x', ['a']],
    ['with a as (select * from a) select * from a', ['a']],
    [
      'select (select max(v) from c) from a where exists (select 1 from d) and v in (from e)',
      ['a', 'c', 'd', 'e'],
    ],
    ['select * from a union all by name select * from (with b as (select 1) select * from b)', ['a']],
    ['select * from (with b as (select 1) select * from b) union all select * from b', ['b']],
    ['with recursive r as (select 1 i union all select i + 1 from r, z where i < 3) from r', ['z']],
    ['with m as materialized (select * from a), n as (select * from m) select * from n, m', ['a']],
    ['select * from "A" order by (select 1 from b)', ['a', 'b']],
    ['select * from a, unnest([1, 2]) t(v), range(3)', ['a']],
  ])('finds what is read in: %s', async (sql, expected) => {
    expect(await tableReads(warehouse, sql)).toEqual(expected);
  });

  it('refuses text that is not one select', async () => {
    await expect(tableReads(warehouse, 'create table x as select 1')).rejects.toThrow(/SELECT/);
    await expect(tableReads(warehouse, 'select 1; select 2')).rejects.toThrow(/one select/);
    await expect(tableReads(warehouse, 'select * frm x')).rejects.toThrow(/syntax error/);
  });
});

describe('orderModels(models)', () => {
  it('puts each model after all it reads, the same way whatever the order of the files', () => {
    const models = [
      { name: 'mart', reads: ['fct', 'dim'] },
      { name: 'fct', reads: ['int_x', 'dim'] },
      { name: 'dim', reads: ['int_x'] },
    ];
    const names = (list: typeof models): string[] => orderModels(list).map((model) => model.name);
    expect(names(models)).toEqual(['dim', 'fct', 'mart']);
    expect(names([...models].reverse())).toEqual(['dim', 'fct', 'mart']);
  });

  it('names the circle when models read each other', () => {
    const models = [
      { name: 'a', reads: ['b'] },
      { name: 'b', reads: ['c'] },
      { name: 'c', reads: ['b'] },
    ];
    expect(() => orderModels(models)).toThrow(/b → c → b/);
  });
});
