import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noteBody } from '../../../pipelines/systems/tryton/status-note.ts';
import { readOrderStatus } from '../../../pipelines/write-back/order-status.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { order, publishStatus, statusWorkspace, type TestOrder } from '../../support/order-status.ts';
import { accountIdentity, saidOfAccount } from '../../support/said-of-account.ts';

const goods = order(1, { quantity_shipped: 40, expected_on: '2026-07-12' });
/** Forty of sixty pieces left; forty hours of work never do. */
const mixed = order(1, { quantity_to_ship: 60, quantity_shipped: 40, quantity_invoiced: 40 });
const services: TestOrder = {
  ...order(2, { ordered_on: '2026-06-20' }),
  is_service: true,
  expected_on: null,
  quantity_to_ship: 0,
  quantity_invoiced: 25,
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-services-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const said = (name: string, system: 'salesforce' | 'hubspot', ...states: readonly TestOrder[]) =>
  saidOfAccount(folder, name, system, ...states);

describe('services in the status feed', () => {
  it('[STATUS-13] [STATUS-15] the share shipped is that of what can ship, the share invoiced that of what was ordered', async () => {
    expect(await said('mixed', 'salesforce', mixed)).toMatchObject({
      Tandem_Shipped_Percent__c: '67',
      Tandem_Invoiced_Percent__c: '40',
    });
  });

  it('[STATUS-3] [STATUS-4] an order of which only services are open is shipped, on the day of its last shipment', async () => {
    const partly = { ...mixed, state: 'partly_shipped', expected_on: '2026-07-12' };
    const shipped = {
      ...{ ...partly, state: 'shipped', quantity_shipped: 60 },
      ...{ expected_on: null, last_shipped_on: '2026-06-25' },
    };
    expect(await said('shipped', 'salesforce', partly, shipped)).toMatchObject({
      Tandem_Order_State__c: 'shipped',
      Tandem_Open_Orders__c: '1',
      Tandem_Expected_On__c: '2026-06-25',
      Tandem_Shipped_Percent__c: '100',
    });
    const incomplete = { ...shipped, is_incomplete: true };
    expect(await said('incomplete', 'salesforce', partly, incomplete)).toMatchObject({
      Tandem_Order_State__c: 'unknown',
      Tandem_Expected_On__c: '#N/A',
    });
  });

  it('[STATUS-16] [FILE-7] an order of services has no share shipped and is expected on no day, whatever was said before', async () => {
    expect(await said('services', 'salesforce', goods, services)).toMatchObject({
      Tandem_Order_Number__c: 'SO0002',
      Tandem_Order_State__c: 'confirmed',
      Tandem_Shipped_Percent__c: '#N/A',
      Tandem_Expected_On__c: '#N/A',
      Tandem_Invoiced_Percent__c: '25',
    });
    expect(await said('services', 'hubspot', goods, services)).toMatchObject({
      tandem_shipped_percent: 'none',
      tandem_expected_on: 'none',
      tandem_invoiced_percent: '25',
    });
    expect(await said('back', 'hubspot', services, goods)).toMatchObject({
      tandem_shipped_percent: '40',
      tandem_expected_on: '2026-07-12',
    });
  });

  it('[STATUS-16] a note of Tryton leaves both out', async () => {
    const dir = join(folder, 'note');
    statusWorkspace(dir, '{ id: crm, system: salesforce }');
    await publishStatus(dir, { generation: '000000000001', orders: [services], identity: accountIdentity });
    const file = await openWarehouse({
      path: generationFile(join(dir, 'warehouse'), '000000000001'),
      threads: 1,
    });
    try {
      const read = await readOrderStatus((sql, values) => file.rows(sql, values), 'crm', 'deleted');
      const [found] = read.orders;
      if (found === undefined) throw new Error('the order is not read');
      const body = noteBody({ kind: 'account', key: '1', orders: [found], open: 1 }, 'en');
      expect(body).toContain('SO0002 · confirmed · promised 2026-06-20 · invoiced 25 %');
      expect(body).not.toMatch(/shipped|expected/);
    } finally {
      file.close();
    }
  });
});
