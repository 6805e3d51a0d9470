import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readLedger } from '../../../pipelines/write-back/ledger.ts';
import { order, statusWorkspace } from '../../support/order-status.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { exportedFiles as files, sendStatus as send } from '../../support/send-status.ts';

const goldens = join(import.meta.dirname, '..', '..', 'goldens', 'write-back');
const deal = '0065g0000000002AAA';
const account = '0015g000000000KAAQ';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-status-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const orders = [
  order(1, {
    opportunity: [`crm|${deal.slice(0, 15)}`, 0.95],
    customer_po: '=HYPERLINK("x")',
    state: 'in_production',
    expected_on: '2026-06-25',
    days_late: 5,
    cause: 'production_late',
    quantity_shipped: 40,
    last_event: 'shipped',
    last_event_on: '2026-06-18',
  }),
  order(2, {
    state: 'invoiced',
    is_open: false,
    expected_on: null,
    last_shipped_on: '2026-06-17',
    cause: null,
    quantity_shipped: 100,
    quantity_invoiced: 100,
    ordered_on: '2026-06-09',
  }),
  order(3, { state: 'quoted', source_status: 'quotation' }),
  order(4, { customer_id: 'erp|nobody', opportunity: [`crm|${deal}`, 0.8] }),
  order(5, { opportunity: ['crm|0065g0000000002AAB', 1], customer_id: 'unknown' }),
];
const identity = { 'erp|C1': 'g1', [`crm|${account}`]: 'g1', 'erp|nobody': 'g2' };

