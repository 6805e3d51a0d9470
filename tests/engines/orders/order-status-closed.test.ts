import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order, type TestOrder } from '../../support/order-status.ts';
import { saidOfAccount } from '../../support/said-of-account.ts';

const open = order(1, { expected_on: '2026-07-12', days_late: 3, cause: 'short_stock' });
/** As `mart_order_status` has it once the ERP says `done`. */
const done = {
  ...open,
  source_status: 'done',
  is_open: false,
  expected_on: null,
  cause: null,
  days_late: 0,
} as const satisfies TestOrder;
const nothingShipped: TestOrder = { ...done, state: 'closed', is_short_closed: true };
const halfPaid: TestOrder = {
  ...done,
  state: 'paid',
  is_short_closed: true,
  days_late: 4,
  last_shipped_on: '2026-06-24',
  quantity_shipped: 50,
  quantity_invoiced: 50,
  last_event: 'paid',
  last_event_on: '2026-06-28',
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-closed-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said = (name: string, system: 'salesforce' | 'hubspot', ...states: readonly TestOrder[]) =>
  saidOfAccount(folder, name, system, ...states);

describe('a closed order in the status feed', () => {
  it.each([
    ['without delivery', nothingShipped, '0'],
    ['with half of it shipped and paid', halfPaid, '50'],
  ])('[STATUS-13] [BACK-2] %s: closed, not late, expected on no day', async (name, closed, percent) => {
    expect(await said(name, 'salesforce', open, closed)).toMatchObject({
      Tandem_Order_State__c: 'closed',
      Tandem_Expected_On__c: '#N/A',
      Tandem_Late_Days__c: '0',
      Tandem_Late_Cause__c: 'none',
      Tandem_Shipped_Percent__c: percent,
      Tandem_Invoiced_Percent__c: percent,
      Tandem_Last_Event__c: closed.last_event,
      Tandem_Open_Orders__c: '0',
    });
    expect(await said(name, 'hubspot', open, closed)).toMatchObject({
      tandem_order_state: 'closed',
      tandem_expected_on: 'none',
    });
  });

  it('[STATUS-13] taken up again it has its day again', async () => {
    expect(await said('again', 'salesforce', open, halfPaid, open)).toMatchObject({
      Tandem_Order_State__c: 'confirmed',
      Tandem_Expected_On__c: '2026-07-12',
    });
  });

  it('[STATUS-7] [STATUS-13] of which lines did not come in is not known', async () => {
    for (const closed of [nothingShipped, halfPaid])
      expect(
        await said(`incomplete-${closed.state}`, 'hubspot', open, { ...closed, is_incomplete: true }),
      ).toMatchObject({ tandem_order_state: 'unknown', tandem_expected_on: 'unknown' });
  });
});
