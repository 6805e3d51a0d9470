import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order, statusWorkspace, type TestOrder } from '../../support/order-status.ts';
import { csvRows, exportedFiles, sendStatus } from '../../support/send-status.ts';

const account = '0015g000000000KAAQ';
const identity = { 'erp|C1': 'g1', [`crm|${account}`]: 'g1', 'hub|501': 'g1' };

/** As `mart_order_status` has it once every line is cancelled. */
const cancelled = (one: TestOrder): TestOrder => ({
  ...one,
  state: 'cancelled',
  is_open: false,
  expected_on: null,
  days_late: 0,
  cause: null,
  quantity_ordered: 0,
  quantity_to_ship: 0,
});
const open = order(1, { expected_on: '2026-07-12', days_late: 3, cause: 'short_stock' });
const paid = order(2, {
  state: 'paid',
  is_open: false,
  expected_on: null,
  last_shipped_on: '2026-06-15',
  cause: null,
  quantity_shipped: 100,
  quantity_invoiced: 100,
});
const newer = order(3, { ordered_on: '2026-06-20', expected_on: '2026-07-20' });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-cancelled-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Exports one state of the orders after another to one target; each answer has the account's row, if it was written. */
function target(name: string, system: 'salesforce' | 'hubspot') {
  const dir = join(folder, name);
  statusWorkspace(dir, `{ id: ${system === 'salesforce' ? 'crm' : 'hub'}, system: ${system} }`);
  let round = 0;
  return async (orders: readonly TestOrder[], options: { full?: boolean } = {}) => {
    round += 1;
    const generation = String(round).padStart(12, '0');
    const report = await sendStatus(dir, system, { generation, orders, identity }, options);
    const file = system === 'salesforce' ? 'Account.csv' : 'companies.csv';
    const [row] = report.folder === null ? [] : csvRows(exportedFiles(dir, report)[file] ?? '');
    return { report, row };
  };
}

describe('a cancelled order in the status feed', () => {
  it('[BACK-2] [FILE-7] clears the day it was expected in Salesforce', async () => {
    const send = target('clears', 'salesforce');
    expect((await send([open])).row).toMatchObject({ Tandem_Expected_On__c: '2026-07-12' });
    const { report, row } = await send([cancelled(open)]);
    expect(row).toMatchObject({
      Tandem_Order_Number__c: 'SO0001',
      Tandem_Order_State__c: 'cancelled',
      Tandem_Promised_On__c: '2026-06-20',
      Tandem_Expected_On__c: '#N/A',
      Tandem_Late_Days__c: '0',
      Tandem_Late_Cause__c: 'none',
      Tandem_Shipped_Percent__c: '0',
      Tandem_Invoiced_Percent__c: '0',
      Tandem_Open_Orders__c: '0',
    });
    expect(report.counts).toMatchObject({ update: 1, failed: 0 });
    expect((await send([cancelled(open)])).report.folder, 'said once').toBeNull();
  });

  it('[BACK-2] [FILE-7] says so in a word in HubSpot, whose imports cannot clear', async () => {
    const send = target('words', 'hubspot');
    await send([open]);
    const { row } = await send([cancelled(open)]);
    expect(row).toMatchObject({ tandem_order_state: 'cancelled', tandem_expected_on: 'none' });
  });

  it('[BACK-2] [FILE-7] taken up again without a day, it is no longer said to have none', async () => {
    const salesforce = target('again', 'salesforce');
    const hubspot = target('again-words', 'hubspot');
    for (const send of [salesforce, hubspot]) {
      await send([open]);
      await send([cancelled(open)]);
    }
    const again = [{ ...open, expected_on: null }];
    expect((await salesforce(again)).row).toMatchObject({
      Tandem_Order_State__c: 'confirmed',
      Tandem_Expected_On__c: '#N/A',
    });
    expect((await hubspot(again)).row).toMatchObject({ tandem_expected_on: 'unknown' });
    expect((await hubspot(again)).report.counts['no-op']).toBe(1);
    expect((await hubspot([open])).row).toMatchObject({ tandem_expected_on: '2026-07-12' });
  });

  it('[BACK-8] no day of an order is left beside another that has none', async () => {
    for (const system of ['salesforce', 'hubspot'] as const) {
      const send = target(`next-${system}`, system);
      await send([open]);
      const { report, row } = await send([cancelled(newer)]);
      expect(report.counts).toMatchObject({ update: 1, refuse: 0 });
      expect(Object.values(row ?? {})).toContain('SO0003');
      expect(Object.values(row ?? {})).not.toContain('2026-07-12');
    }
  });

  it('[STATUS-3] leads its record only where no other order is left', async () => {
    const send = target('rank', 'salesforce');
    await send([paid, newer]);
    const { report, row } = await send([paid, cancelled(newer)]);
    expect(row).toMatchObject({
      Tandem_Order_Number__c: 'SO0002',
      Tandem_Order_State__c: 'paid',
      Tandem_Expected_On__c: '2026-06-15',
      Tandem_Orders__c: '2',
    });
    expect(report.records[0]?.about).toEqual(['SO0002', 'SO0003']);
  });

  it('of which something was shipped is not expected either', async () => {
    const { row } = await target(
      'shipped',
      'salesforce',
    )([{ ...cancelled(open), last_shipped_on: '2026-06-18' }]);
    expect(row).toMatchObject({ Tandem_Expected_On__c: '#N/A' });
  });
});

describe('every record again (--full)', () => {
  const undated = { ...newer, expected_on: null };

  it('[BACK-8] [FILE-1] never has the number of one order beside the day of another', async () => {
    const send = target('full', 'salesforce');
    await send([open]);
    for (const full of [false, true]) {
      const { report, row } = await send([undated], { full });
      expect(report.records).toMatchObject([{ outcome: 'refuse', reason: 'unknown_would_mix' }]);
      expect(row).toBeUndefined();
    }
  });

  it('[BACK-2] [FILE-1] says what the last export said where nothing newer is known', async () => {
    const send = target('full-kept', 'salesforce');
    await send([open]);
    const { report, row } = await send([{ ...open, expected_on: null }], { full: true });
    expect(row).toMatchObject({ Tandem_Expected_On__c: '2026-07-12' });
    expect(report.records).toMatchObject([{ outcome: 'update', changed: [] }]);
    expect((await send([undated])).report.counts.refuse, 'the day still stands there').toBe(1);
  });
});