describe('order status as import files for Salesforce', () => {
  const at = (name: string) => {
    const dir = join(folder, name);
    statusWorkspace(dir, '{ id: crm, system: salesforce }');
    return dir;
  };

  it('[STATUS-1] [STATUS-3] [FILE-3] [FILE-4] the files are those of the golden folder', async () => {
    const dir = at('golden');
    const report = await send(dir, 'salesforce', { generation: 'aaaaaaaaaaaa', orders, identity });
    expect(report.counts).toEqual({ insert: 2, update: 0, 'no-op': 0, refuse: 1, failed: 0 });
    expect([report.withoutCounterpart, report.notPromised]).toEqual([1, 1]);
    expect(report.records.find(({ outcome }) => outcome === 'refuse')).toMatchObject({
      key: '0065g0000000002AAB',
      reason: 'bad_id',
    });
    const written = files(dir, report);
    for (const [name, text] of Object.entries(written))
      await expect(text).toMatchFileSnapshot(join(goldens, 'salesforce', name));
    expect(Object.keys(written)).toEqual(['Account.csv', 'Opportunity.csv', 'manifest.json']);
    const manifest = JSON.parse(written['manifest.json'] ?? '') as {
      version: string;
      files: { file: string; rows: number; sha256: string }[];
    };
    expect(manifest.version).toBe(report.version);
    for (const file of manifest.files)
      expect(
        createHash('sha256')
          .update(written[file.file] ?? '')
          .digest('hex'),
      ).toBe(file.sha256);
  });

  it('[BACK-1] a dry run says the same and writes nothing', async () => {
    const dir = at('dry');
    const status = { generation: 'aaaaaaaaaaaa', orders, identity };
    const preview = await send(dir, 'crm', status, { dryRun: true });
    expect(existsSync(join(dir, 'exports'))).toBe(false);
    const done = await send(dir, 'crm', status);
    expect(preview.records).toEqual(done.records);
    expect(preview.version).toBe(done.version);
  });

  it('[FILE-1] [BACK-5] only what changed; the same again is no file; --full is all of it', async () => {
    const dir = at('changes');
    const first = await send(dir, 'crm', { generation: 'aaaaaaaaaaaa', orders, identity });
    const again = await send(dir, 'crm', { generation: 'aaaaaaaaaaaa', orders, identity });
    expect([again.counts.insert, again.counts.update, again.counts['no-op'], again.folder]).toEqual([
      0,
      0,
      2,
      null,
    ]);
    const rebuilt = await send(dir, 'crm', { generation: 'bbbbbbbbbbbb', orders, identity });
    expect(rebuilt.folder, 'a new generation with the same content').toBeNull();

    const moved = orders.map((one) => (one.order_id === 'erp|2' ? { ...one, quantity_invoiced: 50 } : one));
    const shipped = moved.map((one) => (one.order_id === 'erp|1' ? { ...one, quantity_shipped: 60 } : one));
    const next = await send(dir, 'crm', { generation: 'cccccccccccc', orders: moved, identity });
    expect(next.folder, 'the second order is not the leading one').toBeNull();
    const changed = await send(dir, 'crm', { generation: 'dddddddddddd', orders: shipped, identity });
    expect(
      changed.records.filter(({ outcome }) => outcome === 'update').map((one) => [one.object, one.changed]),
    ).toEqual([
      ['Opportunity', ['Tandem_Shipped_Percent__c']],
      ['Account', ['Tandem_Shipped_Percent__c']],
    ]);
    expect(changed.folder).toMatch(/^order-status\/crm\/0002-[0-9a-f]{12}$/);

    const full = await send(
      dir,
      'crm',
      { generation: 'dddddddddddd', orders: shipped, identity },
      { full: true },
    );
    expect(full.counts).toMatchObject({ insert: 0, update: 2, 'no-op': 0 });
    expect(first.version).not.toBe(full.version);
    expect(readLedger(join(dir, 'exports')).map(({ state }) => state)).toEqual([
      'started',
      'done',
      'started',
      'done',
      'started',
      'done',
    ]);
  });

  it('[BACK-2] an unknown date keeps the one said before; no longer late is said in so many words', async () => {
    const dir = at('unknown');
    await send(dir, 'crm', { generation: 'aaaaaaaaaaaa', orders, identity });
    const unknown = orders.map((one) =>
      one.order_id === 'erp|1' ? { ...one, expected_on: null, days_late: 0 } : one,
    );
    const report = await send(dir, 'crm', { generation: 'bbbbbbbbbbbb', orders: unknown, identity });
    const [header, row] = parseCsv(files(dir, report)['Opportunity.csv'] ?? '');
    const cell = (name: string) => row?.[header?.indexOf(name) ?? -1];
    expect(cell('Tandem_Expected_On__c')).toBe('2026-06-25');
    expect([cell('Tandem_Late_Days__c'), cell('Tandem_Late_Cause__c')]).toEqual(['0', 'none']);
  });

  it('[BACK-3] an empty feed is refused once something was sent, not before', async () => {
    const dir = at('empty');
    const nothing = { generation: 'bbbbbbbbbbbb', orders: [], identity };
    expect((await send(dir, 'crm', nothing)).counts.insert).toBe(0);
    await send(dir, 'crm', { generation: 'aaaaaaaaaaaa', orders, identity });
    for (const dryRun of [true, false])
      await expect(send(dir, 'crm', nothing, { dryRun })).rejects.toMatchObject({
        code: 'export_empty',
        details: { rows: 2 },
      });
    const fewer = await send(dir, 'crm', { ...nothing, orders: orders.slice(1, 2) });
    expect(fewer.left, 'the opportunity stays as it is').toBe(1);
  });

  it('[FILE-2] what a dead process left is taken up without doubling', async () => {
    const dir = at('killed');
    const status = { generation: 'aaaaaaaaaaaa', orders, identity };
    const first = await send(dir, 'crm', status);
    // Killed between the folder's rename and the pointer: the folder is there, nothing says so.
    const target = join(dir, 'exports', 'order-status', 'crm');
    rmSync(join(target, 'latest.json'));
    writeFileSync(join(target, 'latest.json.4194999.next'), '{"fold');
    mkdirSync(join(target, '0002-0123456789ab.part'));
    const again = await send(dir, 'crm', status);
    expect(readdirSync(target).filter((name) => /\.(next|part)$/.test(name))).toEqual([]);
    expect(again.version).toBe(first.version);
    expect(readdirSync(target).filter((name) => name.includes(again.version))).toHaveLength(1);
    expect((await send(dir, 'crm', status)).folder).toBeNull();
  });

  it('[BACK-6] a second one at once is refused; a pointer that is torn is named', async () => {
    const dir = at('locked');
    const status = { generation: 'aaaaaaaaaaaa', orders, identity };
    await send(dir, 'crm', status);
    const target = join(dir, 'exports', 'order-status', 'crm');
    writeFileSync(join(target, `run-${String(process.ppid)}-.lock`), '');
    await expect(send(dir, 'crm', status)).rejects.toMatchObject({
      code: 'locked',
      details: { pid: process.ppid },
    });
    rmSync(join(target, `run-${String(process.ppid)}-.lock`));
    writeFileSync(join(target, 'latest.json'), '{"folder":"../../x"');
    await expect(send(dir, 'crm', status)).rejects.toMatchObject({ code: 'bad_workspace' });
  });

  it('an unknown target says what there is', async () => {
    const dir = at('target');
    await expect(send(dir, 'hubspot', { generation: 'aaaaaaaaaaaa', orders })).rejects.toMatchObject({
      code: 'bad_request',
      details: { reason: 'no_target', target: 'hubspot', known: 'crm' },
    });
  });
});

describe('order status as import files for HubSpot', () => {
  it('[FILE-3] the files are those of the golden folder', async () => {
    const dir = join(folder, 'hubspot');
    statusWorkspace(dir, '{ id: hub, system: hubspot }');
    const report = await send(dir, 'hubspot', {
      generation: 'aaaaaaaaaaaa',
      orders: [
        order(1, { opportunity: ['hub|9001', 1], customer_po: 'PO-1', expected_on: null }),
        order(2, { opportunity: ['hub|Deal one', 1] }),
      ],
      identity: { 'erp|C1': 'g1', 'hub|501': 'g1' },
    });
    expect(report.counts).toMatchObject({ insert: 2, refuse: 1 });
    const written = files(dir, report);
    expect(Object.keys(written)).toEqual([
      'companies.csv',
      'deals.csv',
      'importRequest-companies.json',
      'importRequest-deals.json',
      'manifest.json',
    ]);
    for (const [name, text] of Object.entries(written))
      await expect(text).toMatchFileSnapshot(join(goldens, 'hubspot', name));
    const mapping = JSON.parse(written['importRequest-deals.json'] ?? '') as {
      files: { fileImportPage: { columnMappings: { columnName: string }[] } }[];
    };
    const [header] = parseCsv(written['deals.csv'] ?? '');
    expect(mapping.files[0]?.fileImportPage.columnMappings.map(({ columnName }) => columnName)).toEqual(
      header,
    );
  });
});
