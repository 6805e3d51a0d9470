import { join } from 'node:path';
import { expect } from 'vitest';
import { statusWorkspace, type TestOrder } from './order-status.ts';
import { csvRows, exportedFiles, sendStatus } from './send-status.ts';

/** Records of three systems that are one customer, of whose ERP record test orders are. */
export const accountIdentity = { 'erp|C1': 'g1', 'crm|0015g000000000KAAQ': 'g1', 'hub|501': 'g1' };

/** What the account's row says, in the import file of a system, after one state of the orders after another. `folder`: where workspaces are made. */
export async function saidOfAccount(
  folder: string,
  name: string,
  system: 'salesforce' | 'hubspot',
  ...states: readonly TestOrder[]
): Promise<Record<string, string> | undefined> {
  const dir = join(folder, `${name}-${system}`);
  statusWorkspace(dir, `{ id: ${system === 'salesforce' ? 'crm' : 'hub'}, system: ${system} }`);
  const rows: Record<string, string>[] = [];
  for (const [at, state] of states.entries()) {
    const generation = String(at + 1).padStart(12, '0');
    const report = await sendStatus(dir, system, { generation, orders: [state], identity: accountIdentity });
    expect(report.counts).toMatchObject({ refuse: 0, failed: 0 });
    const file = system === 'salesforce' ? 'Account.csv' : 'companies.csv';
    rows.push(...(report.folder === null ? [] : csvRows(exportedFiles(dir, report)[file] ?? '')));
  }
  return rows.at(-1);
}
