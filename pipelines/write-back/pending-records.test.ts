import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordId, type Change, type Fields, type WriteBackAdapter } from './adapter.ts';
import { readLedger } from './ledger.ts';
import { readPending } from './pending-records.ts';
import { standingChecksum } from './standing-checksum.ts';
import { writeBack } from './write-back.ts';

/** A target in memory. `loses` says after how many records the answer is lost; `deaf`, that it cannot be asked then. */
function memory(
  stands: Map<string, Fields>,
  { loses, deaf = false }: { loses?: number; deaf?: boolean } = {},
) {
  let isDeaf = false;
  const adapter: WriteBackAdapter = {
    target: 'crm',
    read: () =>
      Promise.resolve({
        existing: new Map([...stands].map(([id, fields]) => [id, { fields }])),
        ours: new Set(stands.keys()),
        emptied: new Set(),
        mayInsertUnknown: true,
      }),
    apply(changes, { settled }) {
      changes.forEach((change: Change, at) => {
        if (loses !== undefined && at > loses) return;
        stands.set(recordId(change), change.fields);
        if (at !== loses) settled(change, null);
      });
      isDeaf = deaf;
      return loses === undefined ? Promise.resolve({ checksum: 'c' }) : Promise.reject(new Error('lost'));
    },
    readBack: () => (isDeaf ? Promise.reject(new Error('deaf')) : Promise.resolve(new Map(stands))),
    close: () => Promise.resolve(),
  };
  return adapter;
}

describe('[BACK-9] what is not known to be written', () => {
  let exportsDir: string;
  beforeEach(() => {
    exportsDir = mkdtempSync(join(tmpdir(), 'tandem-pending-'));
  });
  afterEach(() => rmSync(exportsDir, { recursive: true, force: true }));

  const desired = (...numbers: readonly number[]) =>
    numbers.map((number) => ({
      object: 'party',
      key: String(number),
      about: [],
      fields: { note: `late ${String(number)}` },
    }));
  const send = (adapter: WriteBackAdapter, records = desired(1, 2, 3), dryRun = false) =>
    writeBack({
      ...{ adapter, system: 'tryton', desired: records, exportsDir, generation: 'abc', asOf: '2026-06-30' },
      ...{ by: 'a steward', dryRun, now: () => new Date(0) },
    });
  const lines = () =>
    readLedger(exportsDir).map(
      ({ state, counts }) => `${state}: ${String(counts.insert)} ${String(counts.failed)}`,
    );
  const sums = () => readLedger(exportsDir).map(({ checksum, checksumOf }) => [checksum, checksumOf]);
  const target = () => join(exportsDir, 'order-status', 'crm');

  it('counts as written where it is read back, and the rest as failed', async () => {
    const stands = new Map<string, Fields>();
    await expect(send(memory(stands, { loses: 1 }))).rejects.toThrow('lost');
    expect(lines()).toEqual(['started: 3 0', 'failed: 2 1']);
    const next = await send(memory(stands));
    expect([next.confirmed, next.counts.insert]).toEqual([0, 1]);
    expect(lines().slice(2)).toEqual(['started: 1 0', 'done: 1 0']);
    expect(readPending(target())).toBeUndefined();
  });

  it('is a good end where all of it is read back, with the checksum of what stands there', async () => {
    const stands = new Map<string, Fields>();
    const report = await send(memory(stands, { loses: 2 }));
    expect(report.counts).toMatchObject({ insert: 3, failed: 0 });
    expect(lines()).toEqual(['started: 3 0', 'done: 3 0']);
    expect(sums()).toEqual([
      ['', 'written'],
      [standingChecksum([...stands]), 'standing'],
    ]);
    expect(report.checksum).toBe(standingChecksum([...stands]));
    expect(readPending(target())).toBeUndefined();
  });

  it('stays pending until a reading finds it, and what another one wrote there is not ours', async () => {
    const stands = new Map<string, Fields>();
    await expect(send(memory(stands, { loses: 1, deaf: true }))).rejects.toThrow('lost');
    expect(lines()).toEqual(['started: 3 0', 'failed: 1 2']);
    const late = stands.get('party:2');
    stands.set('party:2', { note: 'by hand' });
    expect((await send(memory(stands), desired(1, 2, 3), true)).confirmed).toBe(0);
    stands.set('party:2', late ?? {});
    expect((await send(memory(stands), desired(1, 2, 3), true)).confirmed).toBe(1);
    expect(lines().slice(2)).toEqual(['confirmed: 1 0']);
    expect(sums().slice(2)).toEqual([[standingChecksum([['party:2', { note: 'late 2' }]]), 'standing']]);
  });

  it('has the checksum that the target gives where no answer is lost; lines of earlier versions say so', async () => {
    await send(memory(new Map()));
    expect(sums()).toEqual([
      ['', 'written'],
      ['c', 'written'],
    ]);
    const file = join(exportsDir, 'ledger.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/"checksumOf":"written",/g, ''));
    expect(sums()).toEqual([
      ['', 'written'],
      ['c', 'written'],
    ]);
  });

  it('has a checksum that is of the records and of what is known of them, in whatever order', () => {
    const one = ['party:1', { note: 'a', day: null, late: 3 }] as const;
    const other = ['party:2', { note: 'b' }] as const;
    const sum = standingChecksum([one, other]);
    expect(sum).toMatch(/^[0-9a-f]{64}$/);
    expect(standingChecksum([other, ['party:1', { late: 3, note: 'a' }]])).toBe(sum);
    expect(standingChecksum([one])).not.toBe(sum);
    expect(standingChecksum([one, ['party:2', { note: 'c' }]])).not.toBe(sum);
    expect(standingChecksum([one, ['party:3', { note: 'b' }]])).not.toBe(sum);
  });

  it('of a process that died is confirmed by the next run', async () => {
    const stands = new Map<string, Fields>();
    const dying = memory(stands, { loses: 1 });
    const died = { ...dying, readBack: () => new Promise<never>(() => undefined) };
    void send(died);
    await expect.poll(() => stands.size).toBe(2);
    expect((await send(memory(stands), desired(1, 2, 3), true)).confirmed, 'it may be writing').toBe(0);
    for (const name of readdirSync(target())) if (name.endsWith('.lock')) rmSync(join(target(), name));
    const next = await send(memory(stands));
    expect([next.confirmed, next.counts.insert]).toEqual([2, 1]);
    expect(lines()).toEqual(['started: 3 0', 'confirmed: 2 0', 'started: 1 0', 'done: 1 0']);
  });

  it('is confirmed by nothing where the file is none', async () => {
    const stands = new Map<string, Fields>();
    await expect(send(memory(stands, { loses: 1, deaf: true }))).rejects.toThrow('lost');
    writeFileSync(join(target(), 'pending.json'), '{"records":');
    expect((await send(memory(stands))).confirmed).toBe(0);
  });
});
