import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { isTandemError, TandemError } from '../src/contract/errors.ts';
import { type Progress, silent } from '../src/contract/progress.ts';
import { syncFolder } from '../src/warehouse/durable-file.ts';
import { generationFile, readPointer, writePointer } from '../src/warehouse/pointer.ts';
import { loadWorkspace } from './load/load-workspace.ts';
import { buildGeneration, removeBuildFiles } from './publish/build-generation.ts';
import { generationId, heldDecisions } from './publish/generation-id.ts';
import { pruneGenerations } from './publish/prune-generations.ts';
import { takeRunLock } from './publish/run-lock.ts';
import { closeCrashedRuns, readRunRecords, type RunRecord, writeRunRecord } from './publish/run-record.ts';
import { readLiveSources } from './systems/read-live-sources.ts';
import type { Workspace } from './workspace.ts';

export interface RunOptions {
  readonly progress?: Progress;
  /** Build even when the generation of these inputs is there. */
  readonly force?: boolean;
  readonly modelsDir?: string;
  readonly canonicalDir?: string;
  readonly now?: () => Date;
}

/** What is served; nothing when the pointer is torn: this run writes it anew. */
function servedGeneration(dir: string): string | undefined {
  try {
    return readPointer(dir)?.generation;
  } catch (error) {
    if (isTandemError(error)) return undefined;
    throw error;
  }
}

/** What is in quarantine follows from the inputs, as the whole generation does. */
const countedWhenMade = (dir: string, generation: string): RunRecord['quarantine'] =>
  readRunRecords(dir).find((record) => record.generation === generation && record.quarantine)?.quarantine;

export type RunReport = RunRecord & { readonly outcome: 'published' | 'unchanged' };

/**
 * Load → resolve → build → check → publish, one generation. While it works and when it fails, the generation
 * served before stays served. The outcome, with failed checks and timings, is in `warehouse/runs/<run>.json`.
 * Throws `locked` when another run of this workspace is alive, `check_failed` when a rule is broken.
 */
export async function runWorkspace(workspace: Workspace, options: RunOptions = {}): Promise<RunReport> {
  const { progress = silent, force = false, now = () => new Date() } = options;
  const dir = workspace.paths.warehouse;
  mkdirSync(dir, { recursive: true });
  const release = await takeRunLock(dir);
  const startedAt = now();
  let record: RunRecord = {
    run: `${startedAt.toISOString().replace(/[-:.]/g, '')}-${process.pid}`,
    pid: process.pid,
    startedAt: startedAt.toISOString(),
    outcome: 'running',
    step: 'load',
  };
  const note = (news: Partial<RunRecord>): void => {
    record = { ...record, ...news };
    writeRunRecord(dir, record);
  };
  try {
    closeCrashedRuns(dir, startedAt);
    removeBuildFiles(dir);
    note({});
    const loadStart = performance.now();
    await readLiveSources(workspace, { progress });
    const load = await loadWorkspace(workspace, { progress });
    const seconds: Record<string, number> = { load: Math.round(performance.now() - loadStart) / 1000 };
    // Read once: what is decided from here on belongs to the next generation.
    const decisions = heldDecisions(workspace);
    const generation = generationId(workspace, decisions, options);
    const target = generationFile(dir, generation);
    const served = servedGeneration(dir);
    if (!force && existsSync(target)) {
      if (served !== generation) writePointer(dir, { generation, builtAt: now().toISOString() });
      const outcome = served === generation ? 'unchanged' : 'published';
      const quarantine = countedWhenMade(dir, generation);
      note({
        outcome,
        generation,
        load,
        ...(quarantine && { quarantine }),
        seconds,
        step: 'done',
        finishedAt: now().toISOString(),
      });
      return { ...record, outcome };
    }
    note({ step: 'build', load, ...(served === undefined ? {} : { generation: served }) });
    const builtAt = now();
    const built = await buildGeneration({
      ...options,
      workspace,
      decisions,
      generation,
      builtAt,
      progress,
    });
    Object.assign(seconds, built.seconds);
    const broken = built.checks.filter((check) => !check.ok);
    const failedChecks = broken.filter((check) => check.severity === 'error');
    const warnings = broken.filter((check) => check.severity === 'warn');
    const models = built.tables.map(({ name, rows, ms }) => ({ name, rows, ms }));
    note({ step: 'check', failedChecks, warnings, seconds, models });
    const first = failedChecks[0];
    if (first)
      throw new TandemError('check_failed', {
        model: first.model,
        rule: first.rule,
        count: first.count,
        failed: failedChecks.length,
      });
    progress({ step: 'publish', state: 'start' });
    renameSync(built.file, target);
    syncFolder(dir);
    writePointer(dir, { generation, builtAt: builtAt.toISOString() });
    pruneGenerations(dir, workspace.config.keep_generations);
    progress({ step: 'publish', state: 'done', item: generation });
    const { quarantine } = built;
    note({ outcome: 'published', generation, quarantine, step: 'done', finishedAt: now().toISOString() });
    return { ...record, outcome: 'published' };
  } catch (error) {
    const told = isTandemError(error)
      ? { code: error.code, details: error.details, message: error.message }
      : { code: 'internal', details: {}, message: error instanceof Error ? error.message : String(error) };
    note({ outcome: 'failed', error: told, finishedAt: now().toISOString() });
    progress({ step: record.step ?? 'run', state: 'failed' });
    throw error;
  } finally {
    removeBuildFiles(dir);
    release();
  }
}
