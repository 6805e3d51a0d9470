import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openWarehouse, type Warehouse } from './open.ts';

describe('a statement kept prepared', () => {
  let warehouse: Warehouse;
  beforeEach(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    await warehouse.run(`create table held as select i as n, 'name ' || i as name, date '2026-01-01' + i::integer as day,
      i::decimal(18, 4) as amount from range(5) t(i)`);
  });
  afterEach(() => warehouse.close());
  const select = 'select * from held where n >= $1::bigint order by n';

  it('answers each time as a statement of its own does', async () => {
    const kept = warehouse.prepared(select);
    for (const from of [3, 0, 9, '2', 3])
      expect(await kept.rows([from])).toEqual(await warehouse.rows(select, [from]));
  });

  it('answers each of many who ask at once', async () => {
    const kept = warehouse.prepared(select);
    const asked = Array.from({ length: 20 }, (_, at) => at % 6);
    for (let round = 0; round < 3; round++) {
      const answers = await Promise.all(asked.map((from) => kept.rows([from])));
      expect(answers.map((rows) => rows.length)).toEqual(asked.map((from) => 5 - from));
    }
  });

  it('sees what was written since, also where the table was made anew', async () => {
    const kept = warehouse.prepared(select);
    const insert = warehouse.prepared(`insert into held values ($1, 'more', null, 0)`);
    for (const n of [7, 8]) await insert.run([n]);
    expect(await kept.rows([7])).toHaveLength(2);
    await warehouse.run('create or replace table held as select 7 as n, true as other');
    expect(await kept.rows([0])).toEqual([{ n: 7, other: true }]);
  });

  it('a refusal names the statement, and the next time is answered', async () => {
    const kept = warehouse.prepared(select);
    for (let round = 0; round < 2; round++) {
      await expect(kept.rows(['no number'])).rejects.toMatchObject({ sql: select });
      expect(await kept.rows([4])).toHaveLength(1);
    }
    await expect(warehouse.prepared('select * from nowhere where a = $1').rows([1])).rejects.toThrow(
      /nowhere/,
    );
  });

  it('ends with its connection, which lets go of the database', async () => {
    const other = await warehouse.fork();
    const kept = other.prepared(select);
    await kept.rows([1]);
    other.close();
    await expect(kept.rows([1])).rejects.toThrow();
    expect(await warehouse.rows('select count(*)::integer as n from held')).toEqual([{ n: 5 }]);
  });
});
