import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runWorkspace } from '../../pipelines/run.ts';
import type { Workspace } from '../../pipelines/workspace.ts';
import type {
  IdentityDecisionsResponse,
  IdentityOwnersResponse,
  IdentityPreviewResponse,
} from '../../src/contract/api/identity.ts';
import type { IdentityDecisionInput } from '../../src/contract/identity-decision.ts';
import { openServing } from '../../src/server/queries/open-serving.ts';
import { identityCalls } from '../support/identity-calls.ts';
import { decisionsOn } from '../support/identity-decisions.ts';
import { makeIdentityWorkspace } from '../support/identity-workspace.ts';
import { testServer, type TestServer } from '../support/test-server.ts';

let workspace: Workspace;
let server: TestServer;
let steward: string;
const { call, ask } = identityCalls(() => ({ server, steward }));
const keep = async (decisions: readonly IdentityDecisionInput[]): Promise<string[]> =>
  (await ask<{ ids: string[] }>('POST', '/decisions', { decisions, overrules: [] })).ids;
const { revoke } = decisionsOn('customer');

beforeAll(async () => {
  workspace = makeIdentityWorkspace();
  await runWorkspace(workspace);
  const serving = await openServing(workspace.paths.warehouse, () => undefined);
  server = await testServer({ workspace, serving });
  steward = await server.person(['steward']);
});
afterAll(async () => {
  await server.close();
  rmSync(workspace.dir, { recursive: true, force: true });
});

it('[REVIEW-9] finds who can be an owner by name; a preview and the journal name who is pinned', async () => {
  const found = async (query: string): Promise<string[]> => {
    const { rows: people } = await ask<IdentityOwnersResponse>('GET', `/owners?${query}`);
    return people.map(({ id, name, isActive }) => `${id} ${name}${isActive ? '' : ' (left)'}`);
  };
  expect(await found('')).toEqual([
    'erp|4 Mia Lund',
    'erp|1 王芳',
    'erp|2 王芳',
    'erp|5 erp|5',
    'erp|3 Ada Quist (left)',
  ]);
  expect(await found('q=王芳')).toEqual(['erp|1 王芳', 'erp|2 王芳']);
  expect(await found('q=north 王'.replace(' ', '+'))).toEqual(['erp|2 王芳']);
  expect(await found('q=MIA')).toEqual(['erp|4 Mia Lund']);
  expect(await found(`q=${encodeURIComponent("%' or true")}`)).toEqual([]);
  expect(await ask<IdentityOwnersResponse>('GET', '/owners?limit=2')).toMatchObject({
    total: 5,
    rows: [{ name: 'Mia Lund', source: 'erp', role: 'North' }, { id: 'erp|1' }],
  });
  const pin = (value: string, record = 'crm|A7'): IdentityDecisionInput => ({
    kind: 'pin',
    entity: 'customer',
    record,
    field: 'owner_key',
    value,
  });
  expect(
    (await ask<IdentityPreviewResponse>('POST', '/preview', { decisions: [pin('erp|4')] })).values,
  ).toMatchObject([{ field: 'owner_key', before: null, after: 'Mia Lund' }]);
  const [mia = '', unnamed = ''] = await keep([pin('erp|4'), pin('erp|5', 'crm|A8')]);
  const [undone = ''] = await keep([revoke(mia)]);
  const { rows: lines } = await ask<IdentityDecisionsResponse>('GET', '/decisions?limit=3');
  expect(lines.map(({ decision: { id }, owner }) => [id, owner])).toEqual([
    [undone, 'Mia Lund'],
    [unnamed, null],
    [mia, 'Mia Lund'],
  ]);
  await keep([revoke(unnamed)]);
  for (const role of ['marketer', 'admin'] as const)
    expect((await call('GET', '/owners', undefined, await server.person([role]))).status).toBe(403);
});
