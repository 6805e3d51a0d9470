import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runWorkspace } from '../../../pipelines/run.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import type { CommandContext } from '../../../src/cli/command.ts';
import { doctorCommand } from '../../../src/cli/doctor.ts';
import { loadMessages } from '../../../src/messages/load-messages.ts';
import { createTranslate } from '../../../src/messages/translate.ts';
import { openServing } from '../../../src/server/queries/open-serving.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { generationFile, readPointer } from '../../../src/warehouse/pointer.ts';
import { makeIdentityWorkspace } from '../../support/identity-workspace.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';

let workspace: Workspace;
let server: TestServer | undefined;
let steward: string | undefined;
let whole: string;

/** The workspace's generation as if a version had built it that did not know what the statement takes away. */
async function buildWithout(statement: string): Promise<string> {
  await server?.close();
  server = undefined;
  const { generation } = readPointer(workspace.paths.warehouse) ?? { generation: '' };
  const path = generationFile(workspace.paths.warehouse, generation);
  if (existsSync(whole)) copyFileSync(whole, path);
  else copyFileSync(path, whole);
  const warehouse = await openWarehouse({ path });
  await warehouse.run(statement);
  warehouse.close();
  return generation;
}

async function serveWithout(statement: string): Promise<void> {
  await buildWithout(statement);
  server = await testServer({
    workspace,
    serving: await openServing(workspace.paths.warehouse, () => undefined),
  });
  steward ??= await server.person(['steward']);
}
const answer = async (method: string, path: string, body?: unknown): Promise<unknown> => {
  const response = await server?.call(method, path, {
    ...(steward === undefined ? {} : { as: steward }),
    ...(body === undefined ? {} : { body }),
  });
  return { status: response?.status, ...((await response?.json()) as object) };
};
const outdated = (missing: string): unknown =>
  expect.objectContaining({
    status: 503,
    error: expect.objectContaining({
      code: 'outdated_generation',
      details: { missing, generation: server?.services.serving.current()?.generation },
    }) as unknown,
  });
const pair = '/api/identity/pair?left=crm%7CA0&right=erp%7CP0';

beforeAll(async () => {
  workspace = makeIdentityWorkspace();
  whole = join(workspace.dir, 'whole.duckdb');
  await runWorkspace(workspace);
});
afterAll(async () => {
  await server?.close();
  rmSync(workspace.dir, { recursive: true, force: true });
});

it('[API-17] a generation without a column, a table or a model of today is called outdated, and a run makes it good', async () => {
  await serveWithout('alter table mart_identity_record drop column rarity');
  expect(await answer('GET', pair)).toEqual(outdated('mart_identity_record.rarity'));
  expect(await answer('POST', '/api/identity/pairs', {}), 'what needs no such column').toMatchObject({
    status: 200,
  });

  await serveWithout('drop table fct_identity_pair');
  expect(await answer('GET', pair)).toEqual(outdated('fct_identity_pair'));

  await serveWithout(`update meta_identity_model set settings = '{"keys": 3}'`);
  expect(await answer('GET', pair)).toEqual(outdated('meta_identity_model'));

  await serveWithout('drop table mart_order_status');
  expect(await answer('POST', '/api/orders/search', {})).toEqual(outdated('mart_order_status'));

  await runWorkspace(workspace, { force: true });
  await server?.services.serving.refresh();
  expect(await answer('GET', pair)).toMatchObject({ status: 200, band: 'match' });
});

it('[API-17] the doctor calls it outdated, and one of today good', async () => {
  const lines: string[] = [];
  const context: CommandContext = {
    t: createTranslate('en', await loadMessages('en')),
    language: 'en',
    json: false,
    print: (line) => void lines.push(line),
    printJson: () => undefined,
    progress: () => undefined,
  };
  const served = async (): Promise<string | undefined> => {
    lines.length = 0;
    await doctorCommand.run(context, [], { workspace: workspace.dir });
    return lines.find((line) => line.includes('Served data:'));
  };
  await server?.close();
  server = undefined;
  rmSync(whole, { force: true });
  expect(await served()).toMatch(/^✓ .*, built /);
  const generation = await buildWithout('alter table mart_order_status drop column is_short_closed');
  const said = `The data served now (${generation}) were built by an older version of Tandem and lack mart_order_status.is_short_closed. Run again: tandem run`;
  expect(await served()).toBe(`✗ Served data: ${said}`);
});
