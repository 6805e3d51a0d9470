import { existsSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { lockHolders } from '../../pipelines/publish/run-lock.ts';
import { readRunsNow } from '../../pipelines/publish/run-record.ts';
import type { Workspace } from '../../pipelines/workspace.ts';
import { TandemError } from '../contract/errors.ts';
import type { Translate } from '../messages/translate.ts';
import { readPointer } from '../warehouse/pointer.ts';
import type { CliCommand } from './command.ts';
import { failureOf } from './error-line.ts';
import { keptError } from './kept-error.ts';
import { openServedGeneration } from './served-generation.ts';
import { webIsStale } from './web-build.ts';
import { workspaceFolder, workspaceOption } from './workspace-option.ts';

interface Finding {
  readonly part: string;
  readonly state: 'good' | 'warning' | 'bad';
  readonly text: string;
}

/** Runs one look; a thrown error is a bad finding, not the end. */
async function look(
  t: Translate,
  part: string,
  work: () => Promise<Omit<Finding, 'part'>> | Omit<Finding, 'part'>,
): Promise<Finding> {
  try {
    return { part, ...(await work()) };
  } catch (error) {
    return { part, state: 'bad', text: failureOf(error, t).line };
  }
}

/** Which files lack a column that earlier ones had. */
async function lookAtColumns(t: Translate, workspace: Workspace): Promise<Finding[]> {
  const part = 'columns';
  try {
    const { standingLosses } = await import('../../pipelines/load/standing-losses.ts');
    const lost = standingLosses(workspace);
    if (lost.length === 0) return [{ part, state: 'good', text: t('cli.doctor.no_lost') }];
    return lost.map(({ source, object, file, column, names, rows, kept, empty, isHeld }) => {
      const held = isHeld ? 'yes' : 'no';
      const text = t('cli.doctor.lost', { source, object, file, column, names, rows, kept, empty, held });
      return { part, state: 'warning', text };
    });
  } catch {
    // A contract that does not read is the systems' finding.
    return [];
  }
}

async function lookAtWorkspace(t: Translate, workspace: Workspace): Promise<Finding[]> {
  const { dir, paths, config } = workspace;
  const { warehouse } = paths;
  const findings = await Promise.all([
    look(t, 'sources', () => {
      const missing = config.sources.filter(
        (source) => !existsSync(join(dir, source.path ?? `extracts/${source.id}`)),
      );
      return missing.length === 0
        ? { state: 'good', text: t('cli.doctor.sources', { count: config.sources.length }) }
        : {
            state: 'warning',
            text: t('cli.doctor.sources_missing', { sources: missing.map((each) => each.id).join(', ') }),
          };
    }),
    ...[...new Set(config.sources.map(({ system }) => system))].map((system) =>
      look(t, 'systems', async () => {
        const { readSystem } = await import('../../pipelines/load/read-system.ts');
        const { objects } = readSystem(workspace, system);
        return { state: 'good', text: t('cli.doctor.system', { system, n: Object.keys(objects).length }) };
      }),
    ),
    look(t, 'generation', async () => {
      if (readPointer(warehouse) === undefined)
        return { state: 'warning', text: t('cli.doctor.no_generation') };
      const served = await openServedGeneration(warehouse);
      const { generation, builtAt } = served;
      try {
        await served.rows('select generation from meta_generation');
        const [missing] = await served.lacking();
        if (missing !== undefined) throw new TandemError('outdated_generation', { generation, missing });
      } finally {
        served.close();
      }
      return { state: 'good', text: t('cli.doctor.generation', { generation, builtAt }) };
    }),
    look(t, 'lock', () => {
      const holders = lockHolders(warehouse);
      const [alive] = holders.filter((holder) => holder.alive);
      if (alive) return { state: 'warning', text: t('cli.doctor.running', { pid: String(alive.pid) }) };
      return holders.length === 0
        ? { state: 'good', text: t('cli.doctor.unlocked') }
        : { state: 'good', text: t('cli.doctor.stale_lock', { count: holders.length }) };
    }),
    look(t, 'runs', () => {
      const [last] = readRunsNow(warehouse);
      if (!last) return { state: 'good', text: t('cli.doctor.no_runs') };
      const { outcome } = last;
      const good = outcome === 'published' || outcome === 'unchanged' || outcome === 'running';
      const text = t('cli.doctor.last_run', {
        at: last.startedAt,
        outcome,
        reason: keptError(last.error, t),
      });
      return { state: good ? 'good' : 'warning', text };
    }),
    look(t, 'disk', () => {
      const { bavail, bsize } = statfsSync(dir);
      const free = (bavail * bsize) / 2 ** 30;
      return {
        state: free > 2 ? 'good' : 'warning',
        text: t('cli.doctor.disk', { free: Math.round(free * 10) / 10 }),
      };
    }),
  ]);
  return [...findings, ...(await lookAtColumns(t, workspace))];
}

/** `tandem doctor`: what is wrong here; exit code 1 when something is bad. */
export const doctorCommand: CliCommand = {
  usage: 'doctor',
  about: 'cli.doctor.about',
  options: [workspaceOption],
  async run({ t, json, print, printJson }, _args, options) {
    const dir = workspaceFolder(options);
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
    const findings: Finding[] = [
      await look(t, 'node', () => ({
        state: major > 20 || (major === 20 && minor >= 19) ? 'good' : 'bad',
        text: t('cli.doctor.node', { version: process.versions.node }),
      })),
      await look(t, 'duckdb', async () => {
        const { openWarehouse } = await import('../warehouse/open.ts');
        const warehouse = await openWarehouse();
        const [row] = await warehouse.rows<{ v: string }>('select version() as v');
        warehouse.close();
        return { state: 'good', text: t('cli.doctor.duckdb', { version: row?.v ?? '' }) };
      }),
      await look(t, 'threads', () => ({
        state: Number(process.env.UV_THREADPOOL_SIZE) >= 8 ? 'good' : 'warning',
        text: t('cli.doctor.threads', {
          pool: process.env.UV_THREADPOOL_SIZE ?? '4',
        }),
      })),
      await look(t, 'web', () =>
        webIsStale()
          ? { state: 'warning', text: t('cli.doctor.web_stale') }
          : { state: 'good', text: t('cli.doctor.web') },
      ),
    ];
    let workspace: Workspace | undefined;
    findings.push(
      await look(t, 'workspace', async () => {
        const { openWorkspace } = await import('../../pipelines/workspace.ts');
        workspace = openWorkspace(dir);
        return { state: 'good', text: workspace.dir };
      }),
    );
    if (workspace) findings.push(...(await lookAtWorkspace(t, workspace)));
    if (json) printJson({ findings });
    else
      for (const { part, state, text } of findings)
        print(
          `${{ good: '✓', warning: '!', bad: '✗' }[state]} ${t.maybe(`cli.doctor.part.${part}`) ?? part}: ${text}`,
        );
    return findings.some((finding) => finding.state === 'bad') ? 1 : 0;
  },
};
