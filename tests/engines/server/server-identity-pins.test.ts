import { expect, it } from 'vitest';
import { runWorkspace } from '../../../pipelines/run.ts';
import type { CustomerResponse } from '../../../src/contract/api/customers.ts';
import type {
  IdentityClusterResponse,
  IdentityDecisionsResponse,
  IdentityPinListsResponse,
  IdentityPreviewResponse,
} from '../../../src/contract/api/identity.ts';
import type { IdentityDecisionInput } from '../../../src/contract/identity-decision.ts';
import type { pinnableFields } from '../../../src/contract/pinnable-fields.ts';
import { makePlacedWorkspace } from '../../support/placed-workspace.ts';
import { servedIdentity } from '../../support/served-identity.ts';

const here = servedIdentity(makePlacedWorkspace);
const { call, ask } = here;
type Field = (typeof pinnableFields)[number];
const pin = (field: Field, value: string, record = 'crm|A0'): IdentityDecisionInput => ({
  kind: 'pin',
  entity: 'customer',
  record,
  field,
  value,
});

it('[REVIEW-5] lists what may be pinned, to whoever may pin', async () => {
  const lists = await ask<IdentityPinListsResponse>('GET', '/pin-lists');
  expect(lists.countries).toEqual(expect.arrayContaining(['CN', 'GR', 'SG']));
  expect(lists.countries).not.toContain('QQ');
  expect(lists.currencies).toEqual(['CNY', 'USD']);
  expect(lists.channels).toEqual(['Direct', 'Distributor', 'Key Account', 'Web']);
  expect(lists.industries).toEqual(['Marine']);
  for (const role of ['marketer', 'admin'] as const)
    expect((await call('GET', '/pin-lists', undefined, await here.server.person([role]))).status).toBe(403);
});

it('[REVIEW-5] refuses a value that cannot be of its field, in a preview and for good, and names the field', async () => {
  const nonsense: readonly (readonly [Field, string])[] = [
    ['country', 'QQ'],
    ['currency', 'QQQ'],
    ['channel', 'Bogus'],
    ['industry', 'Bogus'],
    ['email', 'not an email'],
    ['payment_terms_days', '9999'],
    ['credit_limit', '-1'],
    ['credit_limit', '1e30'],
    ['credit_limit', `1${'0'.repeat(30)}`],
    ['phone', 'hello'],
    ['tax_id', '1'],
    ['owner_key', 'crm|nobody'],
    ['city', ' '],
  ];
  for (const path of ['/preview', '/decisions'])
    for (const [field, value] of nonsense)
      expect(
        await call('POST', path, { decisions: [pin('city', 'Wuxi'), pin(field, value)] }),
        field,
      ).toMatchObject({
        status: 400,
        answer: { error: { code: 'absurd_decision', details: { reason: 'value', field } } },
      });
  expect((await ask<{ total: number }>('GET', '/decisions')).total).toBe(0);
});

it('[REVIEW-5] reads a telephone and a tax number by the country that is pinned, before that of the sources', async () => {
  const number = pin('tax_id', 'DE136695977');
  const germany = pin('country', 'DE');
  const status = async (...decisions: IdentityDecisionInput[]): Promise<number> =>
    (await call('POST', '/preview', { decisions })).status;
  expect(await status(pin('tax_id', '136695976'))).toBe(400);
  expect(await status(germany, pin('tax_id', '136695976'))).toBe(200);
  expect(await status(germany, number)).toBe(400);
  expect(await status(pin('phone', '+86 21 5550 1000'))).toBe(200);
});

it('[C360-4] [GOLDEN-5] shows a pin as the word of who pinned it and no record of it; the region follows the country', async () => {
  await ask('POST', '/decisions', {
    decisions: [pin('country', 'SG'), pin('website', 'www.harbour.example')],
  });
  await runWorkspace(here.workspace);
  await here.server.services.serving.refresh();
  const { goldenId } = await ask<IdentityClusterResponse>('GET', '/clusters/crm%7CA0');
  const fieldsFor = async (as: string): Promise<Map<string, CustomerResponse['fields'][number]>> => {
    const answer = (await (
      await here.server.call('GET', `/api/customers/${goldenId}`, { as })
    ).json()) as CustomerResponse;
    return new Map(answer.fields.map((each) => [each.field, each]));
  };
  const [decision] = here.server.services.identity.decisions.list().decisions;
  const made = { by: decision?.by, at: decision?.at };
  const pinned = { record: null, source: null, validFrom: null };
  const whole = await fieldsFor(await here.server.person(['executive']));
  expect(whole.get('country')).toMatchObject({
    winner: { value: 'SG', ...pinned, rule: 'pin', pin: made },
    losers: [
      { value: 'CN', record: expect.stringMatching(/^crm|erp/) as string, pin: null },
      { value: 'CN', pin: null },
    ],
  });
  expect(whole.get('website')).toMatchObject({ winner: { ...pinned, pin: made }, losers: [] });
  expect(whole.get('region')).toMatchObject({
    winner: { value: 'Asia Pacific', ...pinned, pin: made },
    losers: [{ value: 'East China' }, { value: 'East China' }],
  });
  expect(whole.get('name')?.winner).toMatchObject({ pin: null, source: expect.any(String) as string });
  expect([...whole.values()].flatMap(({ winner }) => winner.validFrom)).not.toContain('9999-12-31');
  const planner = await fieldsFor(await here.server.person(['planner']));
  expect(planner.get('country')?.winner).toMatchObject({ ...pinned, pin: { by: null, at: made.at } });
  const scoped = await fieldsFor(await here.server.person(['executive'], { region: ['East China'] }));
  expect(scoped.get('country')?.winner).toMatchObject({ ...pinned, rule: null, pin: made });
});

it('[REVIEW-6] a pin by another record of the same customer names the pin that it would overrule', async () => {
  const { records } = await ask<IdentityClusterResponse>('GET', '/clusters/crm%7CA0');
  const other = records.map(({ id }) => id).find((id) => id !== 'crm|A0') ?? expect.unreachable();
  await ask('POST', '/decisions', { decisions: [pin('street', '1 First Lane')] });
  const second = { decisions: [pin('street', '2 Second Lane', other)] };
  const foreseen = await ask<IdentityPreviewResponse>('POST', '/preview', second);
  expect(foreseen.overruled).toHaveLength(1);
  const refused = await call('POST', '/decisions', second);
  expect(refused.status).toBe(409);
  await ask('POST', '/decisions', { ...second, overrules: foreseen.overruled });
  const { rows } = await ask<IdentityDecisionsResponse>('GET', '/decisions?limit=50');
  const told = new Map(
    rows.map(({ decision, overruled }) => [decision.kind === 'pin' ? decision.value : '', overruled]),
  );
  expect([told.get('1 First Lane'), told.get('2 Second Lane')]).toEqual([true, false]);
});
