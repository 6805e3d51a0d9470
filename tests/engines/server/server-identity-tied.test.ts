import { describe, expect, it } from 'vitest';
import type {
  IdentityClusterResponse,
  IdentityDecisionsResponse,
  IdentityGoldenResponse,
  IdentityOverviewResponse,
  IdentityPairResponse,
  IdentityPairsResponse,
  IdentityPreviewResponse,
} from '../../../src/contract/api/identity.ts';
import type { IdentityDecisionInput } from '../../../src/contract/identity-decision.ts';
import { records } from '../../../src/server/queries/records.ts';
import { withLease } from '../../../src/server/queries/with-lease.ts';
import { expectAsAnnounced } from '../../support/as-announced.ts';
import { servedIdentity } from '../../support/served-identity.ts';
import { decisionsOn } from '../../support/identity-decisions.ts';
import { makeTiedWorkspace } from '../../support/tied-workspace.ts';
import { longTest } from '../../support/thorough.ts';

type Entity = 'contact' | 'product';

const served = servedIdentity(makeTiedWorkspace);

const rows = <T extends Record<string, string>>(sql: string): Promise<T[]> =>
  withLease(served.server.services, 'test', (lease) => records<T>(lease, sql));
const groupsOf = async (entity: Entity): Promise<Map<string, string>> =>
  new Map(
    (
      await rows<{ id: string; golden: string }>(
        `select ${entity}_id as id, golden_${entity}_id as golden from bridge_${entity}_record`,
      )
    ).map(({ id, golden }) => [id, golden]),
  );
const valuesOf = async (entity: Entity, golden: string): Promise<Record<string, string> | undefined> =>
  (
    await rows(`select columns(*)::varchar from dim_golden_${entity} where golden_${entity}_id = '${golden}'`)
  )[0];
const { call, ask, run } = served;
const keep = async (...decisions: IdentityDecisionInput[]): Promise<string> =>
  (await ask<{ ids: string[] }>('POST', '/decisions', { decisions })).ids[0] ?? '';
const previewOf = (...decisions: IdentityDecisionInput[]): Promise<IdentityPreviewResponse> =>
  ask('POST', '/preview', { decisions });
const waitingOf = (entity: Entity): Promise<IdentityPreviewResponse> =>
  ask('POST', '/preview', { entity, decisions: [] });
const merge = (entity: 'customer' | Entity, ...ids: string[]): IdentityDecisionInput =>
  decisionsOn(entity).merge(...ids);
const apart = (entity: 'customer' | Entity, left: string, right: string): IdentityDecisionInput =>
  decisionsOn(entity).apart([left], [right]);
const revoke = (entity: Entity, revokes: string): IdentityDecisionInput =>
  decisionsOn(entity).revoke(revokes);
const pairsOf = async (entity: Entity, view: string): Promise<string[]> =>
  (await ask<IdentityPairsResponse>('POST', '/pairs', { entity, view })).rows.map(
    ({ left, right, rules }) => `${left.id} ${right.id} ${rules.join(',')}`,
  );

/** The groups are as announced, and so are the values that win. */
async function expectToldOf(
  entity: Entity,
  before: ReadonlyMap<string, string>,
  told: IdentityPreviewResponse,
): Promise<void> {
  expectAsAnnounced(before, await groupsOf(entity), told);
  for (const { goldenId, field, after: value } of told.values)
    expect((await valuesOf(entity, goldenId))?.[field] ?? null, field).toBe(value);
}

