import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appendLedger, readLedger } from '../../../pipelines/write-back/ledger.ts';
import { openWorkspace } from '../../../pipelines/workspace.ts';
import type { ExportsResponse, OrderStatusResponse } from '../../../src/contract/api/exports.ts';
import type { ServerEvent } from '../../../src/contract/api/jobs.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { order, publishStatus, statusWorkspace } from '../../support/order-status.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';
import { servingOf, type TestServing } from '../../support/test-serving.ts';

const generation = 'aaaaaaaaaaaa';
const next = 'bbbbbbbbbbbb';
const path = '/api/exports/order-status';

const opportunities = Array.from({ length: 120 }, (_, at) => `crm|0065g0000${String(at).padStart(6, '0')}`);
const orders = opportunities.map((id, at) => order(at, { customer_id: 'unknown', opportunity: [id, 1] }));

describe('write-back through the server', () => {
  let dir: string;
  let server: TestServer;
  let database: Warehouse;
  let serving: TestServing;
  let steward: string;

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tandem-exports-'));
    statusWorkspace(dir, '{ id: crm, system: salesforce }');
    await publishStatus(dir, {
      generation,
      orders: [...orders, order(900, { opportunity: ['crm|none', 1] })],
    });
    database = await openWarehouse({
      path: generationFile(join(dir, 'warehouse'), generation),
      readOnly: true,
    });
    serving = await servingOf(database, generation, '2026-06-30');
    server = await testServer({ workspace: openWorkspace(dir), serving });
    steward = await server.person(['steward']);
  });
  afterAll(async () => {
    await server.close();
    database.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const ask = async (body: unknown, as = steward) => {
    const response = await server.call('POST', path, { as, body });
    return { status: response.status, answer: (await response.json()) as OrderStatusResponse };
  };
  const list = async () =>
    (await (await server.call('GET', '/api/exports', { as: steward })).json()) as ExportsResponse;

  it('[DATA-5] is for stewards who see everything, and for no one else', async () => {
    const dryRun = { target: 'crm', dryRun: true };
    for (const role of ['executive', 'marketer', 'planner', 'service', 'admin'] as const)
      expect((await ask(dryRun, await server.person([role]))).status, role).toBe(403);
    const narrow = await server.person(['steward'], { region: ['Europe'] });
    expect((await ask(dryRun, narrow)).status).toBe(403);
    expect((await server.call('GET', '/api/exports', { as: narrow })).status).toBe(403);
  });

  it('previews, exports, lists and hands out the very files, with an audit of each', async () => {
    const preview = (await ask({ target: 'crm', dryRun: true })).answer;
    expect(preview.counts).toEqual({ insert: 120, update: 0, 'no-op': 0, refuse: 1, failed: 0 });
    expect(
      preview.records.filter(({ outcome }) => outcome === 'insert'),
      'the first of each',
    ).toHaveLength(50);
    expect(preview.records[0]).toMatchObject({ outcome: 'refuse', reason: 'bad_id', about: ['SO0900'] });
    expect((await list()).exports).toEqual([]);

    const told: ServerEvent[] = [];
    const quiet = server.services.events.subscribe(
      'test',
      (event) => told.push(event),
      () => undefined,
    );
    const done = (await ask({ target: 'crm', dryRun: false })).answer;
    quiet();
    expect(told.length, 'news of progress, a hundred at most').toBeLessThanOrEqual(101);
    expect(told.at(-1)).toEqual({ type: 'write-back', target: 'crm', done: 120, total: 120 });
    expect([done.version, done.counts]).toEqual([preview.version, preview.counts]);
    expect(done.files).toEqual(['Opportunity.csv', 'manifest.json']);
    const again = (await ask({ target: 'crm', dryRun: false })).answer;
    expect([again.counts['no-op'], again.folder, again.files]).toEqual([120, null, []]);

    const { targets, exports } = await list();
    expect(targets).toEqual([{ source: 'crm', system: 'salesforce', live: false }]);
    expect(exports).toMatchObject([{ state: 'done', target: 'crm', folder: done.folder, files: done.files }]);
    const file = async (name: string) =>
      server.call('GET', `${path}/crm/${done.folder ?? ''}/${name}`, { as: steward });
    const csv = await (await file('Opportunity.csv')).text();
    const manifest = (await (await file('manifest.json')).json()) as { files: { sha256: string }[] };
    expect(createHash('sha256').update(csv).digest('hex')).toBe(manifest.files[0]?.sha256);
    expect((await file('state.json')).status).toBe(404);
    expect((await file('..%2f..%2f..%2ftandem.yaml')).status).toBe(400);

    const audited = (await server.services.store.audit.list({ offset: 0, limit: 20 })).entries
      .filter(({ outcome }) => outcome === 'ok')
      .map(({ action }) => action);
    expect(audited).toEqual(['export', 'export', 'write-back', 'write-back', 'write-back.preview']);
    const stored = await server.services.store.exportLog.list(10);
    expect(stored.map(({ version, counts }) => [version, counts.insert])).toEqual([
      [done.version, 0],
      [done.version, 120],
    ]);
  });

  it('[STATUS-10] [BACK-3] what is emptied is counted and shown beside the rest; most of all only when it is allowed', async () => {
    await publishStatus(dir, { generation: next, orders: orders.slice(61), opportunities });
    const newer = await openWarehouse({ path: generationFile(join(dir, 'warehouse'), next), readOnly: true });
    try {
      await serving.publish(next, newer);
      for (const dryRun of [true, false])
        expect(await ask({ target: 'crm', dryRun })).toMatchObject({
          status: 409,
          answer: { error: { code: 'export_emptying', details: { rows: 61, of: 120 } } },
        });
      const { answer } = await ask({ target: 'crm', dryRun: true, allowEmptying: true });
      expect(answer).toMatchObject({ emptied: 61, counts: { update: 61, 'no-op': 59 } });
      expect(answer.records.filter(({ isEmptied }) => isEmptied)).toHaveLength(50);
      expect(answer.records[0]).toMatchObject({ outcome: 'update', isEmptied: true, about: [] });
      const done = await ask({ target: 'crm', dryRun: false, allowEmptying: true });
      expect(done.answer.emptied).toBe(61);
      const [last] = (await server.services.store.audit.list({ offset: 0, limit: 1 })).entries;
      expect(last).toMatchObject({ action: 'write-back', detail: { update: 61, emptied: 61 } });
    } finally {
      await serving.publish(generation, database);
      newer.close();
    }
  });

  it('[BACK-9] one that stopped midway stays in the list beside what was confirmed of it', async () => {
    const line = readLedger(join(dir, 'exports')).at(-1);
    if (!line) throw new Error('nothing was exported');
    const at = (second: number) => `2026-12-01T00:00:0${String(second)}.000Z`;
    const counts = { insert: 7 };
    appendLedger(join(dir, 'exports'), { ...line, state: 'started', at: at(1), checksum: '' });
    const confirmed = { ...line, state: 'confirmed', at: at(2), counts } as const;
    appendLedger(join(dir, 'exports'), { ...confirmed, checksum: 'c0ffee', checksumOf: 'standing' });
    appendLedger(join(dir, 'exports'), { ...line, state: 'started', at: at(3) });
    appendLedger(join(dir, 'exports'), { ...line, state: 'done', at: at(4) });
    const told = (await list()).exports.filter((each) => each.at >= at(0)).reverse();
    expect(told.map(({ state, counts }) => [state, counts.insert])).toEqual([
      ['started', line.counts.insert],
      ['confirmed', 7],
      ['done', line.counts.insert],
    ]);
    expect(told.map(({ checksum, checksumOf }) => [checksum, checksumOf])).toEqual([
      [null, 'written'],
      ['c0ffee', 'standing'],
      [line.checksum, 'written'],
    ]);
  });

  it('a target that is none is a refusal that is audited', async () => {
    expect((await ask({ target: 'erp', dryRun: false })).status).toBe(400);
    const [last] = (await server.services.store.audit.list({ offset: 0, limit: 1 })).entries;
    expect(last).toMatchObject({ action: 'write-back', outcome: 'failed', detail: { error: 'bad_request' } });
  });
});
