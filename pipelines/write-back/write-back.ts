import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { isTandemError, TandemError } from '../../src/contract/errors.ts';
import type { RecordReason } from '../../src/contract/record-reasons.ts';
import { type Progress, silent } from '../../src/contract/progress.ts';
import { takeRunLock } from '../publish/run-lock.ts';
import {
  recordId,
  type Applied,
  type Change,
  type DesiredRecord,
  type Fields,
  type Outcome,
  type RecordOutcome,
  type Stamp,
  type WriteBackAdapter,
} from './adapter.ts';
import { classify, type Classified } from './classify.ts';
import { confirmPending } from './confirm-pending.ts';
import { emptiedIn, guardEmptying, recordsToWrite } from './idle-records.ts';
import { appendLedger, type LedgerLine } from './ledger.ts';
import { keepPending, pendingOf, readPending } from './pending-records.ts';
import { standingChecksum } from './standing-checksum.ts';
import { versionId } from './version-id.ts';

export interface WriteBackRequest {
  readonly adapter: WriteBackAdapter;
  readonly system: string;
  readonly desired: readonly DesiredRecord[];
  readonly exportsDir: string;
  readonly generation: string;
  readonly asOf: string;
  readonly by: string;
  readonly dryRun: boolean;
  /** More than half of the records that tell of an order may be emptied (BACK-3). */
  readonly allowEmptying?: boolean;
  readonly now: () => Date;
  readonly progress?: Progress;
}

export interface WriteBackReport {
  readonly target: string;
  readonly system: string;
  readonly version: string;
  readonly generation: string;
  readonly asOf: string;
  readonly dryRun: boolean;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Records that told of an order and are told that none counts any more (STATUS-10); they are updates too. */
  readonly emptied: number;
  /** Records of earlier exports that the generation does not know any more; they stay as they are. */
  readonly left: number;
  /** Records that a write-back before this one was broken off at and that stand there all the same (BACK-9). */
  readonly confirmed: number;
  readonly records: readonly RecordOutcome[];
  /** Folder of the files, relative to the exports folder. */
  readonly folder: string | null;
  readonly checksum: string;
}

const countOf = (records: readonly Pick<RecordOutcome, 'outcome'>[]): Record<Outcome, number> => {
  const counts: Record<Outcome, number> = { insert: 0, update: 0, 'no-op': 0, refuse: 0, failed: 0 };
  for (const { outcome } of records) counts[outcome] += 1;
  return counts;
};

const equal = (wanted: Fields, found: Fields | undefined): boolean =>
  found !== undefined && Object.entries(wanted).every(([name, value]) => (found[name] ?? null) === value);

type Settled = Map<string, RecordReason | null>;
/** What was written, and what its checksum is of. */
type Settlement = Applied & Pick<LedgerLine, 'checksumOf'>;

/**
 * [BACK-9] A question whose answer was lost may have been done: what was asked is read back. Throws the error that broke
 * it off, unless all of it stands there.
 */
async function settleBroken(
  adapter: WriteBackAdapter,
  changes: readonly Change[],
  settled: Settled,
  broken: unknown,
): Promise<Settlement> {
  const applied: Settlement = { checksum: '', checksumOf: 'standing' };
  const open = changes.filter((change) => !settled.has(recordId(change)));
  const found = await adapter.readBack(open, applied).catch(() => new Map<string, Fields>());
  for (const change of open)
    if (equal(change.fields, found.get(recordId(change)))) settled.set(recordId(change), null);
  if (changes.some((change) => !settled.has(recordId(change)))) throw broken;
  return applied;
}

/** Writes, reads back and gives each change its final outcome. `settled` has what is known when it throws. Where an answer was lost, the checksum is that of what is read back. */
async function applyAndCompare(
  adapter: WriteBackAdapter,
  changes: readonly Change[],
  stamp: Stamp,
  settled: Settled,
  progress: Progress,
): Promise<Settlement> {
  const applied = await adapter
    .apply(changes, {
      stamp,
      settled(change, refusal) {
        settled.set(recordId(change), refusal);
        progress({ step: 'export', state: 'progress', done: settled.size, total: changes.length });
      },
    })
    .then((done): Settlement => ({ ...done, checksumOf: 'written' }))
    .catch((error: unknown) => settleBroken(adapter, changes, settled, error));
  const written = changes.filter((change) => settled.get(recordId(change)) === null);
  const found = await adapter.readBack(written, applied);
  for (const change of written)
    if (!equal(change.fields, found.get(recordId(change))))
      settled.set(recordId(change), 'read_back_differs');
  if (applied.checksumOf === 'written') return applied;
  const kept = written.filter((change) => settled.get(recordId(change)) === null).map(recordId);
  return { ...applied, checksum: standingChecksum(kept.map((id) => [id, found.get(id) ?? {}])) };
}

