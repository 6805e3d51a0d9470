import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerResponse, CustomerSearchResponse } from '../../src/contract/api/customers.ts';
import { chromiumMissing, openBrowser, resetTaste, signIn, visit } from '../support/browser.ts';
import { scriptSize } from '../support/script-size.ts';
import { serveDemo, type ServedDemo } from '../support/serve-demo.ts';
import { longTest } from '../support/thorough.ts';

const violations = async (page: Page): Promise<string[]> => {
  // The rows of a list are alike: a few of them stand for all.
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('tbody tr:nth-child(n + 8), ol li:nth-child(n + 8)'))
      row.setAttribute('hidden', '');
  });
  const found = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .setLegacyMode()
    .analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
};

const ready = async (page: Page): Promise<void> => {
  await page.locator('#timeline-title').waitFor();
  await page.locator('section .drawing svg').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('main .skeleton').length === 0);
};

/** A name with two neighbouring letters of its longest word exchanged. */
const slip = (name: string): string => {
  const word = [...name.matchAll(/[A-Za-z]{6,}/g)]
    .map(([each]) => each)
    .sort((a, b) => b.length - a.length)[0];
  if (!word) throw new Error(`no word to mistype in ${name}`);
  const at = word.split('').findIndex((letter, index) => index > 1 && letter !== word[index + 1]);
  return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
};

