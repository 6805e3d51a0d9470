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

  it('[REVIEW-14] splits a customer by keyboard alone, a few stops of Tab from the list, and comes back to the pair', async () => {
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/identity?view=match`);
    await signIn(page, 'steward');
    await page.locator('section ol > li > a').nth(9).waitFor();
    await settled(page);
    /** Presses Tab until what has the focus says so; the number of stops. */
    const tabTo = async (label: RegExp, most: number): Promise<number> => {
      for (let stops = 1; stops <= most; stops++) {
        await page.keyboard.press('Tab');
        const here = await page.evaluate(() => {
          const focused = document.activeElement;
          return focused?.getAttribute('aria-label') ?? focused?.textContent.trim() ?? '';
        });
        if (label.test(here)) return stops;
      }
      throw new Error(`no stop says ${String(label)}`);
    };
    const opened = (name: RegExp) => page.getByRole('dialog', { name }).waitFor();
    const closed = (n: number) =>
      page.waitForFunction((left) => document.querySelectorAll('dialog[open]').length === left, n);

    for (let down = 0; down < 30; down++) await page.keyboard.press('j');
    for (let up = 0; up < 29; up++) {
      await page.keyboard.press('k');
      const isSeen = await page.evaluate(() => {
        const { x, y } = document.activeElement?.getBoundingClientRect() ?? { x: 0, y: 0 };
        return document.activeElement?.contains(document.elementFromPoint(x + 20, y + 2)) ?? false;
      });
      expect(isSeen, `row ${String(30 - up)}`).toBe(true);
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(/left=.*right=/);
    await page.locator('.drawing svg').first().waitFor();
    await settled(page);
    const pair = page.url();
    expect(await tabTo(/^Same customer/, 10)).toBeLessThan(10);
    await tabTo(/^Open its records$/, 10);
    await page.keyboard.press('Enter');
    await page.locator('dialog tbody tr').first().waitFor();
    await tabTo(/^Records$/, 12);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await tabTo(/^Preview splitting off 1$/, 12);
    await page.keyboard.press('Enter');
    await opened(/^Split off 1 record$/);
    await page.locator('dialog .effect').waitFor();
    await page.keyboard.press('Escape');
    await closed(1);
    await page.keyboard.press('Enter');
    await page.locator('dialog .effect').waitFor();
    await tabTo(/^Split them off$/, 6);
    await page.keyboard.press('Enter');
    await closed(1);
    expect(await page.evaluate(() => document.activeElement?.closest('dialog[open]') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    await closed(0);
    expect(page.url()).toBe(pair);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Open its records');
    await page.getByText('1 decision waits for the next run.').waitFor();
    expect(troubles).toEqual([]);
    await leave();
  });

  it('[REVIEW-14] the list is one stop for Tab, and what is undone in a list leaves the focus at its neighbour', async () => {
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/identity?view=match`);
    await signIn(page, 'steward');
    const rows = page.locator('section ol > li > a');
    await rows.nth(9).waitFor();
    await settled(page);
    const stops = () => rows.evaluateAll((all) => all.flatMap((row, at) => (row.tabIndex < 0 ? [] : [at])));
    expect(await stops()).toEqual([0]);
    for (let down = 0; down < 6; down++) await page.keyboard.press('ArrowDown');
    expect(await stops()).toEqual([6]);
    expect(await rows.nth(6).evaluate((row) => row === document.activeElement)).toBe(true);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('section ol') ?? null)).toBeNull();

    const bar = page.getByRole('region', { name: 'Decisions that wait' });
    const waiting = async () => Number(/\d+/.exec(await bar.locator('.text').innerText())?.[0]);
    const before = (await bar.locator('.text').count()) === 0 ? 0 : await waiting();
    for (let decided = 1; decided <= 3; decided++) await page.keyboard.press('n');
    await bar.getByText(`${String(before + 3)} decisions wait for the next run.`).waitFor();
    const focused = () =>
      page.evaluate(() => {
        const on = document.activeElement;
        return on?.getAttribute('aria-label') ?? on?.textContent.trim() ?? '';
      });
    const focusIs = (label: string) =>
      page.waitForFunction((text) => {
        const on = document.activeElement;
        return (on?.getAttribute('aria-label') ?? on?.textContent.trim()) === text;
      }, label);
    const labels = (of: ReturnType<typeof page.locator>) =>
      of
        .getByRole('button', { name: /^Undo: / })
        .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label') ?? ''));

    await page.getByRole('link', { name: 'Decisions', exact: true }).click();
    const journal = page.getByRole('list', { name: 'Decisions', exact: true });
    await journal.getByRole('listitem').nth(2).waitFor();
    const [newest = '', next = ''] = await labels(journal);
    await journal.getByRole('button', { name: newest }).first().focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog .effect').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Take it back' }).focus();
    await page.keyboard.press('Enter');
    const what = newest.replace('Undo: ', '');
    await page.getByText(`Taken back: ${what}. It takes effect with the next run.`).waitFor();
    await focusIs(next);

    // The list of pairs is read again with each of them.
    await page.goBack();
    await rows.first().waitFor();
    await bar.getByRole('button', { name: 'List and undo' }).click();
    const list = bar.getByRole('list', { name: 'Decisions that wait' });
    await list.getByRole('listitem').first().waitFor();
    for (let left = before + 2; left > 0; left--) {
      const [first = '', second] = await labels(list);
      await list.getByRole('button', { name: first }).first().focus();
      await page.keyboard.press('Enter');
      await page
        .getByText(`Taken back: ${first.replace('Undo: ', '')}.`)
        .last()
        .waitFor();
      if (second !== undefined) await focusIs(second);
    }
    await bar.getByRole('button', { name: 'Run now' }).waitFor({ state: 'hidden' });
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    expect(await focused()).toBe('Identity');
    expect(troubles).toEqual([]);
    await leave();
  });
});
