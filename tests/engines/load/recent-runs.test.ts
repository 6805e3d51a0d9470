import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockHolders } from '../../../pipelines/publish/run-lock.ts';
import { readRunRecords, writeRunRecord } from '../../../pipelines/publish/run-record.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import { recentRuns } from '../../../src/server/data/recent-runs.ts';
import { makeSmallModels } from '../../support/small-models.ts';
import { addExtract, makeSmallWorkspace } from '../../support/small-workspace.ts';

describe('the last runs as a steward sees them', () => {
  let workspace: Workspace;
  let modelsDir: string;
  beforeAll(() => {
    workspace = makeSmallWorkspace();
    modelsDir = makeSmallModels();
    addExtract(workspace, 0);
  });
  afterAll(() => {
    for (const dir of [workspace.dir, modelsDir]) rmSync(dir, { recursive: true, force: true });
  });

  it('[DATA-7] a run is under way while its process lives, and broken off once that was killed', async () => {
    const { warehouse } = workspace.paths;
    const canonicalDir = join(workspace.dir, 'canonical');
    mkdirSync(canonicalDir);
    const program = join(import.meta.dirname, '..', '..', 'support', 'killed-run.ts');
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', program, workspace.dir, modelsDir, canonicalDir],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(child.stdout, 'data');
    child.kill('SIGSTOP');
    const seen = () => recentRuns(warehouse).map(({ outcome, step }) => [outcome, step]);
    expect(seen()).toEqual([['running', 'load']]);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(readRunRecords(warehouse), 'nobody wrote that it ended').toMatchObject([{ outcome: 'running' }]);
    expect(seen()).toEqual([['crashed', 'load']]);

    // The process id is in use again, by a process that began later.
    const [ticket] = lockHolders(warehouse);
    const [record] = readRunRecords(warehouse);
    if (!ticket || !record) throw new Error('nothing was left behind');
    renameSync(ticket.file, join(warehouse, `run-${String(process.pid)}-1.lock`));
    writeRunRecord(warehouse, { ...record, pid: process.pid });
    expect(seen()).toEqual([['crashed', 'load']]);
  });
});