describe.skipIf(chromiumMissing)('someone looks up a customer', () => {
  let demo: ServedDemo;
  let browser: Browser;
  let twin: CustomerSearchResponse['rows'][number];
  let details: CustomerResponse;
  beforeAll(async () => {
    demo = await serveDemo();
    browser = await openBrowser();
    const { page, leave } = await visit(browser, demo.url);
    await signIn(page, 'executive');
    await page.locator('nav.rail').waitFor();
    const found = await page.evaluate(async () => {
      const answer = await fetch('/api/customers/search', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
        body: JSON.stringify({ system: 'both', limit: 200 }),
      });
      return (await answer.json()) as CustomerSearchResponse;
    });
    const named = found.rows.find(
      ({ kind, name, otherName }) =>
        kind === 'company' && /[A-Za-z]{6,}/.test(name ?? '') && /\p{Script=Han}/u.test(otherName ?? ''),
    );
    if (!named) throw new Error('no customer with two names');
    twin = named;
    details = await page.evaluate(
      async (id) => (await (await fetch(`/api/customers/${id}`)).json()) as CustomerResponse,
      named.goldenId,
    );
    await leave();
  });
  afterEach(() => Promise.all(['marketer', 'executive'].map((role) => resetTaste(demo.url, role))));
  afterAll(async () => {
    await browser.close();
    await demo.remove();
  });

  it('a marketer by a mistyped name, with the keyboard alone, and sees what both systems hold', async () => {
    const { page, troubles, leave } = await visit(browser, demo.url);
    await signIn(page, 'marketer');
    await page.getByRole('link', { name: 'Customers', exact: true }).click();
    await page.getByRole('heading', { name: /^[\d,]+ customers$/ }).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('/');
    await page.keyboard.type(slip(twin.name ?? ''));
    await page.waitForURL(/[?]q=/);
    const result = page.getByRole('link', { name: twin.name ?? '', exact: true });
    await result.waitFor();
    await page.getByText('spelled nearly so').first().waitFor();
    await page.keyboard.press('ArrowDown');
    for (let step = 0; step < 25; step++) {
      if (await result.evaluate((link) => link === document.activeElement)) break;
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(new RegExp(`/customers/${twin.goldenId}`));
    await ready(page);
    expect(await page.locator('h1').textContent()).toBe(twin.name);
    await page.waitForFunction(() => document.activeElement?.matches('#main h1') === true);

    // [ORDERS-1] A marketer sees no orders: their numbers are there to read, and lead nowhere.
    await page.locator('li[data-kind="order"]').first().waitFor();
    expect(await page.locator('main a[href^="/orders/"]').count()).toBe(0);

    const records = page.getByRole('region', { name: 'Records it is made of' }).locator('li');
    const badges = (await records.locator('> .badge').allTextContents()).map((text) => text.trim());
    expect(new Set(badges)).toEqual(new Set(['CRM', 'ERP']));
    expect(await records.locator('.key').allTextContents()).toEqual(
      details.records.map(({ record }) => record.slice(record.indexOf('|') + 1)),
    );
    const lost = page.getByRole('button', { name: /other values?$/ }).first();
    await lost.click();
    expect(await lost.getAttribute('aria-expanded')).toBe('true');
    await page.locator('tr.lost:not([hidden]) s').first().waitFor();
    expect(troubles).toEqual([]);
    await leave();
  });

  longTest('and narrows the time line to one kind and one month, as the address says', async () => {
    const { page, troubles, leave } = await visit(browser, `${demo.url}/customers/${twin.goldenId}`);
    await signIn(page, 'executive');
    await ready(page);
    expect((await scriptSize(page)).bytes).toBeLessThan(150_000);
    await page.locator('.chip[data-kind="order"]').click();
    await page.waitForURL(/kind=order/);
    const shown = async () =>
      new Set(
        await page
          .locator('main ol li')
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-kind'))),
      );
    await page.waitForFunction(
      () => document.querySelectorAll('main ol li:not([data-kind="order"])').length === 0,
    );
    expect(await shown()).toEqual(new Set(['order']));
    const order = page.locator('main ol li a').first();
    expect(await order.getAttribute('href')).toMatch(/^\/orders\/erp/);

    // The chart by keyboard: the first step that has anything; Enter shows what happened in it.
    const chart = page.getByRole('slider', { name: /^Time line/ });
    await chart.focus();
    await page.keyboard.press('Home');
    const said = (await chart.getAttribute('aria-valuetext')) ?? '';
    await page.keyboard.press('Enter');
    await page.waitForURL(/days=\d{4}-\d\d-\d\d[.]{2}\d{4}/);
    const many = Number(/: ([\d,]+)/.exec(said)?.[1]?.replaceAll(',', ''));
    await page.getByText(new RegExp(`^${many} events?$`)).waitFor();
    expect(await page.locator('main ol li').count()).toBe(many);

    await page.getByRole('button', { name: 'Show as table: Time line' }).click();
    const table = page.getByRole('group', { name: 'Time line' }).locator('table');
    await table.waitFor();
    expect(await table.locator('thead th').count()).toBeGreaterThan(3);

    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('button', { name: '简体中文' }).click();
    await page.getByRole('heading', { name: '时间线' }).waitFor();
    await page.getByRole('heading', { name: '由这些记录合成' }).waitFor();
    expect(await page.locator('main').getByText('customer.').count()).toBe(0);
    expect(page.url()).toContain('days=');
    expect(troubles).toEqual([]);
    await leave();
  });

  longTest(
    'by the Chinese name, follows a number to its definition and an event to its line, and comes back',
    async () => {
      const { page, troubles, leave } = await visit(browser, `${demo.url}/customers`);
      await signIn(page, 'executive');
      await page.getByLabel('Search customers').fill(twin.otherName ?? '');
      await page.getByRole('link', { name: twin.name ?? '', exact: true }).click();
      await ready(page);
      await page.locator('.chip[data-kind="order"]').click();
      await page.getByRole('link', { name: /^Definition: Revenue$/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Formula').waitFor();
      await dialog.getByRole('tab', { name: 'Rows' }).click();
      await dialog.locator('tbody tr').first().waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'hidden' });
      expect(page.url()).toContain('kind=order');
      await page.locator('main ol .source a').first().click();
      await dialog.getByText('This row came from').waitFor();
      await page.keyboard.press('Escape');
      expect(page.url()).not.toContain('line=');
      expect(troubles).toEqual([]);

      // The id of a source record leads to the customer; one that never was does not.
      await page.goto(`${demo.url}/customers/${encodeURIComponent(details.records[0]?.record ?? '')}`);
      await ready(page);
      expect(page.url()).toContain(`/customers/${twin.goldenId}`);
      await page.goto(`${demo.url}/customers/gc_nobody`);
      await page.getByRole('heading', { name: 'There is no such customer' }).waitFor();
      await leave();
    },
  );

  it('a planner reads no personal data and is told so, service sees no margin', async () => {
    const planner = await visit(browser, `${demo.url}/customers/${twin.goldenId}`);
    await signIn(planner.page, 'planner');
    await ready(planner.page);
    await planner.page.getByText('Your role does not show personal data').waitFor();
    const text = (await planner.page.locator('main').innerText()).toLowerCase();
    expect(text).toContain('•••');
    for (const { name, email, phone } of details.contacts)
      for (const secret of [name, email, phone]) if (secret) expect(text).not.toContain(secret.toLowerCase());
    expect(await planner.page.locator('main a[href^="mailto:"]').count()).toBe(0);
    await planner.leave();

    const service = await visit(browser, `${demo.url}/customers/${twin.goldenId}`);
    await signIn(service.page, 'service');
    await ready(service.page);
    expect(await service.page.locator('[data-value="margin"]').innerText()).toContain(
      'Not shown to your role',
    );
    expect(await service.page.locator('main a[href^="mailto:"]').count()).toBeGreaterThan(0);
    await service.leave();
  });

  longTest.each([
    { dark: false, locale: 'en-US', none: 'No customer is called' },
    { dark: true, locale: 'zh-CN', none: '没有名为' },
  ])('axe finds nothing in $locale, and the pages fit a telephone', async ({ dark, locale, none }) => {
    const { page, troubles, leave } = await visit(browser, `${demo.url}/customers`, { dark, locale });
    await signIn(page, 'steward');
    await page.locator('main tbody tr').first().waitFor();
    expect(await violations(page), 'list').toEqual([]);
    await page.goto(`${demo.url}/customers?q=zzzzzzzzzz`);
    await page.getByText(none).waitFor();
    expect(await violations(page), 'none found').toEqual([]);
    await page.goto(`${demo.url}/customers/${twin.goldenId}`);
    await ready(page);
    await page.locator('tr button[aria-expanded]').first().click();
    expect(await violations(page), 'customer').toEqual([]);
    await page.goto(`${demo.url}/data/write-back`);
    await page.locator('#write-back-title').waitFor();
    await page.locator('#write-back-title ~ .actions button').first().click();
    await page.locator('[data-outcome="insert"]').waitFor({ timeout: 60_000 });
    expect(await violations(page), 'write-back').toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of [`/customers/${twin.goldenId}`, '/customers']) {
      await page.goto(demo.url + path);
      await page.locator('main h1').waitFor();
      await page.waitForFunction(() => document.querySelectorAll('main .skeleton').length === 0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(390);
    }
    expect(troubles).toEqual([]);
    await leave();
  });
});