const finalOutcomes = (
  { outcomes }: Classified,
  changes: readonly Change[],
  settled: ReadonlyMap<string, RecordReason | null>,
): RecordOutcome[] => {
  const planned = new Set(changes.map(recordId));
  return outcomes.map((record): RecordOutcome => {
    const id = recordId(record);
    if (!planned.has(id)) return record;
    const reason = settled.get(id);
    if (reason === undefined) return { ...record, outcome: 'failed', reason: 'not_reached' };
    if (reason === null) return record;
    return { ...record, outcome: reason === 'read_back_differs' ? 'failed' : 'refuse', reason };
  });
};

/**
 * The way of every write-back (BACK-1): read → diff → apply → read back → compare. A dry run stops after the diff.
 * Throws `export_empty` and `export_emptying` (BACK-3), `locked` (BACK-6), and what the target throws; the ledger then has how far it came.
 */
export async function writeBack(request: WriteBackRequest): Promise<WriteBackReport> {
  const {
    adapter,
    system,
    desired,
    exportsDir,
    generation,
    asOf,
    by,
    dryRun,
    allowEmptying: isAllowed = false,
    now,
    progress = silent,
  } = request;
  const { target } = adapter;
  const lockDir = join(exportsDir, 'order-status', target);
  if (!dryRun) mkdirSync(lockDir, { recursive: true });
  const release = dryRun ? () => undefined : await takeRunLock(lockDir);
  const note = (news: Pick<LedgerLine, 'state' | 'counts' | 'version'> & Partial<LedgerLine>): void =>
    appendLedger(exportsDir, {
      at: now().toISOString(),
      by,
      what: 'order-status',
      target,
      system,
      generation,
      asOf,
      checksum: '',
      checksumOf: 'written',
      folder: null,
      expectedEffect: null,
      error: null,
      ...news,
    });
  try {
    const pending = readPending(lockDir);
    const reading = await adapter.read(desired);
    const confirmed = await confirmPending({
      ...{ folder: lockDir, pending, reading, isLocked: !dryRun },
      say: ({ generation, asOf, version }, stands) =>
        note({
          ...{ generation, asOf, version, state: 'confirmed' },
          counts: countOf(stands.map(([, outcome]) => ({ outcome }))),
          checksum: standingChecksum(stands.map(([id]) => [id, reading.existing.get(id)?.fields ?? {}])),
          checksumOf: 'standing',
        }),
    });
    const wanted = recordsToWrite(desired, reading);
    const classified = classify(wanted, reading);
    const { changes, left, outcomes } = classified;
    guardEmptying({ target, wanted, outcomes, reading, isAllowed });
    const version = versionId(target, generation, wanted);
    const reportOf = (records: readonly RecordOutcome[], applied?: Applied): WriteBackReport => ({
      ...{ target, system, version, generation, asOf, dryRun, left, confirmed, records },
      counts: countOf(records),
      emptied: emptiedIn(records),
      folder: applied?.folder === undefined ? null : relative(exportsDir, applied.folder),
      checksum: applied?.checksum ?? '',
    });
    if (dryRun || changes.length === 0) return reportOf(outcomes);
    const stamp: Stamp = { version, generation, asOf, by, at: now().toISOString() };
    const pend = (open: readonly Change[]): void =>
      keepPending(lockDir, { generation, asOf, version, records: pendingOf(open) });
    pend(changes);
    note({ version, state: 'started', counts: countOf(outcomes) });
    const settled: Settled = new Map();
    try {
      const applied = await applyAndCompare(adapter, changes, stamp, settled, progress);
      const report = reportOf(finalOutcomes(classified, changes, settled), applied);
      const { counts, checksum, folder } = report;
      note({ version, state: 'done', counts, checksum, checksumOf: applied.checksumOf, folder });
      pend([]);
      progress({ step: 'export', state: 'done', item: target });
      return report;
    } catch (error) {
      const counts = countOf(finalOutcomes(classified, changes, settled));
      const told = isTandemError(error) ? error : new TandemError('internal');
      pend(changes.filter((change) => !settled.has(recordId(change))));
      note({ version, state: 'failed', counts, error: { code: told.code, details: told.details } });
      progress({ step: 'export', state: 'failed', item: target });
      throw error;
    }
  } finally {
    release();
  }
}
