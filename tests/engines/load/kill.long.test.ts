import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lockHolders } from '../../../pipelines/publish/run-lock.ts';
import { repositoryPaths } from '../../../pipelines/publish/repository-paths.ts';
import { runWorkspace } from '../../../pipelines/run.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import { generationFile, readPointer } from '../../../src/warehouse/pointer.ts';
import { contentOf, faultsOf } from '../../support/generation-content.ts';
import { makeSmallModels } from '../../support/small-models.ts';
import { addExtract, makeSmallWorkspace } from '../../support/small-workspace.ts';

const steps = [
  'load',
  'build.resolve',
  'build.staging',
  'build.identity',
  'build.models',
  'check',
  'build.write',
  'publish',
];
const folders = { modelsDir: '', canonicalDir: '' };
const made: string[] = [];
let bundle = '';
const workspaceForTest = (): Workspace => {
  const workspace = makeSmallWorkspace();
  made.push(workspace.dir);
  return workspace;
};

beforeAll(async () => {
  // One file instead of hundreds: a process that lives half a second should not spend one on reading TypeScript.
  const modules = join(repositoryPaths.root, 'node_modules');
  mkdirSync(join(modules, '.cache'), { recursive: true });
  const out = mkdtempSync(join(modules, '.cache', 'tandem-kill-'));
  made.push(out);
  await build({
    configFile: false,
    logLevel: 'error',
    root: repositoryPaths.root,
    build: { ssr: 'tests/support/killed-run.ts', outDir: out, minify: false, target: 'node20' },
    ssr: { noExternal: true, external: ['duckdb'] },
  });
  bundle = join(out, 'killed-run.js');
  folders.modelsDir = makeSmallModels();
  folders.canonicalDir = join(out, 'canonical');
  made.push(folders.modelsDir);
  mkdirSync(folders.canonicalDir);
  for (const entity of ['customer', 'sales_order', 'sales_order_line'])
    copyFileSync(
      join(repositoryPaths.canonical, `${entity}.yaml`),
      join(folders.canonicalDir, `${entity}.yaml`),
    );
}, 120_000);
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

interface Ending {
  readonly killed: boolean;
  /** The steps of its progress, in order. */
  readonly said: readonly string[];
}

/** The n-th event of a step, as `step n`. Numbers over the whole run would move with the number of files. */
const eventNames = (said: readonly string[]): string[] =>
  said.map((step, at) => `${step} ${said.slice(0, at + 1).filter((each) => each === step).length}`);

/**
 * A run as a process of its own. `own`: it ends by SIGKILL in the middle of that event. `line`, `after`: we kill it so
 * many milliseconds after that event, wherever it then is.
 */
function runAndKill(dir: string, at: { own?: string; line?: string; after?: number }): Promise<Ending> {
  const { modelsDir, canonicalDir } = folders;
  const child = spawn(process.execPath, [bundle, dir, modelsDir, canonicalDir, at.own ?? ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (step) => {
    said.push(step);
    if (eventNames(said).at(-1) === at.line) setTimeout(() => child.kill('SIGKILL'), at.after ?? 0);
  });
  return new Promise((resolve) => {
    child.on('close', (_code, signal) => resolve({ killed: signal === 'SIGKILL', said }));
  });
}

const served = (workspace: Workspace): string | undefined =>
  readPointer(workspace.paths.warehouse)?.generation;
const servedFile = (workspace: Workspace): string =>
  generationFile(workspace.paths.warehouse, served(workspace) ?? 'nothing');

describe('kill -9 of a run', () => {
  it(
    'leaves served data whole at every point, and the next run loses and doubles nothing',
    { timeout: 600_000 },
    async () => {
      const measured = workspaceForTest();
      addExtract(measured, 0);
      const whole = await runAndKill(measured.dir, {});
      expect(whole.killed).toBe(false);
      expect([...new Set(whole.said)]).toEqual(expect.arrayContaining(steps));
      const events = eventNames(whole.said);
      const nth = (at: number): string => events[at] ?? '';
      // Each step dies at its first and at its last event; the rest spread evenly and from outside.
      const kills = [
        ...steps.flatMap((step) => [
          { own: nth(whole.said.indexOf(step)) },
          { own: nth(whole.said.lastIndexOf(step)) },
        ]),
        ...Array.from({ length: 20 }, (_, at) => ({
          line: nth(Math.floor((at * (events.length - 3)) / 20)),
          after: (at * 7) % 11,
        })),
      ];

      const workspace = workspaceForTest();
      addExtract(workspace, 0);
      await runWorkspace(workspace, folders);
      const died: string[] = [];
      let part = 0;
      for (const [turn, at] of kills.entries()) {
        part += 1;
        const orders = addExtract(workspace, part);
        const before = served(workspace);
        const ending = await runAndKill(workspace.dir, at);
        if (ending.killed) died.push(ending.said.at(-1) ?? 'load');
        const context = `after kill ${turn + 1} at ${JSON.stringify(at)}`;
        expect(await faultsOf(servedFile(workspace), folders.modelsDir), context).toEqual([]);
        if (ending.killed && ending.said.at(-1) !== 'publish')
          expect(served(workspace), context).toBe(before);
        // Every other time the next run comes only after a second kill on top of the first.
        if (turn % 2 === 0) continue;
        const report = await runWorkspace(workspace, folders);
        expect(['published', 'unchanged']).toContain(report.outcome);
        expect(lockHolders(workspace.paths.warehouse)).toEqual([]);
        const content = await contentOf(servedFile(workspace));
        expect(content.fct_order?.split(' ')[0], `orders ${context}`).toBe(String(orders));
      }
      expect(died.length).toBeGreaterThanOrEqual(30);
      expect([...new Set(died)].sort()).toEqual([...steps].sort());

      const untouched = workspaceForTest();
      for (let each = 0; each <= part; each++) addExtract(untouched, each);
      await runWorkspace(untouched, folders);
      expect(await contentOf(servedFile(workspace))).toEqual(await contentOf(servedFile(untouched)));
    },
  );
});
