import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FoundOrder, OrderSearchResponse } from '../../src/contract/api/orders.ts';
import { axeViolations } from '../support/axe-violations.ts';
import { chromiumMissing, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';
import { longTest } from '../support/thorough.ts';

interface Counts {
  readonly total: number;
  readonly orderLines: number;
}

describe.skipIf(chromiumMissing)('a data steward finds a reject, fixes the mapping and replays it', () => {
  const here = demoJourney();

  let before: Counts = { total: 0, orderLines: 0 };
  const countsOn = async (page: Page): Promise<Counts> =>
    page.evaluate(async () => {
      const read = async <T>(path: string) => (await (await fetch(path)).json()) as T;
      const refused = await read<{ total: number }>(
        '/api/data/rejects?source=erp&object=sale_order_line&rule=not_in_set',
      );
      const answer = await fetch('/api/rows', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
        body: JSON.stringify({
          metric: 'order_intake',
          window: { from: '2023-07-01', to: '2026-07-01' },
          limit: 1,
        }),
      });
      const { total } = (await answer.json()) as { total: number };
      return { total: refused.total, orderLines: total };
    });

  const ordersOf = (page: Page, asked: unknown): Promise<OrderSearchResponse> =>
    page.evaluate(async (body) => {
      const answer = await fetch('/api/orders/search', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
        body: JSON.stringify(body),
      });
      return (await answer.json()) as OrderSearchResponse;
    }, asked);
  let part: FoundOrder;

  it('[ORDERS-10] on an order that says what of it was not loaded, which leads there', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url + '/orders?view=open');
    await signIn(page, 'steward');
    await page.locator('ol a.number').first().waitFor();
    const { rows } = await ordersOf(page, { view: 'open', limit: 200 });
    const found = rows.find(({ isIncomplete, lineCount }) => isIncomplete && lineCount === 0);
    if (!found) throw new Error('no order without its lines');
    part = found;
    await page.goto(`${here.demo.url}/orders?view=all&q=${encodeURIComponent(part.number ?? '')}`);
    const row = page.locator('li', { has: page.locator('a.number', { hasText: part.number ?? '' }) });
    await row.getByText(/^¥\S+ not loaded$/).waitFor();
    await row.getByText('None of its lines was loaded').waitFor();
    expect(await axeViolations(page), 'list').toEqual([]);
    await row.getByRole('link').click();
    const note = page.locator('#order-incomplete');
    expect(await note.textContent()).toContain('No line of this order was loaded; by its own total');
    expect(await page.locator('#order-status').textContent()).toBe('None of its lines was loaded');
    expect(await axeViolations(page, 'main'), 'order').toEqual([]);
    await note.getByRole('link', { name: 'See rejected rows' }).click();
    await page.waitForURL(/\/data\/rejects\?source=erp/);
    await page.getByRole('heading', { name: /rejected rows?/ }).waitFor();
    expect(troubles).toEqual([]);
    await leave();
  });

  it('and sees its rows among the orders', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url + '/data');
    await signIn(page, 'steward');
    await page.getByRole('link', { name: 'Rejects' }).click();
    before = await countsOn(page);
    expect(before.total).toBeGreaterThan(0);

    await page
      .locator('.reasons a', { hasText: 'erp.sale_order_line' })
      .filter({ hasText: 'A value that is not on the list' })
      .click();
    await page.waitForURL(/rule=not_in_set/);
    await page.locator('tr', { hasText: 'pcs.' }).first().getByRole('link').click();
    const sheet = page.getByRole('dialog');
    expect(await sheet.locator('mark').textContent()).toBe('pcs.');
    expect(await sheet.getByLabel('Read it as').inputValue()).toBe('pcs');

    await sheet.getByText(/^This column takes .*pcs/).waitFor();
    await sheet.getByRole('button', { name: 'Preview' }).click();
    const promise = (await sheet.getByText(/rows? would be accepted/).textContent()) ?? '';
    const accepted = Number(/([\d,]+) rows?/.exec(promise)?.[1]?.replaceAll(',', ''));
    expect(accepted).toBeGreaterThan(0);

    await sheet.getByLabel('Why (kept with the fix)').fill('The dot is a typing habit of one clerk');
    await sheet.getByRole('button', { name: 'Apply and read again' }).click();
    await page.getByText('Done: the rows were read again.').waitFor({ timeout: 120_000 });
    await sheet.waitFor({ state: 'hidden' });

    const after = await countsOn(page);
    expect(before.total - after.total).toBe(accepted);
    expect(after.orderLines).toBeGreaterThan(before.orderLines);
    await page.goto(`${here.demo.url}/data/rejects?source=erp&object=sale_order_line&rule=not_in_set`);
    await page.getByRole('heading', { name: /rejected rows?/ }).waitFor();
    expect(await page.locator('td', { hasText: /^pcs[.]$/ }).count()).toBe(0);
    const { rows } = await ordersOf(page, { view: 'all', q: part.number, limit: 200 });
    const whole = rows.find(({ orderId }) => orderId === part.orderId);
    expect(whole).toMatchObject({ isIncomplete: false, missing: null, amount: part.missing });
    expect(troubles).toEqual([]);
    await leave();
  });

  longTest('and takes the fix back', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url + '/data/rejects');
    await signIn(page, 'steward');
    await page.getByRole('link', { name: 'Fixes' }).click();
    await page.getByText('The dot is a typing habit of one clerk').waitFor();
    await page.getByText('Read “pcs.” as “pcs”').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('are read again as before the fix').waitFor();
    await page.getByRole('button', { name: 'Undo the fix' }).click();
    await page.getByText('Done: the rows were read again.').waitFor({ timeout: 120_000 });
    await page.getByText('No fix has been made.').waitFor();
    expect(await countsOn(page)).toEqual(before);
    expect(troubles).toEqual([]);
    await leave();
  });
});
