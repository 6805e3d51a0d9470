import { describe, expect, it } from 'vitest';
import type {
  IdentityBandResponse,
  IdentityPairResponse,
  IdentityPairsResponse,
  IdentityThresholdResponse,
} from '../../src/contract/api/identity.ts';
import { servedIdentity } from '../support/served-identity.ts';
import { makeTwoSystemWorkspace } from '../support/two-system-workspace.ts';

const made = '2024-01-01';
const shared = { phone: '+49 4841 550100', email: 'info@solarfonds-husum.de', made };
const names = ['Quarry and Sons', 'Lakeside Motors', 'Northern Valve Works', 'Harbour Pumps Ltd'];
const others = names.map((name, at) => ({ id: `o${at}`, name, phone: `+49 4842 55020${at}`, made }));

describe(
  '[LINK-45] [REVIEW-13] a record that several companies of a series match alike',
  { timeout: 120_000 },
  () => {
    const { ask, run } = servedIdentity(() =>
      makeTwoSystemWorkspace(
        [{ id: 'S', name: 'Solarfonds Husum GmbH', ...shared }, ...others],
        [
          { id: '1', name: 'Solarfonds Husum 1 GmbH', ...shared },
          { id: '2', name: 'Solarfonds Husum 2 GmbH', ...shared },
          ...others,
        ],
      ),
    );
    const band = () => ask<IdentityBandResponse>('POST', '/band', { from: 3_000, to: 60_000 });

    it('is told as one of several in the list and by itself, and other pairs are not', async () => {
      const { rows } = await ask<IdentityPairsResponse>('POST', '/pairs', { view: 'all' });
      expect(rows.length).toBeGreaterThan(2);
      for (const { left, right, isOneOfSeveral } of rows)
        expect(isOneOfSeveral, `${left.id} ${right.id}`).toBe([left.id, right.id].includes('crm|S'));
      const pair = await ask<IdentityPairResponse>('GET', '/pair?left=crm%7CS&right=erp%7C1');
      expect(pair.addends.map(({ label }) => label)).toContain('one_of_several');
    });

    it('is accepted with no band: all of its pairs together would make the companies of the series one', async () => {
      expect(await band()).toMatchObject({ pairs: 0, decisions: [], precision: null });
    });

    it('is asked about no more once a person has said which it is, nor counted as waiting', async () => {
      const decisions = [
        { kind: 'must_link' as const, entity: 'customer' as const, records: ['crm|S', 'erp|1'], why: '' },
      ];
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
      expect(pair.addends.map(({ label }) => label)).toContain('other_of_several');
      expect(pair.addends.map(({ label }) => label)).not.toContain('one_of_several');
      expect(await band(), 'accepting it would make both companies one').toMatchObject({ pairs: 0 });
    });
  },
);
