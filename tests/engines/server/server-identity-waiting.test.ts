import { appendFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type {
  IdentityDecisionsResponse,
  IdentityOverviewResponse,
  IdentityPairsResponse,
  IdentityPreviewResponse,
} from '../../../src/contract/api/identity.ts';
import type { IdentityDecisionInput } from '../../../src/contract/identity-decision.ts';
import { companyName, makeIdentityWorkspace } from '../../support/identity-workspace.ts';
import { servedIdentity } from '../../support/served-identity.ts';
import { addCustomers } from '../../support/two-system-workspace.ts';

const served = servedIdentity(makeIdentityWorkspace);

const { run } = served;
const ask = <T>(path: string, body: unknown): Promise<T> => served.ask('POST', path, body);
const preview = (decisions: readonly IdentityDecisionInput[]) =>
  ask<IdentityPreviewResponse>('/preview', { decisions });
const keep = async (decision: IdentityDecisionInput): Promise<string> =>
  (await ask<{ ids: string[] }>('/decisions', { decisions: [decision] })).ids[0] ?? '';

describe('[REVIEW-4] what waits for the next run', () => {
  it('is previewed as a whole: what was decided, no more once it is taken back or built, and the revocation of what is built', async () => {
    const { rows } = await ask<IdentityPairsResponse>('/pairs', { view: 'review' });
    const [pair] = rows;
    if (!pair) throw new Error('nothing to review');
    const same: IdentityDecisionInput = {
      kind: 'must_link',
      entity: 'customer',
      records: [pair.left.id, pair.right.id],
    };
    const pin: IdentityDecisionInput = {
      kind: 'pin',
      entity: 'customer',
      record: pair.left.id,
      field: 'city',
      value: 'Wuxi',
    };
    const alone = await preview([same]);
    expect(alone.merged).toBe(1);
    expect((await preview([])).changes).toEqual([]);

    const first = await keep(same);
    expect(await preview([])).toEqual(alone);
    await keep({ kind: 'revoke', entity: 'customer', revokes: first });
    expect((await preview([])).changes).toEqual([]);

    const second = await keep(same);
    await keep(pin);
    const both = await preview([]);
    expect(both.golden).toEqual(alone.golden);
    expect(both.values).toContainEqual(expect.objectContaining({ field: 'city', after: 'Wuxi' }));
    await run();
    const built = await preview([]);
    expect([built.changes, built.values]).toEqual([[], []]);

    await keep({ kind: 'revoke', entity: 'customer', revokes: second });
    const back = await preview([]);
    expect(back.golden).toEqual({ before: alone.golden.after, after: alone.golden.before });
    expect(back.split).toBe(1);
  });
});

describe('[REVIEW-4] thresholds that wait', () => {
  it('are told beside those served, until they are taken back or a newer choice takes their place', async () => {
    const overview = () => served.ask<IdentityOverviewResponse>('GET', '');
    const { thresholds: now, nextThresholds } = await overview();
    if (!now) throw new Error('no thresholds');
    expect(nextThresholds).toEqual({ ...now, decision: null });
    const choose = async (by: number, overrules: readonly string[] = []): Promise<string> => {
      const { ids } = await ask<{ ids: string[] }>('/decisions', {
        decisions: [{ kind: 'threshold', entity: 'customer', match: now.match + by, review: now.review }],
        overrules,
      });
      return ids[0] ?? '';
    };
    const first = await choose(2000);
    expect(await overview()).toMatchObject({
      thresholds: now,
      nextThresholds: { match: now.match + 2000, review: now.review, decision: first },
    });
    // Back to those that are served: a choice of its own that takes the place of the one that waits.
    const second = await choose(0, [first]);
    expect((await overview()).nextThresholds).toEqual({ ...now, decision: second });
    for (const id of [second, first]) await keep({ kind: 'revoke', entity: 'customer', revokes: id });
    expect((await overview()).nextThresholds).toEqual({ ...now, decision: null });
  });
});

describe('[REVIEW-12] what was decided in one go', () => {
  it('is listed page by page as it waits, and taken back in one go', async () => {
    const listed = (query: string) =>
      served.ask<IdentityDecisionsResponse>('GET', `/decisions?waiting=only${query}`);
    const before = (await listed('')).total;
    const alone = await keep({ kind: 'must_link', entity: 'customer', records: ['crm|A1', 'erp|P30'] });
    const { ids } = await ask<{ ids: string[] }>('/decisions', {
      decisions: [5, 6, 7].map((n) => ({
        kind: 'cannot_link',
        entity: 'customer',
        left: [`crm|A${String(n)}`],
        right: [`erp|P${String(n + 20)}`],
      })),
    });
    const [one, two] = [await listed('&limit=2'), await listed('&limit=2&offset=2')];
    expect([one.total, two.total]).toEqual([before + 4, before + 4]);
    expect([...one.rows, ...two.rows].map(({ decision, together }) => [decision.id, together])).toEqual([
      ...[...ids].reverse().map((id) => [id, 3]),
      [alone, 1],
    ]);

    const { rows } = await listed(`&together=${ids[1] ?? ''}&limit=1000`);
    expect(rows.map(({ decision }) => decision.id).sort()).toEqual([...ids].sort());
    const revokes = rows.map(({ decision }) => ({
      kind: 'revoke' as const,
      entity: 'customer' as const,
      revokes: decision.id,
    }));
    expect((await preview(revokes)).overruled).toEqual([]);
    await ask('/decisions', { decisions: revokes });
    await keep({ kind: 'revoke', entity: 'customer', revokes: alone });
    expect((await listed('')).total).toBe(before);
    const [said] = (await served.ask<IdentityDecisionsResponse>('GET', '/decisions?limit=1')).rows;
    expect(said?.revoked?.id, 'a revocation tells what it takes back').toBe(alone);
  });
});

describe('[REVIEW-2] a match that is kept apart', () => {
  it('waits for review when a decision between others is the reason, is counted, and no more once it is decided', async () => {
    const waiting = async () => {
      const overview = await served.ask<IdentityOverviewResponse>('GET', '');
      const { rows, total } = await ask<IdentityPairsResponse>('/pairs', { view: 'review', limit: 200 });
      expect(overview.counts.review).toBe(total);
      return { total, rows: rows.filter(({ band }) => band === 'match') };
    };
    const third = { id: 'Q', name: companyName(0), phone: '+86 21 5550 1000', email: 'office@c0.example' };
    addCustomers(served.workspace.dir, 'erp', [{ ...third, made: '2023-03-01' }], 'parties-2', '2026-02-05');
    await run();
    const before = await waiting();
    expect(before.rows).toEqual([]);
    await keep({ kind: 'cannot_link', entity: 'customer', left: ['crm|A0'], right: ['erp|P0'] });
    await run();
    const after = await waiting();
    expect(after.rows).toHaveLength(1);
    expect(after.rows[0]).toMatchObject({ right: { id: 'erp|Q' }, sameGolden: false, decided: null });
    const { left, right } = after.rows[0] ?? expect.unreachable();
    await keep({ kind: 'cannot_link', entity: 'customer', left: [left.id], right: [right.id] });
    expect((await waiting()).total).toBe(after.total - 1);
  });
});

describe('the journal', () => {
  it('[DECIDE-1] a torn line is shown and harms nothing', async () => {
    const listed = async (query = ''): Promise<IdentityDecisionsResponse> => {
      const response = await served.server.call('GET', `/api/identity/decisions${query}`, {
        as: served.steward,
      });
      return (await response.json()) as IdentityDecisionsResponse;
    };
    const before = await listed();
    appendFileSync(served.workspace.paths.decisions, '{"id":"torn","kind":"must_li');
    const after = await listed();
    expect([after.total, after.broken]).toEqual([before.total, [before.total + 1]]);
    const id = await keep({ kind: 'must_link', entity: 'customer', records: ['crm|A9', 'erp|P24'] });
    const last = await listed('?limit=1');
    expect([last.rows[0]?.decision.id, last.total, last.broken.length]).toEqual([id, before.total + 1, 1]);
  });
});
