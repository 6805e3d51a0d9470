import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exportOrderStatus, type OrderStatusExport } from '../../pipelines/write-back/export-order-status.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { generationFile } from '../../src/warehouse/pointer.ts';
import { publishStatus, type StatusGeneration } from './order-status.ts';
import { parseCsv } from './parse-csv.ts';

/** Publishes a generation in the workspace at `dir` and exports its order status to `target`. */
export async function sendStatus(
  dir: string,
  target: string,
  status: StatusGeneration,
  options: Partial<OrderStatusExport> = {},
) {
  await publishStatus(dir, status);
  const workspace = openWorkspace(dir);
  const warehouse = await openWarehouse({
    path: generationFile(workspace.paths.warehouse, status.generation),
    readOnly: true,
  });
  try {
    return await exportOrderStatus({
      workspace,
      target,
      rows: (sql, parameters) => warehouse.rows(sql, parameters),
      generation: status.generation,
      asOf: '2026-06-30',
      by: 'someone@example.com',
      dryRun: false,
      now: () => new Date('2026-07-01T08:00:00Z'),
      ...options,
    });
  } finally {
    warehouse.close();
  }
}

/** What an export wrote for people, by file name. */
export const exportedFiles = (dir: string, report: { folder: string | null }): Record<string, string> => {
  const at = join(dir, 'exports', report.folder ?? '');
  return Object.fromEntries(
    readdirSync(at)
      .filter((name) => name !== 'state.jsonl')
      .sort()
      .map((name) => [name, readFileSync(join(at, name), 'utf8')]),
  );
};

/** The rows of a CSV as column → cell. */
export function csvRows(text: string): Record<string, string>[] {
  const [header = [], ...rows] = parseCsv(text);
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}
