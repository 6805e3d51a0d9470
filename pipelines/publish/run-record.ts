import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { QuarantineCount } from '../load/quarantine-count.ts';
import type { CheckResult } from './run-checks.ts';
import { lockHolders } from './run-lock.ts';
import { writeDurably } from '../../src/warehouse/durable-file.ts';

/** What became of one run; `warehouse/runs/<run>.json`. */
export interface RunRecord {
  readonly run: string;
  readonly pid: number;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly outcome: 'running' | 'published' | 'unchanged' | 'failed' | 'crashed';
  /** The generation made, or the one still served when nothing was published. */
  readonly generation?: string;
  readonly step?: string;
  readonly load?: unknown;
  /** Of the generation made or found. */
  readonly quarantine?: QuarantineCount;
  readonly seconds?: Readonly<Record<string, number>>;
  readonly models?: readonly { readonly name: string; readonly rows: number; readonly ms: number }[];
  readonly failedChecks?: readonly CheckResult[];
  readonly warnings?: readonly CheckResult[];
  readonly error?: { readonly code: string; readonly details: unknown; readonly message: string };
}

const runsFolder = (warehouseDir: string): string => join(warehouseDir, 'runs');

export function writeRunRecord(warehouseDir: string, record: RunRecord): void {
  mkdirSync(runsFolder(warehouseDir), { recursive: true });
  writeDurably(join(runsFolder(warehouseDir), `${record.run}.json`), `${JSON.stringify(record, null, 2)}\n`);
}

/** All run records, newest first. */
export function readRunRecords(warehouseDir: string): RunRecord[] {
  let names: string[];
  try {
    names = readdirSync(runsFolder(warehouseDir));
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.json'))
    .sort()
    .reverse()
    .map((name) => JSON.parse(readFileSync(join(runsFolder(warehouseDir), name), 'utf8')) as RunRecord);
}

/**
 * All run records, newest first, as things are now: one that says "running" while its process holds no lock is told as
 * "crashed". Writes nothing, so that anyone may ask.
 */
export function readRunsNow(warehouseDir: string): RunRecord[] {
  const before = readRunRecords(warehouseDir);
  const running = new Set(before.filter(({ outcome }) => outcome === 'running').map(({ run }) => run));
  if (running.size === 0) return before;
  const alive = new Set(lockHolders(warehouseDir).flatMap((holder) => (holder.alive ? [holder.pid] : [])));
  // A run lets go of the lock after its last word: read again, so that one that has just ended is told as it ended.
  return readRunRecords(warehouseDir).map((record) =>
    record.outcome === 'running' && running.has(record.run) && !alive.has(record.pid)
      ? { ...record, outcome: 'crashed' }
      : record,
  );
}

/** Records that say "running" while nobody runs become "crashed". Call with the lock held. Returns how many. */
export function closeCrashedRuns(warehouseDir: string, now: Date): number {
  const crashed = readRunRecords(warehouseDir).filter((record) => record.outcome === 'running');
  for (const record of crashed)
    writeRunRecord(warehouseDir, { ...record, outcome: 'crashed', finishedAt: now.toISOString() });
  return crashed.length;
}
