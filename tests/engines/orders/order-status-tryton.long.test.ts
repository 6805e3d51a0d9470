import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../../pipelines/write-back/ledger.ts';
import { openWorkspace } from '../../../pipelines/workspace.ts';
import { isTandemError } from '../../../src/contract/errors.ts';
import { order } from '../../support/order-status.ts';
import { partAvailable } from '../../support/parts.ts';
import { notesOn, notesWorkspace, sendNotes } from '../../support/status-notes.ts';
import { startTryton, type TrytonServer } from '../../support/tryton-server.ts';

const ready = partAvailable('tryton') && partAvailable('shared-data', 'tryton/up.sh');

describe.skipIf(!ready)('order status as notes in a live Tryton', () => {
  let folder: string;
  let erp: TrytonServer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tandem-notes-'));
    erp = await startTryton(join(folder, 'erp'));
  });
  afterAll(() => {
    erp.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const at = (name: string, url = erp.url): string => {
    const dir = join(folder, name);
    notesWorkspace(dir, url);
    return dir;
  };
  const send = sendNotes;
  const notes = (resource: string, of = erp) => notesOn(of, resource);
  /** The message of the one note of a record. */
  const note = async (resource: string, of = erp): Promise<string> => {
    const all = await notes(resource, of);
    expect(all).toHaveLength(1);
    return all[0]?.message ?? '';
  };
  const outcomes = (report: Awaited<ReturnType<typeof send>>) =>
    report.records.map(({ object, key, outcome, reason }) => [`${object},${key}`, outcome, reason]);
  /** Does something just before the nth call of a method is sent. */
  const before = (method: string, nth: number, act: () => unknown): typeof fetch => {
    let seen = 0;
    return async (input, init) => {
      if (typeof init?.body === 'string' && init.body.includes(`"${method}"`) && ++seen === nth) await act();
      return fetch(input, init);
    };
  };

  const late = order(1, {
    opportunity: ['cycles|61', 1],
    customer_po: 'PO-«7»',
    state: 'in_production',
    expected_on: '2026-06-25',
    days_late: 5,
    cause: 'production_late',
    quantity_shipped: 40,
  });
  const identity = { 'erp|C1': 'g1', 'cycles|28': 'g1' };

  it('[TRYTON-1] a note on the opportunity and on the party, read back; the second time nothing is done', async () => {
    const dir = at('first');
    const preview = await send(dir, [late, order(2)], identity, { dryRun: true });
    expect(await notes('sale.opportunity,61'), 'a dry run writes nothing').toEqual([]);
    const done = await send(dir, [late, order(2)], identity);
    expect(done.records).toEqual(preview.records);
    expect(outcomes(done)).toEqual([
      ['sale.opportunity,61', 'insert', null],
      ['party.party,28', 'insert', null],
    ]);
    const line =
      'SO0001 · PO-‹7› · in_production · promised 2026-06-20 · expected 2026-06-25 · 5 days late (production_late) · shipped 40 % · invoiced 0 % · ordered 2026-06-01';
    expect(await note('sale.opportunity,61')).toBe(
      `«Tandem: order status, as of 2026-06-30 (${done.version})\n${line}»`,
    );
    expect((await note('party.party,28')).split('\n').slice(1)).toEqual([
      'SO0002 · confirmed · promised 2026-06-20 · expected 2026-06-20 · shipped 0 % · invoiced 0 % · ordered 2026-06-01',
      `${line}»`,
    ]);
    const again = await send(dir, [late, order(2)], identity);
    expect(again.counts).toEqual({ insert: 0, update: 0, 'no-op': 2, refuse: 0, failed: 0 });
    expect(readLedger(join(dir, 'exports')).map(({ state, counts }) => [state, counts.insert])).toEqual([
      ['started', 2],
      ['done', 2],
    ]);
  });

  it('[TRYTON-2] what people wrote around the block is kept to the letter', async () => {
    const dir = at('foreign');
    await erp.call('ir.note', 'create', [
      { resource: 'sale.opportunity,62', message: 'Not about «Tandem».' },
    ]);
    const one = order(1, { opportunity: ['cycles|62', 1] });
    await send(dir, [one]);
    const ours = (await notes('sale.opportunity,62')).find(({ message }) => message.startsWith('«Tandem:'));
    const [above, below] = ['Call before noon.\n\n  ', '\nAsk for the invoice » twice.'];
    await erp.call('ir.note', 'write', [ours?.id], { message: above + (ours?.message ?? '') + below });
    const done = await send(dir, [{ ...one, quantity_shipped: 50 }]);
    expect(outcomes(done)).toEqual([['sale.opportunity,62', 'update', null]]);
    const all = await notes('sale.opportunity,62');
    expect(all.map(({ message }) => message)).toContain('Not about «Tandem».');
    const message = all.find(({ id }) => id === ours?.id)?.message ?? '';
    expect(message.startsWith(`${above}«Tandem:`) && message.endsWith(`»${below}`)).toBe(true);
    expect(message).toContain('shipped 50 %');
    expect(all).toHaveLength(2);
  });

  it('[STATUS-10] a party told apart keeps no order of the other one; what people wrote around it stays', async () => {
    const dir = at('apart');
    const wrong = { 'erp|C1': 'g1', 'cycles|30': 'g1', 'cycles|31': 'g1', 'cycles|32': 'g1' };
    await send(dir, [late], wrong);
    const [first] = await notes('party.party,31');
    const message = `Call before noon.\n${first?.message ?? ''}\nTwice.`;
    await erp.call('ir.note', 'write', [first?.id], { message });
    await erp.call('ir.note', 'create', [{ resource: 'party.party,33', message: 'Not about «Tandem».' }]);
    await erp.call('party.party', 'write', [32], { active: false });

    const right = { ...wrong, 'cycles|31': 'g2', 'cycles|32': 'g2', 'cycles|33': 'g2' };
    const preview = await send(dir, [late], right, { dryRun: true });
    const done = await send(dir, [late], right);
    expect(done.records).toEqual(preview.records);
    expect(outcomes(done)).toEqual([
      ['sale.opportunity,61', 'no-op', null],
      ['party.party,30', 'no-op', null],
      ['party.party,31', 'update', null],
      ['party.party,32', 'refuse', 'record_archived'],
    ]);
    expect([done.emptied, preview.emptied]).toEqual([1, 1]);
    expect(await note('party.party,31')).toBe(
      `Call before noon.\n«Tandem: order status, as of 2026-06-30 (${done.version})\nThere are no orders.»\nTwice.`,
    );
    expect(await note('party.party,32')).toContain('SO0001');
    expect(await note('party.party,33')).toBe('Not about «Tandem».');

    const again = await send(dir, [late], right);
    expect([again.emptied, again.counts]).toEqual([
      0,
      { insert: 0, update: 0, 'no-op': 3, refuse: 1, failed: 0 },
    ]);
    const back = await send(dir, [late], { ...right, 'cycles|31': 'g1' });
    expect(back.counts.update).toBe(1);
    expect(await note('party.party,31')).toContain('SO0001');
  });

  it('[STATUS-10] [BACK-3] a feed that would empty most notes of a server is refused', async () => {
    const mostly = await startTryton(join(folder, 'mostly'));
    try {
      const dir = at('emptying', mostly.url);
      const identity = { 'erp|C1': 'g1', 'cycles|30': 'g1', 'cycles|31': 'g1' };
      await send(dir, [late], identity);
      const lost = { ...late, customer_id: 'unknown' };
      const refused: unknown = await send(dir, [lost], identity).catch((error: unknown) => error);
      expect(isTandemError(refused) && [refused.code, refused.details]).toEqual([
        'export_emptying',
        { target: 'cycles', rows: 2, of: 3 },
      ]);
      expect(await note('party.party,30', mostly)).toContain('SO0001');
      expect((await send(dir, [lost], identity, { allowEmptying: true })).emptied).toBe(2);
      expect(await note('party.party,30', mostly)).toContain('There are no orders.');
      expect((await send(dir, [lost], identity)).counts, 'told once').toMatchObject({ 'no-op': 3 });
    } finally {
      mostly.stop();
    }
  });

  it('[TRYTON-3] a note changed meanwhile is reported and not overwritten', async () => {
    const dir = at('meanwhile');
    const orders = [order(1, { opportunity: ['cycles|1', 1] }), order(2, { opportunity: ['cycles|2', 1] })];
    await send(dir, orders);
    const [first] = await notes('sale.opportunity,1');
    const changed = orders.map((each) => ({ ...each, quantity_shipped: 70 }));
    const touch = (message: string) => () => erp.call('ir.note', 'write', [first?.id], { message });

    // Seen by its text, in the look just before writing: the second reading of notes.
    const seen = await send(
      dir,
      changed,
      {},
      {
        fetch: before('model.ir.note.search_read', 2, touch(`Mine. ${first?.message ?? ''}`)),
      },
    );
    expect(outcomes(seen)).toEqual([
      ['sale.opportunity,1', 'refuse', 'changed_meanwhile'],
      ['sale.opportunity,2', 'update', null],
    ]);
    expect((await note('sale.opportunity,1')).startsWith('Mine. ')).toBe(true);

    // Seen by the server, between that look and the writing. Its clock of records has whole seconds.
    await sleep(1100);
    const refused = await send(
      dir,
      changed,
      {},
      { fetch: before('model.ir.note.write', 1, touch('All mine.')) },
    );
    expect(outcomes(refused)[0]).toEqual(['sale.opportunity,1', 'refuse', 'changed_meanwhile']);
    expect(await note('sale.opportunity,1')).toBe('All mine.');
  });

  it('[TRYTON-2] [TRYTON-4] archived, deleted, torn and doubled are each refused with their reason', async () => {
    const dir = at('states');
    await erp.call('party.party', 'write', [12], { active: false });
    const block = (text: string) => `«Tandem: order status\n${text}`;
    await erp.call('ir.note', 'create', [
      { resource: 'sale.opportunity,3', message: block('torn') },
      { resource: 'sale.opportunity,4', message: block('one»') },
      { resource: 'sale.opportunity,4', message: block('two»') },
    ]);
    const keys = ['999999', '3', '4'];
    const orders = keys.map((key, index) =>
      order(index, { customer_id: 'unknown', opportunity: [`cycles|${key}`, 1] }),
    );
    const report = await send(dir, [...orders, order(9)], { 'erp|C1': 'g', 'cycles|12': 'g' });
    expect(outcomes(report)).toEqual([
      ['sale.opportunity,3', 'refuse', 'torn_block'],
      ['sale.opportunity,4', 'refuse', 'several_notes'],
      ['sale.opportunity,999999', 'refuse', 'record_missing'],
      ['party.party,12', 'refuse', 'record_archived'],
    ]);
    expect(await note('sale.opportunity,3')).toBe(block('torn'));
  });

  it('[TRYTON-2] a note that another user made is not ours to change', async () => {
    const dir = at('other-user');
    const one = order(1, { opportunity: ['cycles|5', 1] });
    await send(dir, [one]);
    const [admin] = (await erp.call('res.user', 'search_read', [['login', '=', 'admin']], 0, 1, null, [
      'groups',
    ])) as { groups: number[] }[];
    await erp.call('res.user', 'create', [
      {
        name: 'Bridge',
        login: 'bridge',
        password: 'Kx7vQm2pWz',
        groups: [['add', admin?.groups]],
        companies: [['add', [1]]],
        company: 1,
      },
    ]);
    const workspace = openWorkspace(dir);
    const sources = workspace.config.sources.map((source) =>
      source.live === undefined ? source : { ...source, live: { ...source.live, user: 'bridge' } },
    );
    const report = await send(
      dir,
      [{ ...one, quantity_shipped: 10 }],
      {},
      {
        workspace: { ...workspace, config: { ...workspace.config, sources } },
        environment: { NOTE_PASSWORD: 'Kx7vQm2pWz' },
      },
    );
    expect(outcomes(report)).toEqual([['sale.opportunity,5', 'refuse', 'foreign_note']]);
  });

  it('[BACK-4] [BACK-7] killed in the middle, it says so, and the next run writes the rest and nothing twice', async () => {
    const mortal = await startTryton(join(folder, 'mortal'));
    try {
      const dir = at('killed', mortal.url);
      const ids = (await mortal.call('sale.opportunity', 'search', [], 0, 60, [['id', 'ASC']])) as number[];
      expect(ids.length).toBe(60);
      const orders = ids.map((id, index) => order(index, { opportunity: [`cycles|${String(id)}`, 1] }));
      const failed: unknown = await send(
        dir,
        orders,
        {},
        {
          fetch: before('model.ir.note.create', 2, () => mortal.kill()),
        },
      ).catch((error: unknown) => error);
      expect(isTandemError(failed) && failed.code).toBe('source_unreachable');
      const exportsDir = join(dir, 'exports');
      expect(
        readLedger(exportsDir).map(({ state, counts }) => [state, counts.insert, counts.failed]),
      ).toEqual([
        ['started', 60, 0],
        ['failed', 50, 10],
      ]);
      await mortal.revive();
      const resumed = await send(dir, orders);
      expect(resumed.counts).toEqual({ insert: 10, update: 0, 'no-op': 50, refuse: 0, failed: 0 });
      const all = (await mortal.call('ir.note', 'search_read', [], 0, null, null, ['resource'])) as {
        resource: string;
      }[];
      expect(all.map(({ resource }) => resource).sort()).toEqual(
        ids.map((id) => `sale.opportunity,${String(id)}`).sort(),
      );
      const versions = readLedger(exportsDir).map(({ version }) => version);
      expect(new Set(versions).size, 'the same version, begun and ended').toBe(1);
    } finally {
      mortal.stop();
    }
  });

  it('[BACK-3] a wrong password, no server and an empty feed are said plainly and change nothing', async () => {
    const dir = at('refused');
    const one = order(1, { opportunity: ['cycles|7', 1] });
    const refusal = async (sending: Promise<unknown>) => {
      const error: unknown = await sending.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      return isTandemError(error) ? { code: error.code, reason: error.details.reason } : error;
    };
    expect(await refusal(send(dir, [one], {}, { environment: { NOTE_PASSWORD: 'wrong' } }))).toEqual({
      code: 'source_refused',
      reason: 'wrong_password',
    });
    expect(await refusal(send(dir, [one], {}, { environment: {} }))).toEqual({
      code: 'source_not_asked',
      reason: 'password_missing',
    });
    expect(await refusal(send(at('silent', 'http://127.0.0.1:9'), [one]))).toMatchObject({
      code: 'source_unreachable',
    });
    expect(await refusal(send(dir, []))).toMatchObject({ code: 'export_empty' });
    expect(await notes('sale.opportunity,7')).toEqual([]);
    expect(existsSync(join(dir, 'exports', 'ledger.jsonl'))).toBe(false);
  });
});
