import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order, statusWorkspace, type TestOrder } from '../../support/order-status.ts';
import { csvRows, exportedFiles, sendStatus } from '../../support/send-status.ts';

const account = '0015g000000000KAAQ';
const identity = { 'erp|C1': 'g1', [`crm|${account}`]: 'g1', 'hub|501': 'g1' };

/** As `mart_order_status` has it once a line is missing: its day is not known. */
const incomplete = (one: TestOrder): TestOrder => ({ ...one, is_incomplete: true, expected_on: null });
const open = order(1, { expected_on: '2026-07-12' });
const paid = order(2, {
  state: 'paid',
  is_open: false,
  last_shipped_on: '2026-06-15',
  cause: null,
  quantity_shipped: 100,
  quantity_invoiced: 100,
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-incomplete-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function target(name: string, system: 'salesforce' | 'hubspot') {
  const dir = join(folder, name);
  statusWorkspace(dir, `{ id: ${system === 'salesforce' ? 'crm' : 'hub'}, system: ${system} }`);
  let round = 0;
  return async (orders: readonly TestOrder[]) => {
    round += 1;
    const report = await sendStatus(dir, system, {
      generation: String(round).padStart(12, '0'),
      orders,
      identity,
    });
    const file = system === 'salesforce' ? 'Account.csv' : 'companies.csv';
    const [row] = report.folder === null ? [] : csvRows(exportedFiles(dir, report)[file] ?? '');
    return row;
  };
}

describe('an incomplete order in the status feed', () => {
  it('[STATUS-7] is promised for no day, also where one was said before, and then again when it is whole', async () => {
    const salesforce = target('day', 'salesforce');
    const hubspot = target('day-words', 'hubspot');
    expect(await salesforce([open])).toMatchObject({ Tandem_Expected_On__c: '2026-07-12' });
    await hubspot([open]);
    expect(await salesforce([incomplete(open)])).toMatchObject({
      Tandem_Order_State__c: 'confirmed',
      Tandem_Expected_On__c: '#N/A',
    });
    expect(await hubspot([incomplete(open)])).toMatchObject({ tandem_expected_on: 'unknown' });
    expect(await salesforce([open])).toMatchObject({ Tandem_Expected_On__c: '2026-07-12' });
  });

  it('[STATUS-7] is not paid, not shipped and not in time because the lines that came in are', async () => {
    expect(await target('paid', 'hubspot')([incomplete(paid)])).toMatchObject({
      tandem_order_state: 'unknown',
      tandem_expected_on: 'unknown',
      tandem_late_days: '',
      tandem_late_cause: 'unknown',
      tandem_shipped_percent: '',
      tandem_invoiced_percent: '',
    });
  });

  it('[STATUS-7] is late where a line that came in is', async () => {
    const late = incomplete({ ...open, days_late: 3, cause: 'supply_late', state: 'waiting_for_goods' });
    expect(await target('late', 'hubspot')([late])).toMatchObject({
      tandem_order_state: 'waiting_for_goods',
      tandem_late_days: '3',
      tandem_late_cause: 'supply_late',
    });
  });
});
