import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { lockHolders } from '../../pipelines/publish/run-lock.ts';
import { repositoryPaths } from '../../pipelines/publish/repository-paths.ts';
import { runWorkspace } from '../../pipelines/run.ts';
import type { Workspace } from '../../pipelines/workspace.ts';
import { generationFile, readPointer } from '../../src/warehouse/pointer.ts';
import { contentOf, faultsOf } from '../support/generation-content.ts';
import { addExtract, makeSmallWorkspace } from '../support/small-workspace.ts';

const program = join(repositoryPaths.root, 'src/cli/tandem.mjs');
const killsPerLane = 17;
const lanes = [11, 23];
const made: Workspace[] = [];
const workspaceForTest = (): Workspace => {
  const workspace = makeSmallWorkspace();
  made.push(workspace);
  return workspace;
};
afterAll(() => {
  for (const workspace of made) rmSync(workspace.dir, { recursive: true, force: true });
});

/** A small generator of numbers in [0, 1): the same kills on every run of the test. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Ending {
  readonly killed: boolean;
  readonly lines: number;
  readonly ms: number;
}

/** `tandem run` as a process of its own, killed at its n-th line of progress or after so many milliseconds, if it lives. */
function runAndKill(dir: string, at: { line?: number; ms?: number }): Promise<Ending> {
  const start = performance.now();
  const child = spawn(process.execPath, [program, 'run', '--workspace', dir, '--json'], {
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let lines = 0;
  createInterface({ input: child.stdout }).on('line', () => {
    lines += 1;
    if (lines === at.line) child.kill('SIGKILL');
  });
  const timer = at.ms === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), at.ms);
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === 'SIGKILL', lines, ms: performance.now() - start });
    });
  });
}

const servedFile = (workspace: Workspace): string =>
  generationFile(workspace.paths.warehouse, readPointer(workspace.paths.warehouse)?.generation ?? 'nothing');

describe('kill -9 of tandem run', () => {
  it(
    'leaves served data whole at every point, and the next run loses and doubles nothing',
    { timeout: 900_000 },
    async () => {
      const measured = workspaceForTest();
      addExtract(measured, 0);
      const whole = await runAndKill(measured.dir, {});
      expect(whole.killed).toBe(false);

      const lane = async (
        seed: number,
      ): Promise<{ workspace: Workspace; kills: number; steps: Set<string> }> => {
        const random = seeded(seed);
        const workspace = workspaceForTest();
        addExtract(workspace, 0);
        await runWorkspace(workspace);
        let kills = 0;
        const steps = new Set<string>();
        for (let part = 1; part <= killsPerLane; part++) {
          const orders = addExtract(workspace, part);
          const before = readPointer(workspace.paths.warehouse)?.generation;
          const at =
            part % 2 === 0
              ? { line: 1 + Math.floor(random() * (whole.lines - 1)) }
              : { ms: whole.ms * (0.25 + 0.5 * random()) };
          const ending = await runAndKill(workspace.dir, at);
          if (ending.killed) kills += 1;
          const after = readPointer(workspace.paths.warehouse)?.generation;
          steps.add(after === before ? 'before the swap' : 'after the swap');
          expect(
            await faultsOf(servedFile(workspace)),
            `after kill ${part} of lane ${seed} at ${JSON.stringify(at)}`,
          ).toEqual([]);

          const report = await runWorkspace(workspace);
          expect(['published', 'unchanged']).toContain(report.outcome);
          expect(lockHolders(workspace.paths.warehouse)).toEqual([]);
          const content = await contentOf(servedFile(workspace));
          expect(content.fct_sales_order_line?.split(' ')[0], `orders after part ${part}`).toBe(
            String(orders),
          );
        }
        return { workspace, kills, steps };
      };
      const ended = await Promise.all(lanes.map(lane));
      expect(ended.reduce((sum, { kills }) => sum + kills, 0)).toBeGreaterThanOrEqual(30);

      const untouched = workspaceForTest();
      for (let part = 0; part <= killsPerLane; part++) {
        addExtract(untouched, part);
      }
      await runWorkspace(untouched);
      const expected = await contentOf(servedFile(untouched));
      for (const { workspace } of ended) expect(await contentOf(servedFile(workspace))).toEqual(expected);
    },
  );
});
