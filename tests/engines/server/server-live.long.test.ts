import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDemo } from '../../../pipelines/demo/write-demo.ts';
import { openWorkspace } from '../../../pipelines/workspace.ts';
import type {
  ArrowHeader,
  BatchResponse,
  CatalogResponse,
  Job,
  RejectsResponse,
  RowsResponse,
} from '../../../src/contract/api/index.ts';
import type { FixPreviewResponse } from '../../../src/contract/api/fix.ts';
import type { LineageRowResponse } from '../../../src/contract/api/lineage.ts';
import { startServer, type RunningServer } from '../../../src/server/main.ts';
import { sharedDemo } from '../../support/shared-demo.ts';

const window = { from: '2025-07-01', to: '2026-07-01' };

describe('the demo company, served', { timeout: 300_000 }, () => {
  let dir: string;
  let server: RunningServer;
  const cookies = new Map<string, string>();
  const said: string[] = [];

  const call = async (
    role: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
    method = body === undefined ? 'GET' : 'POST',
  ): Promise<Response> =>
    fetch(`${server.url}${path}`, {
      method,
      headers: {
        cookie: cookies.get(role) ?? '',
        'x-tandem-csrf': '1',
        origin: server.url,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const json = async <T>(...of: Parameters<typeof call>): Promise<T> => {
    const response = await call(...of);
    const text = await response.text();
    expect(response.status, `${of[1]} ${text.slice(0, 300)}`).toBe(200);
    return JSON.parse(text) as T;
  };
  const jobEnd = async (id: string): Promise<Job> => {
    for (;;) {
      const { job } = await json<{ job: Job }>('steward', `/api/jobs/${id}`);
      if (job.state !== 'running') return job;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };

  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tandem-live-'));
    cpSync((await sharedDemo(0.05)).dir, dir, { recursive: true });
    server = await startServer({
      workspace: openWorkspace(dir),
      port: 0,
      log: (entry) => said.push(JSON.stringify(entry)),
      checkAnswers: true,
    });
    for (const role of ['executive', 'planner', 'service', 'steward']) {
      const response = await fetch(`${server.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
        body: JSON.stringify({ email: `${role}@demo.tandem`, password: 'tandem-demo' }),
      });
      cookies.set(role, (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '');
    }
  });
  afterAll(async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('[DATA-3] the rows behind every metric lead to a line of a file, in the very words of the file', async () => {
    const { metrics } = await json<CatalogResponse>('executive', '/api/catalog');
    let followed = 0;
    for (const { id } of metrics) {
      const rows = await json<RowsResponse>('executive', '/api/rows', { metric: id, window, limit: 2 });
      const [sourceAt, batchAt, lineAt] = ['_source', '_batch', '_line'].map((name) =>
        rows.columns.findIndex((column) => column.name === name),
      );
      const row = rows.rows.find((each) => each[batchAt ?? 0] !== null);
      if (!row) continue;
      const [source = '', batch = '', line = ''] = [sourceAt, batchAt, lineAt].map((at) =>
        String(row[at ?? 0]),
      );
      const origin = await json<LineageRowResponse>(
        'executive',
        `/api/lineage/row?source=${source}&batch=${batch}&line=${line}`,
      );
      const lines = readFileSync(join(dir, 'extracts', source, origin.file), 'utf8').split('\n');
      expect(origin.from, id).toBe('file');
      expect(origin.raw?.split('\n')[0]).toBe(lines[Number(line) - 1]?.replace(/\r$/, ''));
      expect(origin.header).toBe(lines[0]?.replace(/^\uFEFF/, '').replace(/\r$/, ''));
      expect(
        Object.values(origin.values).some(
          (value) => value !== null && value !== '' && origin.raw?.includes(String(value)),
        ),
      ).toBe(true);
      followed++;
    }
    expect(followed).toBeGreaterThanOrEqual(18);
  });

  it('[POLICY-4] the line of a stock movement has no cost for service, in columns or in the words of the file', async () => {
    const { rows, columns } = await json<RowsResponse>('service', '/api/rows', {
      metric: 'stock_quantity',
      window,
      limit: 1,
    });
    const at = (name: string): string =>
      String(rows[0]?.[columns.findIndex((column) => column.name === name)]);
    const path = `/api/lineage/row?source=${at('_source')}&batch=${at('_batch')}&line=${at('_line')}`;
    const whole = await json<LineageRowResponse>('executive', path);
    expect(whole.from).toBe('file');
    expect(Number(whole.values['unit_cost'])).toBeGreaterThan(0);
    const told = await json<LineageRowResponse>('service', path);
    expect(told).toEqual({
      ...whole,
      from: 'without_costs',
      header: null,
      raw: null,
      values: { ...whole.values, unit_cost: '•••' },
    });
  });

  it('[DATA-3] a file that was changed since is not quoted; the stored values are shown', async () => {
    const { rows, columns } = await json<RowsResponse>('executive', '/api/rows', {
      metric: 'revenue',
      window,
      limit: 1,
    });
    const at = (name: string): string =>
      String(rows[0]?.[columns.findIndex((column) => column.name === name)]);
    const path = `/api/lineage/row?source=${at('_source')}&batch=${at('_batch')}&line=${at('_line')}`;
    const before = await json<LineageRowResponse>('executive', path);
    const file = join(dir, 'extracts', before.source, before.file);
    const bytes = readFileSync(file);
    appendFileSync(file, '\n');
    const after = await json<LineageRowResponse>('executive', path);
    expect(after).toMatchObject({ from: 'lake', raw: null, values: before.values });
    writeFileSync(file, bytes);
  });

  it('Arrow says the same as JSON', async () => {
    const queries = {
      byMonth: {
        metrics: ['revenue', 'orders', 'gross_margin_rate'],
        dimensions: ['date.month', 'region'],
        window,
      },
      hidden: { metrics: ['nothing'], window },
    };
    const rows = await json<BatchResponse>('executive', '/api/query', { queries });
    const response = await call(
      'executive',
      '/api/query',
      { queries },
      { accept: 'application/vnd.apache.arrow.stream' },
    );
    expect(response.headers.get('content-type')).toBe('application/vnd.apache.arrow.stream');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const length = new DataView(bytes.buffer).getUint32(0, true);
    const header = JSON.parse(new TextDecoder().decode(bytes.slice(4, 4 + length))) as ArrowHeader;
    expect(header.generation).toBe(rows.generation);
    expect(header.parts.map(({ name }) => name)).toEqual(['byMonth', 'hidden']);
    expect(header.parts[1]).toMatchObject({ bytes: 0, error: { code: 'unknown_metric' } });
    const table = tableFromIPC(bytes.slice(4 + length, 4 + length + (header.parts[0]?.bytes ?? 0)));
    const json0 = rows.results['byMonth'];
    if (!json0 || !('rows' in json0)) throw new Error('no rows');
    expect(table.numRows).toBe(json0.rows.length);
    expect([...(table.getChild('revenue')?.toArray() as Float64Array)]).toEqual(
      json0.rows.map((row) => row[2] ?? 0),
    );
    expect([...(table.getChild('region') ?? [])].map((value) => value as string | null)).toEqual(
      json0.rows.map((row) => row[1]),
    );
  });

  it('[API-4] a page asked for again comes from the cache; names come in the reader’s language', async () => {
    const queries = { all: { metrics: ['revenue'], dimensions: ['product'], window, limit: 5 } };
    const english = await json<BatchResponse>('executive', '/api/query', { queries });
    const again = await json<BatchResponse>('executive', '/api/query', { queries });
    expect(again.results['all']).toEqual({ ...english.results['all'], ms: 0 });
    await call('executive', '/api/me', { language: 'zh-CN' }, {}, 'PATCH');
    const chinese = await json<BatchResponse>('executive', '/api/query', { queries });
    expect(JSON.stringify(chinese.results['all'])).toMatch(/[\u4e00-\u9fff]/);
    await call('executive', '/api/me', { language: 'en' }, {}, 'PATCH');
  });

  it('[DATA-2] who may not see every name sees that and why a row was rejected, not its text', async () => {
    const steward = await json<RejectsResponse>('steward', '/api/data/rejects?limit=20');
    const planner = await json<RejectsResponse>('planner', '/api/data/rejects?limit=20');
    expect(steward.total).toBeGreaterThan(0);
    expect(planner.byRule).toEqual(steward.byRule);
    expect(steward.rows.some((row) => row.raw !== null)).toBe(true);
    expect(planner.rows.every((row) => row.raw === null && row.value === null)).toBe(true);
  });

  it('[API-11] a fix is counted beforehand, brings its rows in as a new generation, and can be undone', async () => {
    const first = await json<RejectsResponse>(
      'steward',
      '/api/data/rejects?rule=not_in_set&object=sale_order_line&limit=200',
    );
    const reject = first.rows.find((row) => row.column !== null && row.value !== null);
    if (!reject?.column || reject.value === null) throw new Error('the demo has no value outside its set');
    const { source, object, column } = reject;
    const about = `/api/data/fix/column?${new URLSearchParams({ source, object, column }).toString()}`;
    expect((await call('executive', about)).status).toBe(403);
    const { accepts } = await json<{ accepts: string[] }>('steward', about);
    expect(accepts).not.toContain(reject.value);
    const allowed = accepts[0] ?? '';
    const target = {
      source: reject.source,
      object: reject.object,
      column: reject.column,
      fix: { map_values: { [reject.value]: allowed } },
    };
    expect((await call('executive', '/api/data/fix/preview', target)).status).toBe(403);
    const preview = await json<FixPreviewResponse>('steward', '/api/data/fix/preview', target);
    expect(Object.values(preview.still_by_rule).reduce((sum, n) => sum + n, 0)).toBe(preview.still_rejected);
    expect(preview.would_accept, JSON.stringify(target)).toBeGreaterThan(0);
    const total = (await json<RejectsResponse>('steward', '/api/data/rejects?limit=1')).total;
    const { generation } = await json<CatalogResponse>('steward', '/api/catalog');

    const { job } = await json<{ job: string }>('steward', '/api/data/fix', {
      ...target,
      reason: 'spelling of the unit',
    });
    expect(await jobEnd(job), said.join('\n')).toMatchObject({ kind: 'fix', state: 'done', error: null });
    const after = await json<RejectsResponse>('steward', '/api/data/rejects?limit=1');
    expect(total - after.total).toBeGreaterThanOrEqual(preview.would_accept);
    expect((await json<CatalogResponse>('steward', '/api/catalog')).generation).not.toBe(generation);

    const { fixes } = await json<{ fixes: { id: string; by: string; reason: string }[] }>(
      'steward',
      '/api/data/fixes',
    );
    expect(fixes).toMatchObject([{ by: 'steward@demo.tandem', reason: 'spelling of the unit' }]);
    const told = await (await call('planner', '/api/data/fixes')).text();
    expect(told).toContain('spelling of the unit');
    for (const secret of [reject.value, 'steward@']) expect(told).not.toContain(secret);
    const undo = await json<{ job: string }>(
      'steward',
      `/api/data/fixes/${fixes[0]?.id ?? ''}`,
      undefined,
      {},
      'DELETE',
    );
    expect(await jobEnd(undo.job)).toMatchObject({ state: 'done' });
    expect((await json<{ fixes: unknown[] }>('steward', '/api/data/fixes')).fixes).toEqual([]);
    expect((await json<RejectsResponse>('steward', '/api/data/rejects?limit=1')).total).toBe(total);
  });

  it('a second server on the same port is refused and leaves the first alone', async () => {
    const { port } = new URL(server.url);
    const other = mkdtempSync(join(tmpdir(), 'tandem-other-'));
    writeDemo({ out: other, scale: 0.003 });
    await expect(
      startServer({ workspace: openWorkspace(other), port: Number(port), log: () => undefined }),
    ).rejects.toMatchObject({ code: 'locked' });
    rmSync(other, { recursive: true, force: true });
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });
});
