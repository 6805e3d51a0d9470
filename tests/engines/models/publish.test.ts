import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { lockHolders } from '../../../pipelines/publish/run-lock.ts';
import { readRunRecords, writeRunRecord } from '../../../pipelines/publish/run-record.ts';
import { runWorkspace } from '../../../pipelines/run.ts';
import { openWorkspace, type Workspace } from '../../../pipelines/workspace.ts';
import { openServing } from '../../../src/warehouse/generations.ts';
import { generationFile, readPointer, writePointer } from '../../../src/warehouse/pointer.ts';
import { makeSmallModels } from '../../support/small-models.ts';
import { addExtract, makeSmallWorkspace } from '../../support/small-workspace.ts';
import { longTest } from '../../support/thorough.ts';

const made: string[] = [];
const workspaceWith = (parts: number): Workspace => {
  const workspace = makeSmallWorkspace();
  made.push(workspace.dir);
  for (let part = 0; part < parts; part++) addExtract(workspace, part);
  return workspace;
};
const modelsWith = (change?: Parameters<typeof makeSmallModels>[0]): string => {
  const dir = makeSmallModels(change);
  made.push(dir);
  return dir;
};
const generations = (workspace: Workspace): string[] =>
  readdirSync(workspace.paths.warehouse).filter((file) => file.endsWith('.duckdb'));
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

