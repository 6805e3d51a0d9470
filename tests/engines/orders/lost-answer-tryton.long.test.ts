import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../../pipelines/write-back/ledger.ts';
import { isTandemError } from '../../../src/contract/errors.ts';
import { order } from '../../support/order-status.ts';
import { partAvailable } from '../../support/parts.ts';
import { notesOn, notesWorkspace, sendNotes as send } from '../../support/status-notes.ts';
import { startTryton, type TrytonServer } from '../../support/tryton-server.ts';

const ready = partAvailable('tryton') && partAvailable('shared-data', 'tryton/up.sh');

/** The server does the first thing it is asked by this method and its answer is lost; after it, all is where `andAll`. */
const losing = (method: string, { andAll }: { andAll: boolean }): typeof fetch => {
  let isLost = false;
  return async (input, init) => {
    if (isLost && andAll) throw new TypeError('fetch failed');
    const answer = await fetch(input, init);
    if (isLost || typeof init?.body !== 'string' || !init.body.includes(`"${method}"`)) return answer;
    isLost = true;
    throw new TypeError('fetch failed');
  };
};

describe.skipIf(!ready)('[BACK-9] an answer of a live Tryton that was lost', () => {
  let folder: string;
  let erp: TrytonServer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tandem-lost-'));
    erp = await startTryton(join(folder, 'erp'));
  });
  afterAll(() => {
    erp.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (name: string): string => {
    const dir = join(folder, name);
    notesWorkspace(dir, erp.url);
    return dir;
  };
  const lines = (dir: string) =>
    readLedger(join(dir, 'exports')).map(
      ({ state, counts: { insert, update, failed } }) => `${state}: ${[insert, update, failed].join(' ')}`,
    );
  const notes = async (...ids: readonly number[]) =>
    (await Promise.all(ids.map((id) => notesOn(erp, `sale.opportunity,${String(id)}`)))).flat();
  const orders = (...ids: readonly number[]) =>
    ids.map((id) => order(id, { opportunity: [`cycles|${String(id)}`, 1] }));
  const shipped = (...ids: readonly number[]) =>
    orders(...ids).map((each) => ({ ...each, quantity_shipped: 30 }));

  it('is made up for by the same run, where the server can still be asked', async () => {
    const dir = at('asked');
    const lost = losing('model.ir.note.create', { andAll: false });
    const done = await send(dir, orders(8, 9), {}, { fetch: lost });
    expect(done.counts).toMatchObject({ insert: 2, failed: 0 });
    expect(lines(dir)).toEqual(['started: 2 0 0', 'done: 2 0 0']);
    expect(await notes(8, 9)).toHaveLength(2);
    expect((await send(dir, orders(8, 9))).counts).toMatchObject({ 'no-op': 2 });
    expect(lines(dir)).toHaveLength(2);
  });

  it('is confirmed once by the next preview or run, which writes the rest and nothing twice', async () => {
    const dir = at('silent');
    await send(dir, orders(10, 11));
    const lost = losing('model.ir.note.write', { andAll: true });
    const failed: unknown = await send(dir, shipped(10, 11), {}, { fetch: lost }).catch(
      (error: unknown) => error,
    );
    expect(isTandemError(failed) && failed.code).toBe('source_unreachable');
    const before = await notes(10, 11);
    expect(before.map(({ message }) => message.includes('shipped 30 %'))).toEqual([true, false]);

    const preview = await send(dir, shipped(10, 11), {}, { dryRun: true });
    expect([preview.confirmed, preview.counts.update]).toEqual([1, 1]);
    const again = await send(dir, shipped(10, 11));
    expect([again.confirmed, again.counts.update, again.counts['no-op']]).toEqual([0, 1, 1]);
    expect((await send(dir, shipped(10, 11))).counts).toMatchObject({ 'no-op': 2 });
    expect(lines(dir).slice(2)).toEqual([
      'started: 0 2 0',
      'failed: 0 0 2',
      'confirmed: 0 1 0',
      'started: 0 1 0',
      'done: 0 1 0',
    ]);
    const [, , , broken, confirmed] = readLedger(join(dir, 'exports'));
    expect(confirmed?.version).toBe(broken?.version);

    const after = await notes(10, 11);
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0], 'not written again').toEqual(before[0]);
  });

  it('is confirmed although the data has moved on meanwhile', async () => {
    const dir = at('moved');
    const lost = losing('model.ir.note.create', { andAll: true });
    await expect(send(dir, orders(12), {}, { fetch: lost })).rejects.toThrow();
    const next = await send(dir, shipped(12));
    expect([next.confirmed, next.counts.insert, next.counts.update]).toEqual([1, 0, 1]);
    expect(lines(dir)).toEqual([
      'started: 1 0 0',
      'failed: 0 0 1',
      'confirmed: 1 0 0',
      'started: 0 1 0',
      'done: 0 1 0',
    ]);
    expect((await notes(12)).map(({ message }) => message.includes('shipped 30 %'))).toEqual([true]);
  });
});
