import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { exportOrderStatus } from '../../../pipelines/write-back/export-order-status.ts';
import { readLedger } from '../../../pipelines/write-back/ledger.ts';
import { writableSources } from '../../../pipelines/write-back/system-writer.ts';
import type { WriteBackReport } from '../../../pipelines/write-back/write-back.ts';
import type {
  exportFileParams,
  ExportsResponse,
  orderStatusRequest,
  OrderStatusResponse,
} from '../../contract/api/exports.ts';
import { TandemError } from '../../contract/errors.ts';
import { outcomeKind } from '../../contract/outcome-kind.ts';
import type { Progress } from '../../contract/progress.ts';
import { seesRaw } from '../data/sees-raw.ts';
import type { Principal } from '../../contract/roles.ts';
import { withLease } from '../queries/with-lease.ts';
import { publicDetails } from '../public-details.ts';
import type { Services } from '../services.ts';

const shownOfEach = 50;
const shownExports = 30;

type Needs = Pick<Services, 'workspace' | 'serving' | 'now'>;
type Tells = Pick<Services, 'events'>;
type Records = WriteBackReport['records'];

/** The first of each outcome, those that change or fail before those that do not; what is emptied for itself. */
const firstOfEach = (records: Records): Records =>
  (['failed', 'refuse', 'emptied', 'insert', 'update', 'no-op'] as const).flatMap((kind) =>
    records.filter((record) => outcomeKind(record) === kind).slice(0, shownOfEach),
  );

/** [DATA-5] A feed is of all customers, so it is for those who see all of them. Throws `forbidden`. */
export function needsWholeView(principal: Principal): void {
  if (!seesRaw(principal)) throw new TandemError('forbidden');
}

/** What people may take home of an export's folder: its state is for the next export only. */
function filesOf(services: Needs, folder: string | null): string[] {
  if (folder === null) return [];
  const dir = join(services.workspace.paths.exports, folder);
  return existsSync(dir)
    ? readdirSync(dir)
        .filter((name) => /\.(csv|json)$/.test(name))
        .sort()
    : [];
}

export const lastPart = (folder: string | null): string | null => folder?.split('/').at(-1) ?? null;

/** Targets of the workspace and the last exports, whoever made them. */
export function listExports(services: Needs): ExportsResponse {
  const lines = readLedger(services.workspace.paths.exports);
  const ended = lines.filter(({ state }) => state !== 'started');
  const died = lines.filter((line, at) => {
    const next = lines
      .slice(at + 1)
      .find(({ target, state }) => target === line.target && state !== 'confirmed');
    return line.state === 'started' && (next === undefined || next.state === 'started');
  });
  const counts = { insert: 0, update: 0, 'no-op': 0, refuse: 0, failed: 0 };
  return {
    targets: writableSources(services.workspace).map(({ id, system, live }) => ({
      source: id,
      system,
      live: live !== undefined,
    })),
    exports: [...ended, ...died]
      .sort((a, b) => (a.at < b.at ? 1 : -1))
      .slice(0, shownExports)
      .map((line) => ({
        at: line.at,
        by: line.by,
        target: line.target,
        generation: line.generation,
        asOf: line.asOf,
        version: line.version,
        state: line.state,
        counts: { ...counts, ...line.counts },
        checksum: line.checksum === '' ? null : line.checksum,
        checksumOf: line.checksumOf,
        error: line.error && { code: line.error.code, details: publicDetails(line.error.details) },
        folder: lastPart(line.folder),
        files: filesOf(services, line.folder),
      })),
  };
}

/** Tells of records as they are written, a hundred times at most. */
function toldByPercent(tell: (done: number, total: number) => void): Progress {
  let told = -1;
  return ({ done, total }) => {
    if (done === undefined || total === undefined || total === 0) return;
    const percent = Math.floor((100 * done) / total);
    if (percent === told) return;
    told = percent;
    tell(done, total);
  };
}

/** Runs the export on the generation served now. Returns the whole report and the answer made of it. */
export async function runOrderStatus(
  services: Needs & Tells,
  person: { readonly id: string; readonly email: string },
  { target, dryRun, full, allowEmptying }: z.output<typeof orderStatusRequest>,
): Promise<{ report: WriteBackReport; answer: OrderStatusResponse }> {
  const { workspace, now } = services;
  return withLease(services, person.id, async (lease) => {
    const report = await exportOrderStatus({
      workspace,
      target,
      dryRun,
      full,
      allowEmptying,
      by: person.email,
      generation: lease.generation,
      asOf: lease.asOf,
      now,
      progress: toldByPercent((done, total) =>
        services.events.publish({ type: 'write-back', target, done, total }),
      ),
      async rows(sql, parameters) {
        const { columns, rows } = await lease.rows(sql, parameters);
        return rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at]])));
      },
    });
    const { checksum: _checksum, folder, records, ...rest } = report;
    const answer = {
      ...rest,
      records: firstOfEach(records).map((record) => ({
        ...record,
        about: [...record.about],
        isEmptied: record.isEmptied ?? false,
        changed: [...record.changed],
        values: [...(record.values ?? [])],
      })),
      folder: lastPart(folder),
      files: filesOf(services, folder),
    };
    return { report, answer };
  });
}

/** A file of an export as a download. Throws `not_found`. */
export function exportFile(
  services: Needs,
  { target, folder, file }: z.output<typeof exportFileParams>,
): Response {
  const relative = join('order-status', target, folder);
  if (!filesOf(services, relative).includes(file)) throw new TandemError('not_found');
  const stream = createReadStream(join(services.workspace.paths.exports, relative, file));
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': file.endsWith('.csv') ? 'text/csv; charset=utf-8' : 'application/json',
      'content-disposition': `attachment; filename="${file}"`,
      'cache-control': 'no-store',
    },
  });
}
