import { expect, it } from 'vitest';
import type {
  IdentityDecisionsResponse,
  IdentityOwnersResponse,
  IdentityPreviewResponse,
} from '../../../src/contract/api/identity.ts';
import type { IdentityDecisionInput } from '../../../src/contract/identity-decision.ts';
import { decisionsOn } from '../../support/identity-decisions.ts';
import { makeIdentityWorkspace } from '../../support/identity-workspace.ts';
import { servedIdentity } from '../../support/served-identity.ts';

const here = servedIdentity(makeIdentityWorkspace);
const { call, ask } = here;
const keep = async (decisions: readonly IdentityDecisionInput[]): Promise<string[]> =>
  (await ask<{ ids: string[] }>('POST', '/decisions', { decisions, overrules: [] })).ids;
const { revoke } = decisionsOn('customer');

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
    expect((await call('GET', '/owners', undefined, await here.server.person([role]))).status).toBe(403);
});
