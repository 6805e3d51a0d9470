import { describe, expect, it } from 'vitest';
import type {
  IdentityBandResponse,
  IdentityPairResponse,
  IdentityPairsResponse,
  IdentityPreviewResponse,
  IdentityThresholdResponse,
} from '../../../src/contract/api/identity.ts';
import { servedIdentity } from '../../support/served-identity.ts';
import { makeTwoSystemWorkspace } from '../../support/two-system-workspace.ts';

const made = '2024-01-01';
const shared = { phone: '+49 4841 550100', email: 'info@solarfonds-husum.de', made };
const names = ['Quarry and Sons', 'Lakeside Motors', 'Northern Valve Works', 'Harbour Pumps Ltd'];
const others = names.map((name, at) => ({ id: `o${at}`, name, phone: `+49 4842 55020${at}`, made }));
/** Two companies of a series in the ERP, and in the CRM as many records as `ids` that say no number. */
const seriesWorkspace = (...ids: string[]) =>
  makeTwoSystemWorkspace(
    [...ids.map((id) => ({ id, name: 'Solarfonds Husum GmbH', ...shared })), ...others],
    [
      { id: '1', name: 'Solarfonds Husum 1 GmbH', ...shared },
      { id: '2', name: 'Solarfonds Husum 2 GmbH', ...shared },
      ...others,
    ],
  );
const decide = (kind: 'must_link' | 'cannot_link', a: string, b: string) =>
  kind === 'must_link'
    ? { kind, entity: 'customer' as const, records: [a, b], why: '' }
    : { kind, entity: 'customer' as const, left: [a], right: [b], why: '' };
const labels = ({ addends }: IdentityPairResponse) => addends.map(({ label }) => label);

describe(
  '[LINK-45] [REVIEW-13] a record that several companies of a series match alike',
  { timeout: 120_000 },
  () => {
    const { ask, run } = servedIdentity(() => seriesWorkspace('S'));
    const band = () => ask<IdentityBandResponse>('POST', '/band', { from: 3_000, to: 60_000 });

    it('is told as one of several in the list and by itself, and other pairs are not', async () => {
      const { rows } = await ask<IdentityPairsResponse>('POST', '/pairs', { view: 'all' });
      expect(rows.length).toBeGreaterThan(2);
      for (const { left, right, isOneOfSeveral } of rows)
        expect(isOneOfSeveral, `${left.id} ${right.id}`).toBe([left.id, right.id].includes('crm|S'));
      const pair = await ask<IdentityPairResponse>('GET', '/pair?left=crm%7CS&right=erp%7C1');
      expect(labels(pair)).toContain('one_of_several');
    });

    it('is accepted with no band: all of its pairs together would make the companies of the series one', async () => {
      expect(await band()).toMatchObject({ pairs: 0, decisions: [], precision: null });
    });

    it('is asked about no more once a person has said which it is, nor counted as waiting', async () => {
      const decisions = [decide('must_link', 'crm|S', 'erp|1')];
      const waiting = async () =>
        (await ask<IdentityPairsResponse>('POST', '/pairs', { view: 'review' })).rows;
      const counted = async () => {
        const { review } = await ask<IdentityThresholdResponse>('POST', '/threshold-effect', {
          match: 3_000,
          review: 0,
        });
        return review.before;
      };
      expect([(await waiting()).length, await counted()]).toEqual([2, 2]);
      await ask('POST', '/decisions', { decisions });
      expect(await counted(), 'of what the next run makes').toBe(0);
      await run();
      expect([await waiting(), await counted()]).toEqual([[], 0]);
      const { rows } = await ask<IdentityPairsResponse>('POST', '/pairs', { view: 'apart' });
      expect(rows.map(({ left, right, isOneOfSeveral }) => [left.id, right.id, isOneOfSeveral])).toEqual([
        ['crm|S', 'erp|2', true],
      ]);
      const pair = await ask<IdentityPairResponse>('GET', '/pair?left=crm%7CS&right=erp%7C2');
      expect(pair).toMatchObject({ band: 'apart', sameGolden: false, decided: null });
      expect(labels(pair)).toContain('other_of_several');
      expect(labels(pair)).not.toContain('one_of_several');
      expect(await band(), 'accepting it would make both companies one').toMatchObject({ pairs: 0 });
    });
  },
);

describe(
  '[LINK-45] [REVIEW-13] a record that is said not to be one of two companies',
  { timeout: 120_000 },
  () => {
    const { ask, run } = servedIdentity(() => seriesWorkspace('S'));

    it('goes with the other as any match does, which the preview says before', async () => {
      const decisions = [decide('cannot_link', 'crm|S', 'erp|1')];
      const preview = await ask<IdentityPreviewResponse>('POST', '/preview', { decisions });
      expect(preview.changes.map(({ after }) => [...after].sort())).toContainEqual(['crm|S', 'erp|2']);
      await ask('POST', '/decisions', { decisions });
      await run();
      expect((await ask<IdentityPairsResponse>('POST', '/pairs', { view: 'review' })).rows).toEqual([]);
      const pair = await ask<IdentityPairResponse>('GET', '/pair?left=crm%7CS&right=erp%7C2');
      expect(pair).toMatchObject({ band: 'match', sameGolden: true });
      expect(labels(pair)).not.toContain('one_of_several');
    });
  },
);

describe('[LINK-45] [REVIEW-13] two records without a number', { timeout: 120_000 }, () => {
  const { ask, run } = servedIdentity(() => seriesWorkspace('S', 'T'));
  const pair = () => ask<IdentityPairResponse>('GET', '/pair?left=crm%7CS&right=crm%7CT');

  it('are two of the companies once they are said to be, and wait no more', async () => {
    const named = [decide('must_link', 'crm|T', 'erp|2'), decide('must_link', 'crm|S', 'erp|1')];
    expect(labels(await pair()), 'nothing says which company either is').not.toContain('other_of_several');
    await ask('POST', '/decisions', { decisions: named });
    await run();
    expect((await ask<IdentityPairsResponse>('POST', '/pairs', { view: 'review' })).rows).toEqual([]);
    expect(await pair()).toMatchObject({ band: 'apart', sameGolden: false, decided: null });
    expect(labels(await pair())).toContain('other_of_several');
  });
});
