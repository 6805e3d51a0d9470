import { appendFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorkspace, type RunReport } from '../../../pipelines/run.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import { sayReport } from '../../../src/cli/run.ts';
import type { RejectsResponse, SourcesResponse } from '../../../src/contract/api/data.ts';
import { loadMessages } from '../../../src/messages/load-messages.ts';
import { createTranslate } from '../../../src/messages/translate.ts';
import { openServing } from '../../../src/server/queries/open-serving.ts';
import { makeSmallModels } from '../../support/small-models.ts';
import { addExtract, makeSmallWorkspace } from '../../support/small-workspace.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';

/** Two rows break a rule of their own; two name a buyer that is not there, one of these also a shop that is not. */
describe('[LOAD-43] what is in quarantine is one number', () => {
  const modelsDir = makeSmallModels();
  let workspace: Workspace;
  let server: TestServer;
  let as: string;
  let report: RunReport;
  const add = (part: string, line: string): void =>
    appendFileSync(join(workspace.dir, `extracts/shop/orders-${part}.csv`), `${line}\n`);
  const get = async <T>(path: string): Promise<T> => {
    const response = await server.call('GET', path, { as });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
  const told = async (language: 'en' | 'zh-CN', of: RunReport): Promise<string> => {
    const lines: string[] = [];
    const t = createTranslate(language, await loadMessages(language));
    sayReport({ t, print: (line) => void lines.push(line) }, of);
    return lines.join('\n');
  };

  beforeAll(async () => {
    workspace = makeSmallWorkspace();
    const file = join(workspace.dir, 'systems/shop/system.yaml');
    const references = ['buyers', 'shops'].map(
      (object) =>
        `      - { column: ${object === 'buyers' ? 'customer' : 'shop'}, object: ${object}, on_orphan: quarantine }\n`,
    );
    const others = ['buyers', 'shops'].map(
      (object) =>
        `  ${object}:\n    files: ['${object}*.csv']\n    key: [id]\n    columns: { id: { type: id, required: true } }\n`,
    );
    writeFileSync(
      file,
      `${readFileSync(file, 'utf8').replace('columns:\n', 'columns:\n      shop: { type: id }\n')}    references:\n${references.join('')}${others.join('')}`,
    );
    const extract = join(workspace.dir, 'extracts/shop/orders-000.csv');
    addExtract(workspace, 0);
    const [header = '', ...lines] = readFileSync(extract, 'utf8').trim().split('\n');
    writeFileSync(extract, [`${header},shop`, ...lines.map((line) => `${line},S1`), ''].join('\n'));
    add('000', 'B1,C1,not a day,1,1.50,2026-06-01 08:00:00,S1');
    add('000', 'B2,C1,2026-05-01,many,1.50,2026-06-01 08:00:00,S1');
    add('000', 'B3,C99,2026-05-01,1,1.50,2026-06-01 08:00:00,S1');
    add('000', 'B4,C99,2026-05-01,1,1.50,2026-06-01 08:00:00,S99');
    const ids = Array.from({ length: 7 }, (_, n) => `C${n}`).join('\n');
    writeFileSync(join(workspace.dir, 'extracts/shop/buyers.csv'), `id\n${ids}\n`);
    writeFileSync(join(workspace.dir, 'extracts/shop/shops.csv'), 'id\nS1\n');
    report = await runWorkspace(workspace, { modelsDir });
    server = await testServer({
      workspace,
      serving: await openServing(workspace.paths.warehouse, () => undefined),
    });
    as = await server.person(['steward']);
  });
  afterAll(async () => {
    await server.close();
    for (const dir of [workspace.dir, modelsDir]) rmSync(dir, { recursive: true, force: true });
  });

  it('after a run, on the sources page and in the list, a row counting once', async () => {
    expect(report.quarantine).toEqual({ rows: 4, orphans: 2 });
    const rejects = await get<RejectsResponse>('/api/data/rejects');
    expect(rejects.total).toBe(4);
    expect(rejects.rows.map(({ line, rule, column }) => [line, rule, column])).toEqual([
      [12, 'bad_date', 'ordered_on'],
      [13, 'bad_decimal', 'quantity'],
      [14, 'orphan_reference', 'customer'],
      [15, 'orphan_reference', 'customer'],
    ]);
    const { sources } = await get<SourcesResponse>('/api/data/sources');
    const rejected = Object.fromEntries(
      (sources[0]?.objects ?? []).map((one) => [one.object, one.rejected] as const),
    );
    expect(rejected).toEqual({ orders: 4, buyers: 0, shops: 0 });
  });

  it('the command line says how many are orphans, in both languages, and so when nothing is new', async () => {
    expect(await told('en', report)).toContain(
      'In quarantine now: 4 rows, 2 of them because a reference leads nowhere',
    );
    expect(await told('zh-CN', report)).toContain('隔离区现有 4 行，其中 2 行因所引用的记录不存在');
    const again = await runWorkspace(workspace, { modelsDir });
    expect(again.outcome).toBe('unchanged');
    expect(again.quarantine).toEqual(report.quarantine);
  });
});
