import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order, statusWorkspace, type StatusGeneration } from '../../support/order-status.ts';
import { csvRows, exportedFiles, sendStatus } from '../../support/send-status.ts';

const stranger = '0015g000000000KAAQ';
const owner = '0015g000000000LAAQ';
const deal = '0065g0000000002AAA';
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-emptied-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Exports one generation after another to one target; each answer has the rows of the files, if any were written. */
function target(name: string, system: 'salesforce' | 'hubspot') {
  const dir = join(folder, name);
  statusWorkspace(dir, `{ id: ${system === 'salesforce' ? 'crm' : 'hub'}, system: ${system} }`);
  let round = 0;
  return async (
    status: Omit<StatusGeneration, 'generation'>,
    options: Parameters<typeof sendStatus>[3] = {},
  ) => {
    round += 1;
    const generation = String(round).padStart(12, '0');
    const report = await sendStatus(dir, system, { generation, ...status }, options);
    const files = report.folder === null ? {} : exportedFiles(dir, report);
    const rows = Object.entries(files).flatMap(([file, text]) =>
      file.endsWith('.csv') ? csvRows(text) : [],
    );
    return { report, rows };
  };
}

const late = order(1, {
  opportunity: [`crm|${deal}`, 0.95],
  customer_po: 'PO-7',
  expected_on: '2026-06-25',
  days_late: 5,
  cause: 'production_late',
  quantity_shipped: 40,
  quantity_invoiced: 20,
});
/** Both accounts were one customer with the ERP's; then the stranger was told apart. */
const wrong = { 'erp|C1': 'g1', [`crm|${stranger}`]: 'g1', [`crm|${owner}`]: 'g1' };
const right = { ...wrong, [`crm|${stranger}`]: 'g2' };
const emptied = {
  Tandem_Order_Number__c: 'none',
  Tandem_Customer_Po__c: 'none',
  Tandem_Order_State__c: 'none',
  Tandem_Ordered_On__c: '#N/A',
  Tandem_Promised_On__c: '#N/A',
  Tandem_Expected_On__c: '#N/A',
  Tandem_Late_Days__c: '0',
  Tandem_Late_Cause__c: 'none',
  Tandem_Shipped_Percent__c: '0',
  Tandem_Invoiced_Percent__c: '0',
  Tandem_Last_Event__c: 'none',
  Tandem_Last_Event_On__c: '#N/A',
  Tandem_Orders__c: '0',
  Tandem_Open_Orders__c: '0',
  Tandem_As_Of__c: '2026-06-30',
};