describe('identity of contacts and products', () => {
  it('[REVIEW-1] is for stewards who see everything, and for no one else', async () => {
    const narrow = await served.server.person(['steward'], { region: ['Europe'] });
    for (const entity of ['contact', 'product'])
      for (const who of [
        narrow,
        await served.server.person(['executive']),
        await served.server.person(['service']),
      ])
        for (const [method, path, body] of [
          ['GET', `?entity=${entity}`, undefined],
          ['POST', '/pairs', { entity }],
          ['POST', '/golden', { entity }],
          ['GET', `/pair?entity=${entity}&left=crm%7Ck0&right=erp%7Cp0`, undefined],
          ['GET', `/clusters/crm%7Ck0?entity=${entity}`, undefined],
          ['POST', '/preview', { entity, decisions: [] }],
          ['POST', '/decisions', { decisions: [merge('product', 'crm|i1', 'erp|e1')] }],
        ] as const)
          expect((await call(method, path, body, who)).status, path).toBe(403);
  });

  it('[REVIEW-8] [GOLDEN-8] [GOLDEN-9] tells how many there are, which rules tie them, and which pairs only have something in common', async () => {
    const [contacts, products] = [
      await ask<IdentityOverviewResponse>('GET', '?entity=contact'),
      await ask<IdentityOverviewResponse>('GET', '?entity=product'),
    ];
    expect(contacts.counts).toMatchObject({
      records: 17,
      golden: 13,
      bothSystems: 4,
      crmOnly: 5,
      erpOnly: 4,
      inNeither: 0,
    });
    expect(products.counts).toMatchObject({ records: 11, golden: 9, bothSystems: 2, crmOnly: 3, erpOnly: 4 });
    expect(await pairsOf('contact', 'match')).toEqual([
      'crm|k0 erp|p0 email',
      'crm|k1 erp|p1 name_phone',
      'crm|k3 erp|p3 email',
      'crm|k7 erp|p7 email',
    ]);
    expect(await pairsOf('contact', 'review')).toEqual([
      'crm|k2 erp|p2 name_differs',
      'crm|k5 erp|p5 email_elsewhere',
      'crm|k8 erp|p7 email_shared',
      'crm|k8 erp|p8 email_shared',
      'erp|p7 erp|p8 email_shared',
      'crm|k6 erp|p6 email_elsewhere',
      'crm|k7 crm|k8 email_shared',
      'crm|k7 erp|p8 email_shared',
    ]);
    expect(contacts.counts.review).toBe(8);
    expect(await pairsOf('product', 'match')).toEqual(['crm|i0 erp|e0 code', 'crm|i2 erp|e2 code']);
    expect(await pairsOf('product', 'review')).toEqual([
      'erp|e5 erp|e6 name_alone',
      'crm|i3 erp|e3 name_alone',
      'crm|i1 erp|e1 code_alone,name_alone',
    ]);
    expect(products.counts.review).toBe(3);
  });

  it('[REVIEW-3] [REVIEW-8] lays two records side by side with every rule, met or not', async () => {
    const pair = await ask<IdentityPairResponse>('GET', '/pair?entity=product&left=crm%7Ci1&right=erp%7Ce1');
    expect([pair.weight, pair.thresholds, pair.band, pair.sameGolden]).toEqual([null, null, 'review', false]);
    expect([pair.left.fields['uom'], pair.right.fields['uom']]).toEqual(['pcs', 'set']);
    expect(pair.rules.map(({ name, ties, holds }) => [name, ties, holds])).toEqual([
      ['code', true, false],
      ['name', true, false],
      ['code_alone', false, true],
      ['name_alone', false, true],
    ]);
    expect(pair.rules[0]?.compared).toContainEqual({ field: 'uom', left: 'pcs', right: 'set' });
    const flo = await ask<IdentityPairResponse>('GET', '/pair?entity=contact&left=crm%7Ck5&right=erp%7Cp5');
    expect(flo.rules.find(({ name }) => name === 'email')).toMatchObject({ ties: true, holds: false });
    expect(flo.rules.find(({ name }) => name === 'email_elsewhere')).toMatchObject({ holds: true });
    const hills = await ask<IdentityPairResponse>('GET', '/pair?entity=contact&left=crm%7Ck7&right=erp%7Cp8');
    expect(hills.rules.find(({ name }) => name === 'email')).toMatchObject({
      ties: true,
      holds: false,
      compared: [{}, {}, { field: 'full_name', left: 'Ray Hill Jr.', right: 'Ray Hill Sr.' }],
    });
    expect(hills.rules.find(({ name }) => name === 'email_shared')).toMatchObject({ holds: true });
    expect([hills.band, hills.sameGolden]).toEqual(['review', false]);
    const unknown = await call<{ error: { code: string } }>(
      'GET',
      '/pair?entity=product&left=crm%7Ck5&right=erp%7Ce1',
    );
    expect(unknown.answer.error.code).toBe('unknown_record');
  });

  it('lists golden products with their records, found by code, name or key', async () => {
    const all = await ask<IdentityGoldenResponse>('POST', '/golden', { entity: 'product' });
    expect(all.total).toBe(9);
    for (const [offset, left] of [
      [8, 1],
      [9, 0],
      [5_000, 0],
    ] as const) {
      const page = await ask<IdentityGoldenResponse>('POST', '/golden', { entity: 'product', offset });
      expect([page.total, page.rows.length], String(offset)).toEqual([9, left]);
      expect(page.rows).toEqual(all.rows.slice(offset));
    }
    const none = await ask<IdentityGoldenResponse>('POST', '/golden', { entity: 'product', q: 'no such' });
    expect(none).toMatchObject({ total: 0, rows: [] });
    const one = await ask<IdentityGoldenResponse>('POST', '/golden', { entity: 'product', q: 'pu-100' });
    expect(one.rows).toMatchObject([
      { name: 'Pump hundred', records: [{ id: 'crm|i0' }, { id: 'erp|e0' }], isDecided: false },
    ]);
    const several = await ask<IdentityGoldenResponse>('POST', '/golden', {
      entity: 'product',
      view: 'several',
    });
    expect(several.total).toBe(2);
    const cluster = await ask<IdentityClusterResponse>('GET', '/clusters/crm%7Ci0?entity=product');
    expect(cluster.records.map(({ id, joinedBy }) => [id, joinedBy])).toEqual([
      ['crm|i0', 'linked'],
      ['erp|e0', 'linked'],
    ]);
    expect(cluster.ties).toMatchObject([{ left: 'crm|i0', right: 'erp|e0', weight: null, rules: ['code'] }]);
  });

  it('[REVIEW-4] [GOLDEN-2] [GOLDEN-4] what a preview of products announces is what the next run makes, and undoing it gives the former ones back', async () => {
    const before = await groupsOf('product');
    const decisions = [
      merge('product', 'crm|i1', 'erp|e1'),
      apart('product', 'crm|i0', 'erp|e0'),
      merge('product', 'crm|i4', 'erp|e5', 'erp|e6'),
    ];
    const told = await previewOf(...decisions);
    expect([told.merged, told.split]).toEqual([2, 1]);
    expect(told.golden.after - told.golden.before).toBe(-2);
    expect(told.values.map(({ field }) => field)).toContain('name');
    expect(await groupsOf('product'), 'nothing is kept').toEqual(before);
    const ids = await Promise.all(decisions.map((each) => keep(each)));
    expect((await waitingOf('product')).changes).toEqual(told.changes);
    expect((await ask<IdentityOverviewResponse>('GET', '?entity=product')).pendingOf).toEqual({
      customer: 0,
      contact: 0,
      product: 3,
    });
    expect(await pairsOf('product', 'decided')).toHaveLength(5);
    await run();
    await expectToldOf('product', before, told);
    const formerOf = async (record: string, also: string): Promise<void> => {
      const former = before.get(record) ?? '';
      const alive = (await groupsOf('product')).get(also);
      expect(alive, 'the former id is dead').not.toBe(former);
      const led = await ask<IdentityClusterResponse>('GET', `/clusters/${former}?entity=product`);
      expect(led.goldenId).toBe(alive);
      expect(led.records.map(({ id }) => id)).toContain(record);
      for (const q of [former, alive ?? '']) {
        const { rows: picked } = await ask<IdentityGoldenResponse>('POST', '/golden', {
          entity: 'product',
          q,
        });
        expect(picked.map(({ goldenId }) => goldenId)).toEqual([alive]);
      }
    };
    const afterwards = await groupsOf('product');
    const gone = ['crm|i1', 'erp|e1'].find((id) => before.get(id) !== afterwards.get(id)) ?? '';
    await formerOf(gone, 'crm|i1');
    await run({ force: true });
    await formerOf(gone, 'crm|i1');
    expect((await call('GET', '/clusters/gi_0000000000000000?entity=product')).status).toBe(404);
    const joined = await ask<IdentityClusterResponse>('GET', '/clusters/crm%7Ci1?entity=product');
    expect(joined.records.map(({ joinedBy }) => joinedBy)).toEqual(['decided', 'decided']);

    const now = await groupsOf('product');
    const back = await previewOf(...ids.map((id) => revoke('product', id)));
    await keep(...ids.map((id) => revoke('product', id)));
    await run();
    await expectToldOf('product', now, back);
    expect(await groupsOf('product')).toEqual(before);
    const journal = await ask<IdentityDecisionsResponse>('GET', '/decisions?entity=product');
    expect(journal.total).toBe(6);
    expect((await ask<IdentityDecisionsResponse>('GET', '/decisions?entity=contact')).total).toBe(0);
  });

  longTest(
    '[REVIEW-4] [REVIEW-8] the same holds for contacts, where decisions about their customers wait too',
    async () => {
      const before = await groupsOf('contact');
      // Flo and Jo are at two customers each: once those are one, the address ties them.
      await keep(merge('customer', 'crm|A3', 'erp|P4'));
      const told = await waitingOf('contact');
      expect(told.changes.flatMap(({ after }) => (after.length > 1 ? [after] : []))).toEqual([
        ['crm|k5', 'erp|p5'],
      ]);
      const hills = await previewOf(merge('contact', 'crm|k7', 'erp|p8'));
      expect(hills.changes.map(({ after }) => after)).toContainEqual([
        'crm|k7',
        'crm|k8',
        'erp|p7',
        'erp|p8',
      ]);
      const onTop = await previewOf(
        merge('contact', 'crm|k2', 'erp|p2'),
        apart('contact', 'crm|k0', 'erp|p0'),
      );
      expect([onTop.merged, onTop.split]).toEqual([1, 1]);
      await keep(merge('contact', 'crm|k2', 'erp|p2'), apart('contact', 'crm|k0', 'erp|p0'));
      const whole = await waitingOf('contact');
      await run();
      await expectToldOf('contact', before, whole);
      const after = await groupsOf('contact');
      expect(after.get('crm|k5')).toBe(after.get('erp|p5'));
      for (const record of ['crm|k2', 'erp|p2', 'crm|k5', 'erp|p5']) {
        const led = await ask<IdentityClusterResponse>(
          'GET',
          `/clusters/${before.get(record) ?? ''}?entity=contact`,
        );
        expect(led.goldenId, record).toBe(after.get(record));
      }
    },
  );

  it('[REVIEW-5] [REVIEW-6] refuses what cannot be meant and what contradicts', async () => {
    const refused = async (path: string, body: unknown): Promise<string> =>
      (await call<{ error?: { code: string } }>('POST', path, body)).answer.error?.code ?? 'kept';
    expect(
      await refused('/preview', {
        decisions: [merge('product', 'crm|i1', 'erp|e1'), merge('contact', 'crm|k2', 'erp|p2')],
      }),
    ).toBe('bad_request');
    expect(await refused('/decisions', { decisions: [merge('product', 'crm|k1', 'erp|e1')] })).toBe(
      'unknown_record',
    );
    await keep(apart('product', 'crm|i3', 'erp|e3'));
    const told = await previewOf(merge('product', 'crm|i3', 'erp|e3'));
    expect(told.overruled).toHaveLength(1);
    expect(await refused('/decisions', { decisions: [merge('product', 'crm|i3', 'erp|e3')] })).toBe(
      'contradicts',
    );
  });
});
