import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations } from '../support/axe-violations.ts';
import { chromiumMissing, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';
import { previewed, runDecisions, settled } from '../support/identity-page.ts';

const goldenOf = (page: Page, entity: string, record: string): Promise<string[]> =>
  page.evaluate(
    async ([of, id]) => {
      const response = await fetch(`/api/identity/clusters/${encodeURIComponent(id)}?entity=${of}`);
      return ((await response.json()) as { records: { id: string }[] }).records.map((each) => each.id);
    },
    [entity, record] as const,
  );
const countsIn = (effect: string): number[] =>
  (/(?:Products|Contacts) ([\d,]+)\s*(?:become)?\s*([\d,]+)/.exec(effect) ?? [])
    .slice(1)
    .map((n) => Number(n.replaceAll(',', '')));

describe.skipIf(chromiumMissing)('a steward says which products and contacts are one', () => {
  const here = demoJourney();

  it(
    'merges two products, sees before it is kept what changes, runs, sees one, and takes it back',
    { timeout: 420_000 },
    async () => {
      const { page, troubles, leave } = await visit(here.browser, here.demo.url);
      await signIn(page, 'steward');
      await page.getByRole('link', { name: 'Identity' }).click();
      await page.getByRole('link', { name: 'Products', exact: true }).click();
      await page.waitForURL(/entity=product/);
      await page.getByText(/records are [\d,]+ products/).waitFor();
      await page.getByRole('link', { name: 'All products' }).click();
      const list = page.getByRole('region', { name: 'All products' }).locator('ol > li > a');
      await list.first().waitFor();
      const name = (at: number) => list.nth(at).locator('.name').innerText();
      const [first, second] = [await name(0), await name(1)];

      await list.first().click();
      await page.waitForURL(/record=/);
      const sheet = page.getByRole('dialog').first();
      await sheet.locator('tbody tr').first().waitFor();
      await sheet.getByLabel('The other product').fill(second);
      await sheet.locator('.found button', { hasText: second }).first().click();
      await sheet.locator('.chosen', { hasText: second }).waitFor();
      const other = await sheet.locator('.chosen .mono').innerText();
      await sheet.getByRole('button', { name: 'Preview the merge' }).click();
      const told = await previewed(page, 'Merge them');
      const [before = 0, after = 0] = countsIn(told);
      expect(after).toBe(before - 1);
      expect(told).toContain(first);
      await page.getByText('Kept. It takes effect with the next run.').waitFor();
      expect(await goldenOf(page, 'product', other), 'nothing changes before the run').toEqual([other]);
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'hidden' });

      await runDecisions(page);
      expect(await goldenOf(page, 'product', other)).toHaveLength(2);
      await page.getByLabel('Which to show').selectOption({ label: 'With decisions' });
      await page.waitForURL(/view=decided/);
      await page.getByText('1 in all').waitFor();

      await page.getByRole('link', { name: 'Decisions', exact: true }).click();
      await page
        .getByRole('button', { name: /^Undo: .* are one product$/ })
        .first()
        .click();
      expect(countsIn(await previewed(page, 'Take it back'))).toEqual([after, before]);
      await page.getByText(/^Taken back: .+ It takes effect with the next run\.$/).waitFor();
      await page.getByText('taken back', { exact: true }).first().waitFor();
      const waiting = page.getByRole('region', { name: 'Decisions that wait' });
      await waiting.getByRole('button', { name: 'Preview what changes' }).click();
      expect(countsIn(await previewed(page))).toEqual([after, before]);
      expect(troubles).toEqual([]);
      await leave();
    },
  );

  it('asks why two products are not one, and decides with the keyboard that they never are', async () => {
    const { page, troubles, leave } = await visit(
      here.browser,
      `${here.demo.url}/identity/why?entity=product`,
    );
    await signIn(page, 'steward');
    const pick = async (label: string, at: number) => {
      const box = page.getByLabel(label);
      await box.fill('c');
      const picker = page.locator('.picker').filter({ has: box });
      await picker.locator('.found button').nth(at).click();
      await picker.locator('.chosen').waitFor();
    };
    await pick('First record', 2);
    await pick('Second record', 3);
    await page.waitForURL(/left=.*right=|right=.*left=/);
    const answer = page.getByRole('region', { name: 'Answer' });
    await answer.getByText(/nothing in common|no rule ties them/).waitFor();
    expect(await answer.locator('#pair-rules ~ ul > li').count()).toBe(4);
    const { searchParams } = new URL(page.url());

    // The same pair in the review: a letter decides, another takes it back.
    await page.goto(`${here.demo.url}/identity?${searchParams.toString()}`);
    await page.locator('#pair-rules').waitFor();
    await page.keyboard.press('n');
    const waiting = page.getByRole('region', { name: 'Decisions that wait' });
    await waiting.getByText(/decisions? waits? for the next run/).waitFor();
    await page.getByRole('link', { name: 'Decided', exact: true }).click();
    await page.locator('section ol > li > a').getByText('Never the same').first().waitFor();
    expect(troubles).toEqual([]);
    await leave();
  });

  it.each([
    { theme: 'light', locale: 'en-US', width: 1440 },
    { theme: 'dark', locale: 'zh-CN', width: 390 },
  ])(
    'finds contacts and products usable in $theme, $locale, at $width pixels',
    async ({ theme, locale, width }) => {
      const { page, troubles, leave } = await visit(
        here.browser,
        `${here.demo.url}/identity/golden?entity=contact`,
        {
          dark: theme === 'dark',
          locale,
          width,
        },
      );
      await signIn(page, 'steward');
      const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
      await page.locator('section ol > li > a').first().waitFor();
      for (const path of [
        'identity?entity=contact&view=all',
        'identity?entity=product',
        'identity/golden?entity=contact',
        'identity/golden?entity=product',
        'identity/why?entity=contact',
        'identity/journal?entity=product',
      ]) {
        await page.goto(`${here.demo.url}/${path}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await settled(page);
        expect(await axeViolations(page, 'main'), path).toEqual([]);
        expect(await fits(), path).toBe(true);
      }
      await page.goto(`${here.demo.url}/identity/golden?entity=contact`);
      await page.locator('section ol > li > a').first().click();
      await page.getByRole('dialog').locator('tbody tr').first().waitFor();
      expect(await axeViolations(page, 'dialog'), 'records').toEqual([]);
      expect(troubles).toEqual([]);
      await leave();
    },
  );
});
