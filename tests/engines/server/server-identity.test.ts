import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type {
  IdentityBandResponse,
  IdentityClusterResponse,
  IdentityDecisionsResponse,
  IdentityPairResponse,
  IdentityPairsResponse,
  IdentityPreviewResponse,
  IdentityThresholdResponse,
  identityOverviewResponse,
} from '../../../src/contract/api/identity.ts';
import type { IdentityDecisionInput } from '../../../src/contract/identity-decision.ts';
import { records } from '../../../src/server/queries/records.ts';
import { withLease } from '../../../src/server/queries/with-lease.ts';
import { generationFile, readPointer } from '../../../src/warehouse/pointer.ts';
import type { z } from 'zod';
import { expectAsAnnounced, membersOf } from '../../support/as-announced.ts';
import { contentOf } from '../../support/generation-content.ts';
import { makeIdentityWorkspace } from '../../support/identity-workspace.ts';
import { servedIdentity } from '../../support/served-identity.ts';
import { decisionsOn } from '../../support/identity-decisions.ts';
import { longTest } from '../../support/thorough.ts';
import { addCustomers } from '../../support/two-system-workspace.ts';

type Overview = z.infer<typeof identityOverviewResponse>;

const served = servedIdentity(makeIdentityWorkspace);

const rows = (sql: string): Promise<Record<string, unknown>[]> =>
  withLease(served.server.services, 'test', (lease) => records(lease, sql));
/** Of a copy: the server holds the file itself. */
const content = async (): Promise<Record<string, string>> => {
  const { generation } = readPointer(served.workspace.paths.warehouse) ?? { generation: '' };
  const copy = join(served.workspace.dir, 'copy.duckdb');
  copyFileSync(generationFile(served.workspace.paths.warehouse, generation), copy);
  const found = await contentOf(copy);
  rmSync(copy);
  // Ids that lived in between still lead somewhere.
  return { ...found, bridge_golden_redirect: '', int_golden_former: '' };
};
const goldenOf = async (): Promise<Map<string, string>> =>
  new Map(
    (await rows('select customer_id, golden_id from bridge_golden_record')).map((row) => [
      String(row['customer_id']),
      String(row['golden_id']),
    ]),
  );
const { call, ask, run } = served;
const refused = async (decisions: readonly IdentityDecisionInput[], more = {}): Promise<string> => {
  const { answer } = await call<{ error?: { code: string } }>('POST', '/decisions', { decisions, ...more });
  return answer.error?.code ?? 'kept';
};
const previewOf = (decisions: readonly IdentityDecisionInput[]): Promise<IdentityPreviewResponse> =>
  ask('POST', '/preview', { decisions });
const keep = async (
  decisions: readonly IdentityDecisionInput[],
  overrules: readonly string[] = [],
): Promise<string[]> => (await ask<{ ids: string[] }>('POST', '/decisions', { decisions, overrules })).ids;
const { merge, apart, revoke } = decisionsOn('customer');

