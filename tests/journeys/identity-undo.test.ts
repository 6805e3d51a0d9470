import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { IdentityPairsResponse } from '../../src/contract/api/identity.ts';
import { chromiumMissing, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';
import { pairOf, saidOf, settled } from '../support/identity-page.ts';

const chosenIs = (page: Page, link: string | null) =>
  page.waitForFunction((href) => {
    const here = document.activeElement;
    return here?.getAttribute('aria-current') === 'true' && here.getAttribute('href') === href;
  }, link);
/** The matching is sure of the demo's pairs: what it matches waits for a person, as long as nobody has decided it. */
const doubtMatches = (page: Page) =>
  page.route('**/api/identity/pairs', async (route) => {
    const answer = await route.fetch({
      postData: (route.request().postData() ?? '').replace('"view":"review"', '"view":"match"'),
    });
    const found = (await answer.json()) as IdentityPairsResponse;
    const rows = found.rows.filter(({ decided }) => decided === null);
    await route.fulfill({ response: answer, json: { ...found, rows } });
  });
const leftIs = (page: Page, left: string) =>
  page.waitForFunction((id) => new URL(location.href).searchParams.get('left') === id, left);

describe.skipIf(chromiumMissing)('a steward takes decisions back by key', () => {
  const here = demoJourney();

  it('each undo leads to the pair it is about, in the list and beside an open pair', async () => {
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/identity`);
    await doubtMatches(page);
    await signIn(page, 'steward');
    const rows = page.locator('section ol > li > a');
    await rows.nth(2).waitFor();
    await settled(page);
    const bar = page.getByRole('region', { name: 'Decisions that wait' });
    const waits = (text: string) => bar.getByText(text).waitFor();
    const noneWaits = () => bar.getByRole('button', { name: 'Run now' }).waitFor({ state: 'hidden' });
    const [first, second] = [await rows.nth(0).getAttribute('href'), await rows.nth(1).getAttribute('href')];

    await page.keyboard.press('n');
    await page.keyboard.press('n');
    await waits('2 decisions wait for the next run.');
    await page.keyboard.press('u');
    await waits('1 decision waits for the next run.');
    await chosenIs(page, second);
    await page.keyboard.press('u');
    await noneWaits();
    await chosenIs(page, first);
    expect(await saidOf(page).textContent()).toMatch(/^Taken back\. .* 1 of /);

    await page.keyboard.press('Enter');
    await page.waitForURL(/left=.*right=/);
    const opened = pairOf(page).left;
    await page.keyboard.press('n');
    await page.waitForFunction((id) => new URL(location.href).searchParams.get('left') !== id, opened);
    const next = pairOf(page).left;
    await page.keyboard.press('n');
    await waits('2 decisions wait for the next run.');
    await page.keyboard.press('u');
    await waits('1 decision waits for the next run.');
    await leftIs(page, next);
    await page.keyboard.press('u');
    await noneWaits();
    await leftIs(page, opened);
    await settled(page);
    await page.unrouteAll({ behavior: 'wait' });
    expect(troubles).toEqual([]);
    await leave();
  });
});
