import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fairQueue } from './fair-queue.ts';
import { openServing, type ServingWarehouse } from './generations.ts';
import { openWarehouse } from './open.ts';
import { generationFile, pointerFile, readPointer, writePointer } from './pointer.ts';

let dir: string;
let serving: ServingWarehouse | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tandem-serving-'));
});
afterEach(async () => {
  await serving?.close();
  serving = undefined;
  rmSync(dir, { recursive: true, force: true });
});

const first = 'aaaaaaaaaaaa';
const second = 'bbbbbbbbbbbb';

async function publish(generation: string, value: number): Promise<void> {
  const warehouse = await openWarehouse({ path: generationFile(dir, generation) });
  await warehouse.run(
    `create table meta_generation as select '${generation}' as generation, date '2026-06-30' as as_of`,
  );
  await warehouse.run(`create table fct as select ${value} as v, i from range(1000) t(i)`);
  await warehouse.run('checkpoint');
  warehouse.close();
  writePointer(dir, { generation, builtAt: '2026-06-30T00:00:00Z' });
}

describe('openServing(warehouseDir)', () => {
  it('serves the new generation to new questions while an old question still reads the old one', async () => {
    await publish(first, 1);
    serving = await openServing(dir);
    const old = await serving.lease();
    await publish(second, 2);
    await serving.refresh();
    const fresh = await serving.lease();
    const value = 'select min(v) as v from fct';
    expect((await old.rows(value)).rows).toEqual([[1]]);
    expect((await fresh.rows(value)).rows).toEqual([[2]]);
    expect([old.generation, fresh.generation, old.asOf]).toEqual([first, second, '2026-06-30']);
    old.release();
    old.release();
    expect((await fresh.rows(value)).rows).toEqual([[2]]);
    await expect(old.rows(value)).rejects.toThrow();
    fresh.release();
  });

  it('keeps the last good generation when the pointer names a file that is gone', async () => {
    await publish(first, 1);
    serving = await openServing(dir);
    writePointer(dir, { generation: second, builtAt: 'x' });
    expect((await serving.refresh())?.generation).toBe(first);
  });

  it('says that nothing is published yet', async () => {
    serving = await openServing(dir);
    expect(serving.current()).toBeUndefined();
    await expect(serving.lease()).rejects.toMatchObject({ code: 'no_generation' });
    await publish(first, 1);
    const lease = await serving.lease();
    expect(lease.generation).toBe(first);
    lease.release();
  });

  it.each([
    `select * from read_text('/etc/hostname')`,
    `select * from glob('/*')`,
    `attach '/tmp/other.duckdb' as other`,
    'create table t as select 1',
    'delete from fct',
    'set threads = 1',
    'set enable_external_access = true',
    `copy fct to '/tmp/stolen.csv'`,
  ])('refuses: %s', async (sql) => {
    await publish(first, 1);
    serving = await openServing(dir);
    const lease = await serving.lease();
    await expect(lease.rows(sql)).rejects.toThrow();
    lease.release();
  });

  it.each([
    ['none big', {}, 1],
    ['a big one', { bigTable: 1000 }, availableParallelism()],
    ['none big, but a wish', { threads: 2 }, 2],
  ])('takes as many threads as its tables are worth: %s', async (_, options, threads) => {
    await publish(first, 1);
    serving = await openServing(dir, options);
    const lease = await serving.lease();
    expect((await lease.rows(`select current_setting('threads')::integer`)).rows).toEqual([[threads]]);
    lease.release();
  });

  it('stops a statement that takes too long and answers the next one', async () => {
    await publish(first, 1);
    serving = await openServing(dir, { timeout: 100 });
    const lease = await serving.lease();
    const endless = 'select sum(a.i * b.i * c.i) from fct a, fct b, fct c';
    await expect(lease.rows(endless)).rejects.toMatchObject({ code: 'timeout' });
    expect((await lease.rows('select count(*)::integer from fct')).rows).toEqual([[1000]]);
    lease.release();
  });

  it('streams one statement in blocks, in its order, and stops it for a caller that went away', async () => {
    await publish(first, 1);
    serving = await openServing(dir);
    const lease = await serving.lease();
    const { rows, blocks } = await lease.stream(
      'select i from range(5000) t(i) order by i desc limit $1::bigint',
      [4500],
    );
    const sizes: number[] = [];
    const seen: unknown[] = [];
    for await (const block of blocks) {
      sizes.push(block.length);
      seen.push(...block.map(([i]) => Number(i)));
    }
    expect(rows).toBe(4500);
    expect(sizes.length).toBeGreaterThan(1);
    expect(seen).toEqual(Array.from({ length: 4500 }, (_, at) => 4999 - at));

    const gone = new AbortController();
    const endless = 'select count(*) from range(100000000000) t(i) where i % 7 = 1';
    const stopped = lease.stream(endless, [], { signal: gone.signal });
    void setTimeout(50).then(() => gone.abort());
    await expect(stopped).rejects.toThrow(/INTERRUPT/);
    await expect(lease.stream(endless, [], { signal: gone.signal })).rejects.toThrow(/abort/);
    expect((await lease.rows('select count(*)::integer from fct')).rows).toEqual([[1000]]);
    lease.release();
  });

  it('[API-18] stops what a released lease left running, and has let go of the file once it is closed', async () => {
    await publish(first, 1);
    serving = await openServing(dir, { heavyPlaces: 1, bigTable: 1000 });
    const lease = await serving.lease();
    const endless = 'select count(*) from range(100000000000) t(i) where i % 7 = 1';
    const left = [endless, `${endless} and i > (select max(i) from fct)`, 'select count(*) from fct'].map(
      (sql) => lease.rows(sql).catch(String),
    );
    await setTimeout(50);
    lease.release();
    await serving.close();
    const writer = await openWarehouse({ path: generationFile(dir, first) });
    await writer.run('drop table fct');
    writer.close();
    expect(await Promise.all(left)).toEqual([
      expect.stringMatching(/INTERRUPT/),
      expect.stringMatching(/INTERRUPT/),
      expect.stringMatching(/abort/),
    ]);
    await expect(lease.rows('select 1')).rejects.toThrow(/abort/);
  });

  it('follows a pointer only to a generation, never to a path', () => {
    writeFileSync(pointerFile(dir), JSON.stringify({ generation: '../../etc/x', builtAt: 'x' }));
    expect(() => readPointer(dir)).toThrow(/not_a_pointer/);
  });
});

describe('fairQueue(places)', () => {
  it('runs no more than its places at once and lets people take turns', async () => {
    const queue = fairQueue(2);
    const order: string[] = [];
    let most = 0;
    const task = (name: string) => async (): Promise<void> => {
      most = Math.max(most, queue.running());
      order.push(name);
      await new Promise((resolve) => setImmediate(resolve));
    };
    const busy = ['a1', 'a2', 'a3', 'a4', 'a5'].map((name) => queue.run('a', task(name)));
    const other = ['b1', 'b2'].map((name) => queue.run('b', task(name)));
    await Promise.all([...busy, ...other]);
    expect(most).toBe(2);
    expect(order).toEqual(['a1', 'a2', 'a3', 'b1', 'a4', 'b2', 'a5']);
    expect([queue.running(), queue.waiting()]).toEqual([0, 0]);
  });

  it('frees the place of a task that fails', async () => {
    const queue = fairQueue(1);
    await expect(queue.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run('b', () => Promise.resolve(1))).toBe(1);
  });
});
