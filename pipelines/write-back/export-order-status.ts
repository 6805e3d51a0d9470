import { join } from 'node:path';
import type { Progress } from '../../src/contract/progress.ts';
import type { Workspace } from '../workspace.ts';
import { readKnownRecords } from './known-records.ts';
import { readOrderStatus, type LeftOut, type ReadRows } from './order-status.ts';
import { statusRecords } from './status-records.ts';
import { openStatusTarget, targetSource, type WriterOptions } from './system-writer.ts';
import { writeBack, type WriteBackReport } from './write-back.ts';

export interface OrderStatusExport {
  readonly workspace: Workspace;
  /** Source id or system. */
  readonly target: string;
  readonly rows: ReadRows;
  readonly generation: string;
  readonly asOf: string;
  readonly by: string;
  readonly dryRun: boolean;
  readonly full?: boolean;
  /** See WriteBackRequest. */
  readonly allowEmptying?: boolean;
  readonly environment?: WriterOptions['environment'];
  readonly fetch?: typeof fetch;
  readonly progress?: Progress;
  readonly now?: () => Date;
}

export interface OrderStatusReport extends WriteBackReport {
  /** Orders in the generation that no record of the target concerns, and drafts. */
  readonly withoutCounterpart: number;
  readonly notPromised: number;
  /** Accounts that the target itself says are no more. */
  readonly leftOut: LeftOut;
}

/**
 * Sends where each order stands to one CRM: files for Data Loader or an import, or live. Throws `bad_request` for an
 * unknown target, `export_empty`, `export_emptying`, `locked`, `source_unreachable`, `source_refused`.
 */
export async function exportOrderStatus(request: OrderStatusExport): Promise<OrderStatusReport> {
  const { workspace, rows, generation, asOf, by, dryRun, progress, now = () => new Date() } = request;
  const source = targetSource(workspace, request.target);
  const exportsDir = workspace.paths.exports;
  const adapter = await openStatusTarget(workspace, source, {
    folder: join(exportsDir, 'order-status', source.id),
    full: request.full ?? false,
    environment: request.environment ?? process.env,
    ...(request.fetch === undefined ? {} : { fetch: request.fetch }),
  });
  try {
    const { orders, leftOut } = await readOrderStatus(rows, source.id, adapter.inactive);
    const feed = statusRecords(orders);
    const idle = await readKnownRecords(rows, source.id, adapter.inactive);
    const report = await writeBack({
      adapter,
      system: source.system,
      desired: adapter.desired([...feed.records, ...idle]),
      exportsDir,
      generation,
      asOf,
      by,
      dryRun,
      allowEmptying: request.allowEmptying ?? false,
      now,
      ...(progress === undefined ? {} : { progress }),
    });
    const { withoutCounterpart, notPromised } = feed;
    return { ...report, withoutCounterpart, notPromised, leftOut };
  } finally {
    await adapter.close();
  }
}