describe('records of the target that no order counts for any more', () => {
  it('[STATUS-10] [FILE-7] an account told apart keeps no order of the other customer, and is told so once', async () => {
    const send = target('apart', 'salesforce');
    const first = await send({ orders: [late], identity: wrong });
    expect(first.report).toMatchObject({ counts: { insert: 3 }, emptied: 0 });

    const preview = (await send({ orders: [late], identity: right }, { dryRun: true })).report;
    expect(preview).toMatchObject({ counts: { update: 1, 'no-op': 2 }, emptied: 1, left: 0 });
    const change = preview.records.find(({ key }) => key === stranger);
    expect(change).toMatchObject({ object: 'Account', outcome: 'update', isEmptied: true, about: [] });
    const at = change?.changed.indexOf('Tandem_Order_Number__c') ?? -1;
    expect(change?.values?.[at]).toEqual({ before: 'SO0001', after: 'none' });

    const { report, rows } = await send({ orders: [late], identity: right });
    expect(report.records).toEqual(preview.records);
    expect(rows).toEqual([{ Id: stranger, ...emptied, Tandem_Version__c: report.version }]);
    const again = (await send({ orders: [late], identity: right })).report;
    expect([again.folder, again.emptied, again.counts['no-op']]).toEqual([null, 0, 3]);
    const full = await send({ orders: [late], identity: right }, { full: true });
    expect(full.report).toMatchObject({ counts: { update: 3 }, emptied: 0 });
    expect(full.rows.find(({ Id }) => Id === stranger)).toMatchObject(emptied);
  });

  it('[STATUS-10] [BACK-2] what it is told when orders count again is of those alone', async () => {
    const send = target('again', 'salesforce');
    await send({ orders: [late], identity: wrong });
    await send({ orders: [late], identity: right });
    const own = order(2, { customer_id: 'erp|C2', promised_on: null, expected_on: null });
    const { report, rows } = await send({ orders: [late, own], identity: { ...right, 'erp|C2': 'g2' } });
    expect(report).toMatchObject({ counts: { update: 1, refuse: 0 }, emptied: 0 });
    expect(rows).toMatchObject([
      {
        Id: stranger,
        Tandem_Order_Number__c: 'SO0002',
        Tandem_Ordered_On__c: '2026-06-01',
        Tandem_Promised_On__c: '#N/A',
        Tandem_Expected_On__c: '#N/A',
        Tandem_Orders__c: '1',
      },
    ]);
  });

  it('[STATUS-10] an opportunity whose tie is no longer certain is emptied too; its key may have either form', async () => {
    const send = target('opportunity', 'salesforce');
    await send({ orders: [late], identity: wrong });
    const guess = { ...late, opportunity: [`crm|${deal.slice(0, 15)}`, 0.8] as const };
    const { report, rows } = await send({
      orders: [guess],
      identity: wrong,
      opportunities: [`crm|${deal}`],
    });
    expect(report.emptied).toBe(1);
    expect(rows).toMatchObject([{ Id: deal, ...emptied }]);
  });

  it('[STATUS-10] [BACK-3] what the generation does not know any more stays as it stands and is counted', async () => {
    const send = target('gone', 'salesforce');
    await send({ orders: [late], identity: wrong });
    const { [`crm|${stranger}`]: _deleted, ...rest } = wrong;
    const gone = { [`crm|${stranger}`]: { is_active: false } };
    for (const status of [
      { orders: [late], identity: rest },
      { orders: [late], identity: right, gone },
    ])
      expect((await send(status)).report).toMatchObject({ left: 1, emptied: 0, folder: null });
    expect((await send({ orders: [late], identity: right })).report, 'known again').toMatchObject({
      left: 0,
      emptied: 1,
    });
  });

  it('[STATUS-10] says so in words in HubSpot, whose imports cannot clear', async () => {
    const send = target('words', 'hubspot');
    const identity = { 'erp|C1': 'g1', 'hub|501': 'g1', 'hub|502': 'g1' };
    await send({ orders: [order(1)], identity });
    const { rows } = await send({ orders: [order(1)], identity: { ...identity, 'hub|502': 'g2' } });
    expect(rows).toMatchObject([
      {
        'Record ID': '502',
        tandem_order_number: 'none',
        tandem_ordered_on: 'none',
        tandem_promised_on: 'none',
        tandem_expected_on: 'none',
        tandem_late_days: '0',
        tandem_last_event_on: 'none',
        tandem_orders: '0',
      },
    ]);
  });

  it('[BACK-3] a feed that would empty more than half is refused, unless a person says that it is right', async () => {
    const send = target('most', 'salesforce');
    await send({ orders: [late], identity: wrong });
    const lost = {
      orders: [{ ...late, customer_id: 'unknown' }],
      identity: wrong,
    };
    for (const dryRun of [true, false])
      await expect(send(lost, { dryRun })).rejects.toMatchObject({
        code: 'export_emptying',
        details: { target: 'crm', rows: 2, of: 3 },
      });
    expect((await send(lost, { dryRun: true, allowEmptying: true })).report.emptied).toBe(2);
    const { report, rows } = await send(lost, { allowEmptying: true });
    expect([report.emptied, rows.map(({ Id }) => Id)]).toEqual([2, [stranger, owner]]);
    expect((await send(lost)).report.folder, 'done is done').toBeNull();
  });
});