describe('identity review', () => {
  it('[REVIEW-1] is for stewards who see every customer, and for no one else', async () => {
    for (const role of ['executive', 'marketer', 'planner', 'service', 'admin'] as const)
      expect((await call('GET', '', undefined, await served.server.person([role]))).status, role).toBe(403);
    const narrow = await served.server.person(['steward'], { region: ['Europe'] });
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['POST', '/pairs', {}],
      ['GET', '/pair?left=crm%7CA0&right=erp%7CP0', undefined],
      ['GET', '/clusters/crm%7CA0', undefined],
      ['GET', '/decisions', undefined],
      ['GET', '/owners', undefined],
      ['POST', '/decisions', { decisions: [merge('crm|A0', 'erp|P4')] }],
      ['POST', '/preview', { decisions: [merge('crm|A0', 'erp|P4')] }],
      ['POST', '/band', { from: 0, to: 1 }],
      ['POST', '/threshold-effect', { match: 1, review: 0 }],
    ] as const)
      expect((await call(method, path, body, narrow)).status, path).toBe(403);
  });

  it('[REVIEW-2] shows what waits, by view, name, weight and page', async () => {
    const overview = await ask<Overview>('GET', '');
    const [counted] = await rows(
      `select count(*)::integer as n from fct_identity_pair where band = 'review' and not same_golden`,
    );
    expect(overview.counts.review).toBe(counted?.['n']);
    expect(overview.counts.review).toBeGreaterThan(0);
    const effect = await ask<IdentityThresholdResponse>(
      'POST',
      '/threshold-effect',
      overview.thresholds ?? undefined,
    );
    expect(effect.review, 'the thresholds page says the same').toEqual({
      before: overview.counts.review,
      after: overview.counts.review,
    });
    const { bothSystems, crmOnly, erpOnly, inNeither, golden, records } = overview.counts;
    expect([inNeither, bothSystems + crmOnly + erpOnly + inNeither, records]).toEqual([1, golden, 75]);
    const all = await ask<IdentityPairsResponse>('POST', '/pairs', { view: 'all', limit: 200 });
    expect(overview.histogram.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(all.total);
    const first = await ask<IdentityPairsResponse>('POST', '/pairs', { order: 'weight_desc', limit: 2 });
    const second = await ask<IdentityPairsResponse>('POST', '/pairs', {
      order: 'weight_desc',
      limit: 2,
      offset: 1,
    });
    expect(second.rows[0]).toEqual(first.rows[1]);
    const [pair] = first.rows;
    for (const more of [
      { record: pair?.left.id },
      { q: (pair?.left.name ?? '').toUpperCase() },
      { from: pair?.weight, to: (pair?.weight ?? 0) + 1, limit: 200 },
    ]) {
      const found = await ask<IdentityPairsResponse>('POST', '/pairs', more);
      expect(found.rows).toContainEqual(pair);
      expect(found.total).toBe(found.rows.length);
    }
  });

  it('[REVIEW-3] explains any two records: addends give the weight; what no rule brings together says why', async () => {
    const matched = await ask<IdentityPairResponse>('GET', '/pair?left=crm%7CA0&right=erp%7CP0');
    expect(matched.addends.reduce((sum, { weight }) => sum + weight, 0)).toBe(matched.weight);
    expect(matched).toMatchObject({
      band: 'match',
      sameGolden: true,
      right: { orders: 1, lastSeen: '2026-03-01', fields: { external_ref: 'C0' } },
    });
    const strangers = await ask<IdentityPairResponse>('GET', '/pair?left=crm%7CA4&right=erp%7CP9');
    expect(strangers).toMatchObject({ blocks: [], sameGolden: false, decided: null });
    expect(strangers.missed.some(({ left, right }) => left !== null && right !== null)).toBe(true);
    expect((await call('GET', '/pair?left=crm%7CA0&right=erp%7CNONE')).answer).toMatchObject({
      error: { code: 'unknown_record', details: { record: 'erp|NONE' } },
    });
    expect((await call('GET', '/pair?left=A0&right=erp%7CP0')).answer).toMatchObject({
      error: { code: 'unknown_record', details: { record: 'A0' } },
    });
  });

  it('refuses decisions that cannot be meant or name what is not there, and keeps none of them', async () => {
    expect(await refused([merge('crm|A4', 'erp|P9'), merge('crm|A4', 'erp|NONE')])).toBe('unknown_record');
    expect(await refused([merge('crm|A4', 'crm|A4')])).toBe('absurd_decision');
    expect(await refused([apart(['crm|A4', 'erp|P4'], ['erp|P4'])])).toBe('absurd_decision');
    expect(
      await refused([
        { kind: 'pin', entity: 'customer', record: 'crm|A4', field: 'credit_limit', value: 'a lot' },
      ]),
    ).toBe('absurd_decision');
    expect(
      await refused([
        { kind: 'pin', entity: 'customer', record: 'crm|A4', field: 'owner_key', value: 'crm|nobody' },
      ]),
    ).toBe('absurd_decision');
    expect(await refused([{ kind: 'threshold', entity: 'customer', match: 1, review: 2 }])).toBe(
      'absurd_decision',
    );
    expect(await refused([merge('crm|A4', 'erp|P9'), apart(['crm|A4'], ['erp|P9'])])).toBe('contradicts');
    expect(await refused([revoke('nothing')])).toBe('stale');
    expect(await refused([merge('crm|A4', 'erp|P9')], { generation: '000000000000' })).toBe('stale');
    expect((await ask<IdentityDecisionsResponse>('GET', '/decisions')).total).toBe(0);
  });

  longTest(
    '[REVIEW-4] a merge, a split and a pin do what was announced, and undone give the former state to the byte',
    async () => {
      const start = { golden: await goldenOf(), content: await content() };
      const merging = [
        merge('crm|A4', 'erp|P9'),
        { kind: 'pin', entity: 'customer', record: 'crm|A4', field: 'name', value: 'Four and Nine' },
      ] satisfies IdentityDecisionInput[];
      const announced = await previewOf(merging);
      expect(announced).toMatchObject({ merged: 1, split: 0, overruled: [] });
      expect((await ask<Overview>('GET', '')).pending, 'nothing was kept').toBe(0);
      const decided = await keep(merging);
      expect((await ask<Overview>('GET', '')).pending).toBe(2);
      const journal = served.server.services.identity.decisions;
      const meanwhile: Promise<{ id: string }>[] = [];
      await run({
        progress: ({ step, state }) => {
          if (step === 'build.resolve' && state === 'start')
            meanwhile.push(journal.append(apart(['crm|A14'], ['erp|P24']), 'someone'));
        },
      });
      const merged = await goldenOf();
      expectAsAnnounced(start.golden, merged, announced);
      expect(merged.get('crm|A4')).toBe(merged.get('erp|P9'));
      for (const { goldenId, field, after } of announced.values)
        expect(
          await rows(
            `select ${field}::varchar as value from dim_golden_customer where golden_id = '${goldenId}'`,
          ),
        ).toEqual([{ value: after }]);
      expect(announced.values).toContainEqual(
        expect.objectContaining({ goldenId: merged.get('crm|A4'), field: 'name', after: 'Four and Nine' }),
      );
      expect(
        await rows(
          `select distinct g.golden_id from fct_sales_order f join dim_golden_customer g using (customer_no) where f.customer_id = 'erp|P9'`,
        ),
        'facts carry the golden number',
      ).toEqual([{ golden_id: merged.get('crm|A4') }]);
      expect((await ask<Overview>('GET', '')).pending, 'decided while it was built').toBe(1);
      for (const { id } of await Promise.all(meanwhile)) await keep([revoke(id)]);
      expect((await ask<Overview>('GET', '')).pending).toBe(0);
      const cluster = await ask<IdentityClusterResponse>('GET', '/clusters/erp%7CP9');
      expect(cluster.ties).toContainEqual(
        expect.objectContaining({
          left: 'crm|A4',
          right: 'erp|P9',
          decided: { id: decided[0], kind: 'must_link', pending: false },
        }),
      );

      const splitting = [apart(['crm|A0', 'crm|M'], ['erp|P0']), revoke(decided[1] ?? '')];
      const split = await previewOf(splitting);
      expect(split).toMatchObject({ merged: 0, split: 1 });
      const named = split.changes.flatMap(({ names }) => Object.keys(names));
      expect(new Set(named), 'who leaves or joins is named').toEqual(
        new Set(
          split.changes.flatMap(({ before, after }) =>
            [...before, ...after].filter((id) => !before.includes(id) || !after.includes(id)),
          ),
        ),
      );
      const [again] = await keep(splitting);
      await run();
      const divided = await goldenOf();
      expectAsAnnounced(merged, divided, split);
      expect(divided.get('crm|A0')).not.toBe(divided.get('erp|P0'));
      for (const { goldenId, field, after } of split.values)
        expect(
          await rows(
            `select ${field}::varchar as value from dim_golden_customer where golden_id = '${goldenId}'`,
          ),
        ).toEqual([{ value: after }]);
      expect(split.values.some(({ before }) => before === 'Four and Nine')).toBe(true);

      const undoing = [revoke(decided[0] ?? ''), revoke(again ?? '')];
      const undone = await previewOf(undoing);
      await keep(undoing);
      await run({ force: true });
      expectAsAnnounced(divided, await goldenOf(), undone);
      expect(await goldenOf()).toEqual(start.golden);
      expect(await content()).toEqual(start.content);
    },
  );

  it('[REVIEW-6] two stewards at once: the same decision is kept once, a contradiction must be meant', async () => {
    const other = await served.server.person(['steward']);
    const decision = merge('crm|A9', 'erp|P14');
    const both = await Promise.all([
      call<{ ids: string[] }>('POST', '/decisions', { decisions: [decision] }),
      call<{ ids: string[] }>('POST', '/decisions', { decisions: [merge('erp|P14', 'crm|A9')] }, other),
    ]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(both[0].answer.ids).toEqual(both[1].answer.ids);
    const [first = ''] = both[0].answer.ids;
    const against = apart(['crm|A9'], ['erp|P14']);
    expect((await call('POST', '/decisions', { decisions: [against] }, other)).answer).toMatchObject({
      error: { code: 'contradicts', details: { decision: first } },
    });
    expect((await previewOf([against])).overruled).toEqual([first]);
    const [last = ''] = await keep([against], [first]);
    const journal = await ask<IdentityDecisionsResponse>('GET', '/decisions?limit=2');
    expect(journal.rows.map(({ decision: { id }, overruled, pending }) => [id, overruled, pending])).toEqual([
      [last, false, true],
      [first, true, true],
    ]);
    expect(journal.rows[0]?.names['erp|P14']).toBeTypeOf('string');
    await keep([revoke(first), revoke(last)]);
    expect((await ask<Overview>('GET', '')).pending, 'decided and revoked between two runs').toBe(0);
  });

  longTest(
    'a band accepted at once, thresholds and random decisions on top of each other do what was announced; a never-merge survives new evidence',
    async () => {
      await keep([apart(['crm|A2'], ['erp|P2'])]);
      addCustomers(
        served.workspace.dir,
        'erp',
        [
          {
            id: 'P2',
            name: 'Lakeside Pumps Ltd',
            phone: '+86 21 5550 1002',
            email: 'a2@c.example',
            made: '2023-01-03',
          },
        ],
        'parties-2',
        '2026-02-05',
      );
      addCustomers(
        served.workspace.dir,
        'crm',
        [
          {
            id: 'A2',
            name: 'Lakeside Pumps Ltd',
            phone: '+86 21 5550 1002',
            email: 'a2@c.example',
            made: '2024-01-03',
          },
        ],
        'parties-2',
        '2026-02-05',
      );
      await run();
      const before = await goldenOf();
      expect(before.get('crm|A2')).not.toBe(before.get('erp|P2'));
      const now = await ask<IdentityPairResponse>('GET', '/pair?left=crm%7CA2&right=erp%7CP2');
      expect([now.band, now.sameGolden, now.decided?.kind]).toEqual(['match', false, 'cannot_link']);

      const { thresholds } = await ask<Overview>('GET', '');
      const waiting = await ask<IdentityPairsResponse>('POST', '/pairs', {
        order: 'weight_desc',
        limit: 200,
      });
      const top = waiting.rows[0]?.weight ?? 0;
      const band = await ask<IdentityBandResponse>('POST', '/band', { from: top, to: top + 1 });
      expect(band.pairs).toBeGreaterThan(0);
      expect(band.decisions).toHaveLength(band.pairs);
      expect(band.low ?? 1).toBeLessThan(band.precision ?? 0);
      expect(band.high ?? 0).toBeGreaterThan(band.precision ?? 1);
      await keep(band.decisions);
      const accepted = await ask<IdentityBandResponse>('POST', '/band', { from: top, to: top + 1 });
      expect([accepted.pairs, accepted.judged, accepted.joined]).toEqual([0, band.pairs, band.pairs]);

      const low = Math.min(...waiting.rows.map(({ weight }) => weight ?? 0));
      const effect = await ask<IdentityThresholdResponse>('POST', '/threshold-effect', {
        match: low,
        review: Math.min(low, thresholds?.review ?? low),
      });
      const more = [
        {
          kind: 'threshold',
          entity: 'customer',
          match: low,
          review: Math.min(low, thresholds?.review ?? low),
        },
      ] satisfies IdentityDecisionInput[];
      const alone = await previewOf(more);
      expect([alone.golden, alone.changes]).toEqual([effect.golden, effect.changes]);
      await keep(more);
      const random = [
        merge('crm|A4', 'erp|P9', 'crm|A34'),
        apart(['crm|A5', 'erp|P5'], ['crm|A10', 'erp|P10']),
        apart(['crm|A1'], ['erp|P1', 'erp|B']),
        merge('crm|A3', 'erp|P1'),
      ];
      const onTop = await previewOf(random);
      await keep(random);
      await run();
      const after = await goldenOf();
      expect(new Set(after.values()).size).toBe(onTop.golden.after);
      for (const { goldenId, after: is } of onTop.changes)
        expect(membersOf(after, goldenId ?? '')).toEqual(is);
      const untouched = effect.changes.filter(
        ({ goldenId }) => !onTop.changes.some((change) => change.goldenId === goldenId),
      );
      for (const { goldenId, after: is } of untouched) expect(membersOf(after, goldenId ?? '')).toEqual(is);
      expect(after.get('crm|A2')).not.toBe(after.get('erp|P2'));
      const [counted] = await rows(
        `select count(*) filter (band = 'match' and probability is not null)::integer as matches, count(*) filter (band = 'review' and probability is not null)::integer as review from fct_identity_pair`,
      );
      expect(counted).toEqual({ matches: effect.matches.after, review: effect.review.after });
      expect((await ask<Overview>('GET', '')).thresholds?.match).toBe(low);
    },
  );
});
