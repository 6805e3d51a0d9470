import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrderStatus } from '../../../pipelines/write-back/order-status.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { order, publishStatus, statusWorkspace } from '../../support/order-status.ts';
import { csvRows, exportedFiles, sendStatus } from '../../support/send-status.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-gone-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keys = ['0015g000000000AAAQ', '0015g000000000BAAQ', '0015g000000000CAAQ'] as const;
const identity = {
  'erp|C1': 'g1',
  ...Object.fromEntries(keys.map((key) => [`crm|${key}`, 'g1'])),
  'erp|C2': 'g2',
  'crm|0015g000000000DAAQ': 'g2',
  'crm|0015g000000000EAAQ': 'g3',
};
const status = {
  generation: 'aaaaaaaaaaaa',
  orders: [order(1), order(2, { customer_id: 'erp|C2' })],
  identity,
  gone: {
    [`crm|${keys[1]}`]: { is_active: false },
    [`crm|${keys[2]}`]: { is_active: false, merged_into_id: `crm|${keys[0]}` },
    'crm|0015g000000000DAAQ': { is_active: false },
    'crm|0015g000000000EAAQ': { is_active: false },
  },
};

describe('accounts that their own source says are no more', () => {
  it('[STATUS-6] are left out of the file and counted by why', async () => {
    const dir = join(folder, 'salesforce');
    statusWorkspace(dir, '{ id: crm, system: salesforce }');
    const report = await sendStatus(dir, 'crm', status);
    const rows = csvRows(exportedFiles(dir, report)['Account.csv'] ?? '');
    expect(rows.map(({ Id }) => Id)).toEqual([keys[0]]);
    expect(report.leftOut, 'the one that no order concerns is not counted').toEqual({
      deleted: 2,
      merged: 1,
    });
    expect(report.withoutCounterpart, 'the order whose only account is deleted').toBe(1);
  });

  it('[STATUS-6] where inactive may be archived only, such an account stays: the target is asked', async () => {
    const dir = join(folder, 'archived');
    await publishStatus(dir, status);
    const path = generationFile(join(dir, 'warehouse'), status.generation);
    const warehouse = await openWarehouse({ path, readOnly: true });
    const rows = (sql: string, parameters: Readonly<Record<string, string>>) =>
      warehouse.rows(sql, parameters);
    const { orders, leftOut } = await readOrderStatus(rows, 'crm', 'archived');
    warehouse.close();
    expect(orders.map((one) => one.account_keys)).toEqual([[keys[0], keys[1]], ['0015g000000000DAAQ']]);
    expect(leftOut).toEqual({ deleted: 0, merged: 1 });
  });
});