describe('publishing a generation', () => {
  it('gives the same id for the same inputs, in any folder, and then builds nothing', async () => {
    const workspace = workspaceWith(2);
    const modelsDir = modelsWith();
    const first = await runWorkspace(workspace, { modelsDir });
    const again = await runWorkspace(workspace, { modelsDir });
    expect([first.outcome, again.outcome, again.generation]).toEqual([
      'published',
      'unchanged',
      first.generation,
    ]);

    const elsewhere = mkdtempSync(join(tmpdir(), 'tandem-copy-'));
    made.push(elsewhere);
    for (const part of ['tandem.yaml', 'systems', 'extracts'])
      cpSync(join(workspace.dir, part), join(elsewhere, part), { recursive: true });
    const copy = await runWorkspace(openWorkspace(elsewhere), { modelsDir });
    expect(copy.generation).toBe(first.generation);
  });

  longTest('makes another generation when a file, the configuration or a model changes', async () => {
    const workspace = workspaceWith(1);
    const ids = [(await runWorkspace(workspace, { modelsDir: modelsWith() })).generation];
    addExtract(workspace, 1);
    ids.push((await runWorkspace(workspace, { modelsDir: modelsWith() })).generation);
    appendFileSync(join(workspace.dir, 'tandem.yaml'), 'lost_after_days: 90\n');
    ids.push((await runWorkspace(openWorkspace(workspace.dir), { modelsDir: modelsWith() })).generation);
    const other = modelsWith({ sql: (sql) => `${sql}\n-- said otherwise` });
    ids.push((await runWorkspace(openWorkspace(workspace.dir), { modelsDir: other })).generation);
    expect(new Set(ids).size).toBe(4);
  });

  it('keeps the old generation serving when a check fails, and says which rule, how often and which rows', async () => {
    const workspace = workspaceWith(1);
    const good = await runWorkspace(workspace, { modelsDir: modelsWith() });
    const serving = await openServing(workspace.paths.warehouse);
    addExtract(workspace, 1);
    const modelsDir = modelsWith({ yml: (yml) => yml.replace('quantity > 0', 'quantity < 50') });
    await expect(runWorkspace(workspace, { modelsDir })).rejects.toMatchObject({
      code: 'check_failed',
      details: { model: 'fct_order', rule: 'quantity < 50', count: 1 },
    });
    expect((await serving.refresh())?.generation).toBe(good.generation);
    await serving.close();
    const [record] = readRunRecords(workspace.paths.warehouse);
    expect(record?.outcome).toBe('failed');
    expect(record?.failedChecks?.[0]?.sample).toMatchObject([
      { order_line_id: 'shop|O7', quantity: '101.0000' },
    ]);
    expect(generations(workspace)).toEqual([`gen-${good.generation ?? ''}.duckdb`]);
  });

  it.each([
    ['a key that is there twice', { sql: (sql: string) => `${sql} union all ${sql}` }, 'key'],
    [
      'a missing value',
      { sql: (sql: string) => sql.replace('quantity,', 'null::decimal(18,4) as quantity,') },
      'not_null',
    ],
    [
      'a reference to nobody',
      { sql: (sql: string) => sql.replace(' customer_key,', ` customer_key || 'x' as customer_key,`) },
      'reference',
    ],
    [
      'a cent that went astray',
      {
        sql: (sql: string) =>
          sql.replace(', amount', `, amount + case when source_key = 'O1' then 0.01 else 0 end as amount`),
      },
      'total',
    ],
    [
      'an empty fact although the source had rows',
      { sql: (sql: string) => `${sql} where false` },
      'critical',
    ],
    [
      'a column nobody declared',
      { sql: (sql: string) => sql.replace('quantity,', 'quantity, 1 as more,') },
      'columns',
    ],
    [
      'a type other than declared',
      { sql: (sql: string) => sql.replace('quantity,', 'quantity::double as quantity,') },
      'columns',
    ],
  ])('does not publish %s', async (_what, change, kind) => {
    const workspace = workspaceWith(1);
    await expect(runWorkspace(workspace, { modelsDir: modelsWith(change) })).rejects.toMatchObject({
      code: 'check_failed',
    });
    const failed = readRunRecords(workspace.paths.warehouse)[0]?.failedChecks ?? [];
    expect(failed.map((check) => check.kind)).toContain(kind);
    expect(readPointer(workspace.paths.warehouse)).toBeUndefined();
  });

  it('publishes with a warning when the broken rule only warns', async () => {
    const workspace = workspaceWith(1);
    const modelsDir = modelsWith({
      yml: (yml) => yml.replace('[quantity > 0]', '[{ name: small, holds: quantity < 5, severity: warn }]'),
    });
    const report = await runWorkspace(workspace, { modelsDir });
    expect(report.warnings).toMatchObject([{ rule: 'small', count: 6 }]);
  });

  it('leaves nothing behind when the SQL of a model is wrong', async () => {
    const workspace = workspaceWith(1);
    const modelsDir = modelsWith({ sql: (sql) => sql.replace('quantity', 'quantety') });
    await expect(runWorkspace(workspace, { modelsDir })).rejects.toThrow(/quantety/);
    expect(generations(workspace)).toEqual([]);
    expect(lockHolders(workspace.paths.warehouse)).toEqual([]);
    expect(readRunRecords(workspace.paths.warehouse)[0]?.error?.message).toMatch(/quantety/);
  });

  longTest(
    'rolls back by the pointer alone, and the next run publishes the newest again without building',
    async () => {
      const workspace = workspaceWith(1);
      const modelsDir = modelsWith();
      const old = await runWorkspace(workspace, { modelsDir });
      addExtract(workspace, 1);
      const fresh = await runWorkspace(workspace, { modelsDir });
      writePointer(workspace.paths.warehouse, { generation: old.generation ?? '', builtAt: 'x' });
      const serving = await openServing(workspace.paths.warehouse);
      const lease = await serving.lease();
      expect((await lease.rows('select count(*)::integer from fct_order')).rows).toEqual([[10]]);
      lease.release();
      await runWorkspace(workspace, { modelsDir });
      expect((await serving.refresh())?.generation).toBe(fresh.generation);
      await serving.close();
    },
  );

  longTest('keeps as many generations as the workspace says, the served one among them', async () => {
    const workspace = workspaceWith(0);
    const modelsDir = modelsWith();
    let last: string | undefined;
    for (let part = 0; part < 5; part++) {
      addExtract(workspace, part);
      last = (await runWorkspace(workspace, { modelsDir })).generation;
    }
    expect(generations(workspace)).toHaveLength(3);
    expect(existsSync(generationFile(workspace.paths.warehouse, last ?? ''))).toBe(true);
    expect(readPointer(workspace.paths.warehouse)?.generation).toBe(last);
  });

  it('lets only one run build at a time, and forgets the lock and the record of a process that died', async () => {
    const workspace = workspaceWith(1);
    const { warehouse } = workspace.paths;
    const modelsDir = modelsWith();
    mkdirSync(warehouse, { recursive: true });
    const parent = join(warehouse, `run-${process.ppid}-.lock`);
    writeFileSync(parent, '');
    await expect(runWorkspace(workspace, { modelsDir })).rejects.toMatchObject({
      code: 'locked',
      details: { pid: process.ppid },
    });
    rmSync(parent);
    writeFileSync(join(warehouse, 'run-4194000-1.lock'), '');
    writeFileSync(join(warehouse, `run-${process.ppid}-1.lock`), '');
    writeFileSync(join(warehouse, 'build_next.duckdb'), 'half a file');
    writeRunRecord(warehouse, {
      run: '20260101T000000000Z-4194000',
      pid: 4_194_000,
      startedAt: 'x',
      outcome: 'running',
    });
    const report = await runWorkspace(workspace, { modelsDir });
    expect(report.outcome).toBe('published');
    expect(lockHolders(warehouse)).toEqual([]);
    expect(readRunRecords(warehouse).map((record) => record.outcome)).toEqual(['published', 'crashed']);
  });
});
