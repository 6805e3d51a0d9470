import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addFix } from '../../../pipelines/load/fixes.ts';
import { replayRejects } from '../../../pipelines/load/replay-rejects.ts';
import { runWorkspace } from '../../../pipelines/run.ts';
import { openWorkspace, type Workspace } from '../../../pipelines/workspace.ts';
import type {
  DriftResponse,
  LoadsResponse,
  RejectsResponse,
  SourcesResponse,
} from '../../../src/contract/api/data.ts';
import { openServing } from '../../../src/server/queries/open-serving.ts';
import { makeSmallModels } from '../../support/small-models.ts';
import { addExtract, makeSmallWorkspace } from '../../support/small-workspace.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';

/** What the steward sees of a workspace whose newest load may not be published. */
describe('loaded and not published', () => {
  let workspace: Workspace;
  let server: TestServer;
  let as: string;
  const bad = makeSmallModels({ yml: (yml) => yml.replace('quantity > 0', 'quantity < 50') });
  const good = makeSmallModels();
  const get = async <T>(path: string): Promise<T> => {
    server.pass(2_000);
    const response = await server.call('GET', path, { as });
    const text = await response.text();
    expect(response.status, text.slice(0, 300)).toBe(200);
    return JSON.parse(text) as T;
  };
  const failing = async (): Promise<void> => {
    await expect(runWorkspace(workspace, { modelsDir: bad })).rejects.toMatchObject({ code: 'check_failed' });
  };
  const damage = (part: string, line: string): void =>
    appendFileSync(join(workspace.dir, `extracts/shop/orders-${part}.csv`), `${line}\n`);

  beforeAll(async () => {
    workspace = makeSmallWorkspace();
    const file = join(workspace.dir, 'systems/shop/system.yaml');
    const proven = `format: { dates: ['YYYY-MM-DD'], decimal: '.', thousands: '', `;
    writeFileSync(file, readFileSync(file, 'utf8').replace('format: { ', proven));
    addExtract(workspace, 0);
    addExtract(workspace, 1);
    damage('000', 'BAD0,C1,not a day,1,1.50,2026-06-01 08:00:00');
    await failing();
    server = await testServer({
      workspace,
      serving: await openServing(workspace.paths.warehouse, () => undefined),
    });
    as = await server.person(['steward']);
  });
  afterAll(async () => {
    await server.close();
    for (const dir of [workspace.dir, bad, good]) rmSync(dir, { recursive: true, force: true });
  });

  it('[DATA-4] a first run that publishes nothing shows its files, its rejects and its sources', async () => {
    const { loads } = await get<LoadsResponse>('/api/data/loads');
    expect(loads.map(({ file, rejected, published }) => [file, rejected, published]).sort()).toEqual([
      ['orders-000.csv', 1, false],
      ['orders-001.csv', 0, false],
    ]);
    const rejects = await get<RejectsResponse>('/api/data/rejects');
    expect(rejects).toMatchObject({
      total: 1,
      byRule: [{ source: 'shop', object: 'orders', rule: 'bad_date', rows: 1 }],
      rows: [
        { file: 'orders-000.csv', line: 12, column: 'ordered_on', value: 'not a day', published: false },
      ],
    });
    const { generation, sources } = await get<SourcesResponse>('/api/data/sources');
    expect(generation).toBeNull();
    expect(sources[0]?.objects).toMatchObject([{ object: 'orders', rejected: 1, unpublished: 2 }]);
    expect(await get<DriftResponse>('/api/data/drift')).toEqual({ changes: [] });
    expect(await get('/api/data/runs')).toMatchObject({ runs: [{ outcome: 'failed', generation: null }] });
  });

  it('[DATA-4] what a later run loads and does not publish comes first and is marked; the rest stays', async () => {
    await runWorkspace(workspace, { modelsDir: good });
    await server.services.serving.refresh();
    expect((await get<LoadsResponse>('/api/data/loads')).loads.every(({ published }) => published)).toBe(
      true,
    );
    addExtract(workspace, 2);
    damage('002', 'BAD2,C1,never,1,1.50,2026-06-03 08:00:00');
    await failing();
    const { loads } = await get<LoadsResponse>('/api/data/loads');
    expect(loads[0]).toMatchObject({ file: 'orders-002.csv', rejected: 1, published: false });
    expect(loads.filter(({ published }) => published)).toHaveLength(2);
    const rejects = await get<RejectsResponse>('/api/data/rejects');
    expect(rejects.rows.map(({ value, published }) => [value, published])).toEqual([
      ['never', false],
      ['not a day', true],
    ]);
    expect(rejects.byRule).toEqual([{ source: 'shop', object: 'orders', rule: 'bad_date', rows: 2 }]);
    for (const offset of [0, 1, 2]) {
      const page = await get<RejectsResponse>(`/api/data/rejects?limit=1&offset=${offset}`);
      expect(page.total).toBe(2);
      expect(page.rows).toEqual(rejects.rows.slice(offset, offset + 1));
    }
    expect((await get<RejectsResponse>('/api/data/rejects?rule=not_null')).total).toBe(0);
    const { sources } = await get<SourcesResponse>('/api/data/sources');
    expect(sources[0]?.objects).toMatchObject([{ rejected: 2, unpublished: 1 }]);
  });

  it('[DATA-4] rejects that a fix let in are gone although its run published nothing', async () => {
    addFix(workspace, 'shop', {
      object: 'orders',
      column: 'ordered_on',
      map_values: { 'not a day': '2026-05-09', never: '2026-05-09' },
      by: 'a steward',
      reason: 'told by the shop',
      at: '2026-07-01T00:00:00Z',
    });
    expect(await replayRejects(workspace, { source: 'shop' })).toMatchObject({ accepted: 2 });
    expect((await get<RejectsResponse>('/api/data/rejects')).total).toBe(0);
    await failing();
    expect((await get<RejectsResponse>('/api/data/rejects')).total).toBe(0);
    await runWorkspace(workspace, { modelsDir: good });
    await server.services.serving.refresh();
    expect((await get<RejectsResponse>('/api/data/rejects')).total).toBe(0);
    const { loads } = await get<LoadsResponse>('/api/data/loads');
    expect(loads.every(({ published }) => published)).toBe(true);
  });

  it('[LOAD-54] a refused file is listed with why, published or not', async () => {
    const file = 'orders-900.csv';
    writeFileSync(join(workspace.dir, 'extracts/shop', file), 'id,customer,colour\nN1,C1,red\n');
    const refusal = {
      reason: 'missing_columns',
      details: { columns: 'ordered_on, quantity, price, changed_at' },
    };
    const shown = async () => {
      const { loads } = await get<LoadsResponse>('/api/data/loads');
      return loads.filter((load) => load.refusal !== null);
    };
    await failing();
    expect(await shown()).toMatchObject([{ file, rows: 0, published: false, refusal }]);
    const { changes } = await get<DriftResponse>('/api/data/drift');
    expect(changes.filter((change) => change.file === file)).toMatchObject([
      { kind: 'added', column: 'colour', details: { n: 1, sample: "'red'" }, detail: null },
      { kind: 'missing', column: 'changed_at', details: { names: 'changed_at' } },
      { kind: 'missing', column: 'ordered_on' },
      { kind: 'missing', column: 'price' },
      { kind: 'missing', column: 'quantity' },
    ]);
    await runWorkspace(workspace, { modelsDir: good });
    await server.services.serving.refresh();
    expect(await shown()).toMatchObject([{ file, published: true, refusal }]);
    rmSync(join(workspace.dir, 'extracts/shop', file));
  });

  it('[API-16] a torn pointer is named to who starts a server, and written anew by the next run', async () => {
    const pointer = join(workspace.paths.warehouse, 'current.json');
    const before = JSON.parse(readFileSync(pointer, 'utf8')) as { generation: string };
    writeFileSync(pointer, '{"generat');
    await expect(openServing(workspace.paths.warehouse, () => undefined)).rejects.toMatchObject({
      code: 'bad_workspace',
      details: { file: pointer },
    });
    expect((await server.services.serving.refresh())?.generation).toBe(before.generation);
    await runWorkspace(workspace, { modelsDir: good });
    expect(JSON.parse(readFileSync(pointer, 'utf8'))).toMatchObject({
      generation: before.generation,
    });
  });

  it('[DATA-1] freshness follows the limits of the source, then of its system, then 7 and 31 days', async () => {
    const file = join(workspace.dir, 'systems/shop/system.yaml');
    const before = readFileSync(file, 'utf8');
    const shown = async () =>
      (await get<SourcesResponse>('/api/data/sources')).sources[0]
        ?.objects[0] as SourcesResponse['sources'][number]['objects'][number];
    expect(await shown()).toMatchObject({ warnAfterDays: 7, errorAfterDays: 31 });
    writeFileSync(file, `${before}freshness: { warn_after_days: 0, error_after_days: 400 }\n`);
    expect(await shown()).toMatchObject({ warnAfterDays: 0, errorAfterDays: 400 });
    writeFileSync(file, `${before}freshness: { warn_after_days: 40 }\n`);
    const refused = await server.call('GET', '/api/data/sources', { as });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('warn_after_error');
    writeFileSync(file, before);

    writeFileSync(
      join(workspace.dir, 'tandem.yaml'),
      readFileSync(join(workspace.dir, 'tandem.yaml'), 'utf8').replace(
        'path: extracts/shop }',
        'path: extracts/shop, freshness: { warn_after_days: 1, error_after_days: 2 } }',
      ),
    );
    const own = openWorkspace(workspace.dir);
    expect(own.config.sources[0]?.freshness).toEqual({ warn_after_days: 1, error_after_days: 2 });
    const run = await runWorkspace(own, { modelsDir: good });
    expect(run.generation, 'limits are no content').toBe(
      (await get<SourcesResponse>('/api/data/sources')).generation,
    );
  });
});
