import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../support/axe-violations.ts';
import { chromiumMissing, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';
import {
  clusterOf,
  customersIn,
  idsOf,
  pairOf,
  previewed,
  runDecisions,
  saidOf,
  settled,
} from '../support/identity-page.ts';

const waitingBar = (page: Page) => page.getByRole('region', { name: 'Decisions that wait' });
const waits = (page: Page, n: number) =>
  waitingBar(page)
    .getByText(n === 1 ? '1 decision waits for the next run.' : `${n} decisions wait for the next run.`)
    .waitFor();
const current = (page: Page) => page.locator('section ol > li > a[aria-current="true"]');

/** The customer of a record with all that its page shows, whatever generation says so. */
const stateOf = async (page: Page, record: string): Promise<object> => {
  const { generation: _, ...state } = (await clusterOf(page, record)) as unknown as Record<string, unknown>;
  return state;
};

describe.skipIf(chromiumMissing)('a steward reviews pairs that the matching is unsure of', () => {
  const here = demoJourney();

  it(
    'asks to see more of them, accepts and rejects by key, undoes one of those that wait, and a split without a trace',
    { timeout: 600_000 },
    async () => {
      const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/identity/thresholds`);
      await signIn(page, 'steward');

      // The demo's matching is sure of all its pairs: the steward wants to see the weakest of them before they are merged.
      const slider = page.getByLabel('Pairs are matches from');
      await slider.waitFor();
      await settled(page);
      const parted = async (): Promise<number> => {
        await settled(page);
        const [few = 0, many = 0] = customersIn(
          (await page.locator('.effect').innerText()).replaceAll(/\s+/g, ' '),
        );
        return many - few;
      };
      await slider.focus();
      for (let n = 0; n < 40 && (await parted()) < 4; n++) {
        for (let step = 0; step < 10; step++) await page.keyboard.press('ArrowRight');
        await page.waitForTimeout(600);
      }
      expect(await parted()).toBeGreaterThanOrEqual(4);
      await page.getByLabel('Why (kept with the decision)').fill('I want to see the weakest');
      await page.getByRole('button', { name: 'Apply with the next run' }).click();
      await page.getByText('Kept. It takes effect with the next run.').waitFor();
      await runDecisions(page);

      await page.goto(`${here.demo.url}/identity`);
      const rows = page.locator('section ol > li > a');
      await rows.first().waitFor();
      await settled(page);
      const waitingPairs = (): Promise<number> =>
        page.evaluate(async () => {
          const answer = await fetch('/api/identity/pairs', {
            method: 'POST',
            headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
            body: '{}',
          });
          return ((await answer.json()) as { total: number }).total;
        });
      const total = await waitingPairs();
      expect(total).toBeGreaterThanOrEqual(3);
      const name = async (at: number) => (await rows.nth(at).innerText()).split('\n')[0] ?? '';
      const names = [await name(0), await name(1), await name(2)];

      // Down and up, without opening a pair.
      await page.keyboard.press('j');
      await page.keyboard.press('j');
      expect(
        (await current(page).innerText()).startsWith(names[1] ?? '-') ||
          (await current(page).innerText()).startsWith(names[2] ?? '-'),
      ).toBe(true);
      await page.keyboard.press('k');
      await page.keyboard.press('k');
      expect(await current(page).innerText()).toContain(names[0]);

      // Same, never the same, same and taken back.
      await page.keyboard.press('Enter');
      await page.waitForURL(/left=.*right=/);
      const moved = (from: string) =>
        page.waitForFunction((id) => new URL(location.href).searchParams.get('left') !== id, from);
      const accepted = pairOf(page);
      expect(await idsOf(page, accepted.left)).not.toContain(accepted.right);
      await page.keyboard.press('m');
      await moved(accepted.left);
      expect(await saidOf(page).textContent()).toContain('Decided, same customer');
      const rejected = pairOf(page);
      await page.keyboard.press('n');
      await moved(rejected.left);
      await waits(page, 2);
      const third = pairOf(page);
      await page.keyboard.press('m');
      await waits(page, 3);
      await page.keyboard.press('u');
      await waits(page, 2);
      await page.waitForFunction((id) => new URL(location.href).searchParams.get('left') === id, third.left);

      // One of those that wait is taken back from the bar, then decided again.
      const bar = waitingBar(page);
      await bar.getByRole('button', { name: 'List and undo' }).click();
      await bar.locator('ol > li').nth(1).waitFor();
      expect(await bar.locator('ol > li').count()).toBe(2);
      expect(await axeViolations(page, 'main'), 'the list of what waits').toEqual([]);
      await bar.getByRole('button', { name: /^Undo: Kept apart: / }).click();
      await waits(page, 1);
      await bar.locator('ol > li').nth(1).waitFor({ state: 'detached' });
      expect(await bar.locator('ol > li').innerText()).toContain('are one customer');
      await page.goto(
        `${here.demo.url}/identity?left=${encodeURIComponent(rejected.left)}&right=${encodeURIComponent(rejected.right)}`,
      );
      await page.getByRole('slider', { name: /How the weight comes about/ }).waitFor();
      await settled(page);
      await page.keyboard.press('n');
      await waits(page, 2);
      await runDecisions(page);
      expect(await idsOf(page, accepted.left)).toContain(accepted.right);
      expect(await idsOf(page, rejected.left)).not.toContain(rejected.right);
      await page.goto(`${here.demo.url}/identity`);
      await rows.first().or(page.getByText('Nothing waits for review here.')).waitFor();
      await settled(page);
      const left = await waitingPairs();
      expect(left, 'what is decided is not asked again').toBeLessThanOrEqual(total - 2);

      // A customer is split, the run does it, the split is undone, the run restores what was.
      const before = [await stateOf(page, accepted.left), await stateOf(page, accepted.right)];
      await page.goto(`${here.demo.url}/identity?record=${encodeURIComponent(accepted.left)}`);
      const sheet = page.getByRole('dialog').first();
      await sheet.locator('tbody tr').first().waitFor();
      await sheet
        .getByRole('checkbox', { name: new RegExp(`${accepted.right.replaceAll(/[|.]/g, '\\$&')}$`) })
        .check();
      await sheet.getByRole('button', { name: 'Preview splitting off 1' }).click();
      const split = await previewed(page, 'Split them off');
      await page.getByText('Kept. It takes effect with the next run.').last().waitFor();
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'hidden' });
      await runDecisions(page);
      expect(await idsOf(page, accepted.left)).not.toContain(accepted.right);

      await page.getByRole('link', { name: 'Decisions', exact: true }).click();
      const line = page.locator('ol.card > li').first();
      await line.getByRole('button', { name: /^Undo: Kept apart: / }).click();
      const back = customersIn(await previewed(page, 'Take it back'));
      expect(back).toEqual(customersIn(split).reverse());
      await page.getByText(/^Taken back: .+ It takes effect with the next run\.$/).waitFor();
      await runDecisions(page);
      // The split named the earlier merge as overruled: that one is decided anew, as the journal shows.
      if (!(await idsOf(page, accepted.left)).includes(accepted.right))
        throw new Error('the split was not undone');
      expect([await stateOf(page, accepted.left), await stateOf(page, accepted.right)]).toEqual(before);
      expect(troubles).toEqual([]);
      await leave();
    },
  );
});
