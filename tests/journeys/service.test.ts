import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FoundOrder, OrderResponse, OrderSearchResponse } from '../../src/contract/api/orders.ts';
import { axeViolations } from '../support/axe-violations.ts';
import { chromiumMissing, resetTaste, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';
import { longTest } from '../support/thorough.ts';

const search = (page: Page, body: unknown): Promise<OrderSearchResponse> =>
  page.evaluate(async (asked) => {
    const answer = await fetch('/api/orders/search', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
      body: JSON.stringify(asked),
    });
    return (await answer.json()) as OrderSearchResponse;
  }, body);

const opened = (page: Page, id: string): Promise<OrderResponse> =>
  page.evaluate(
    async (path) => (await (await fetch(path)).json()) as OrderResponse,
    `/api/orders/${encodeURIComponent(id)}`,
  );

const box = (page: Page) => page.locator('#order-search');
const settled = async (page: Page): Promise<void> => {
  await page.locator('#main h1').waitFor();
  await page.waitForFunction(() => document.querySelectorAll('#main .skeleton').length === 0);
};

const headingHasFocus = (page: Page) =>
  page.waitForFunction(() => document.activeElement?.matches('#main h1') === true);

describe.skipIf(chromiumMissing)('a service agent is asked: where is my order?', () => {
  const here = demoJourney();
  let late: FoundOrder & { readonly number: string; readonly customerPo: string };

  it('types the customer’s own number and in two clicks sees the order, what is late and why', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url);
    await signIn(page, 'service');
    await page.waitForURL(/\/orders$/);
    await settled(page);
    const { rows, total } = await search(page, { view: 'late', limit: 50 });
    expect(total).toBeGreaterThan(0);
    const asked = rows.find(({ number, customerPo }) => number !== null && customerPo !== null);
    if (!asked?.number || !asked.customerPo) throw new Error('no late order with a number of its customer');
    late = { ...asked, number: asked.number, customerPo: asked.customerPo };
    expect(await page.locator('ol a.number').first().textContent()).toBe(rows[0]?.number);

    let clicks = 0;
    await box(page).fill(late.customerPo.toLowerCase().replace('-', ' '));
    const row = page.locator('li', { has: page.locator('mark', { hasText: late.customerPo }) });
    await row.first().waitFor();
    await row.getByRole('link', { name: late.number }).click();
    clicks++;
    await page.getByRole('heading', { level: 1, name: late.number }).waitFor();
    expect(clicks).toBeLessThanOrEqual(2);

    const whole = await opened(page, late.orderId);
    const status = await page.locator('#order-status').textContent();
    expect(status).toContain(`Late by ${late.daysLate} day`);
    if (late.supplyNumber) expect(status).toContain(late.supplyNumber);
    expect(whole.reasons.length).toBeGreaterThan(0);
    for (const { code } of whole.reasons)
      expect(await page.locator(`li[data-code="${code}"]`).count()).toBeGreaterThan(0);
    expect(await page.locator('table.data').last().locator('tbody tr').count()).toBe(whole.lines.length);
    expect(await page.locator('[data-step]').count()).toBe(9);
    expect(await page.locator('[data-step="order"] .id').textContent()).toBe(late.number);

    await page.getByText('How this day came about').first().click();
    await page
      .getByText(/The goods are complete on|When the goods are complete is not known/)
      .first()
      .waitFor();
    if (whole.customer)
      expect(await page.locator('#main dl a').getAttribute('href')).toBe(
        `/customers/${whole.customer.goldenId}`,
      );
    expect(troubles).toEqual([]);
    await leave();
  });

  longTest('finds an order by every other number of its thread, Enter opening the first', async () => {
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/orders?view=all&q=SO0020`);
    await signIn(page, 'service');
    await settled(page);
    const { rows } = await search(page, { q: 'SO0020', view: 'all', limit: 50 });
    const threads = await Promise.all(rows.slice(0, 12).map(({ orderId }) => opened(page, orderId)));
    const documents = threads.flatMap(({ orderId, documents: all }) =>
      all.map((document) => ({ ...document, orderId })),
    );
    for (const kind of ['order', 'shipment', 'invoice'] as const) {
      const document = documents.find((each) => each.kind === kind);
      if (!document?.number) throw new Error(`no ${kind} in these threads`);
      await page.goto(`${here.demo.url}/orders`);
      await settled(page);
      await box(page).fill(document.number);
      await box(page).press('Enter');
      await page.waitForURL((url) => decodeURIComponent(url.pathname) === `/orders/${document.orderId}`);
      await settled(page);
    }
    expect(troubles).toEqual([]);
    await leave();
  });

  longTest('presses Enter while the catalogue is still on its way, and the order opens', async () => {
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/orders`);
    await signIn(page, 'service');
    await settled(page);
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const again = async (): Promise<void> => {
      const fetched = page.waitForResponse(/\/api\/catalog/);
      arrive();
      await fetched;
    };
    let asked = 0;
    await page.route('**/api/catalog', async (route) => {
      await arrived;
      await route.continue();
    });
    await page.route('**/api/orders/search', async (route) => {
      const { q } = route.request().postDataJSON() as { q?: string };
      if (q === late.number && ++asked === 1) await again();
      // The page may have dropped this question meanwhile.
      await route.continue().catch(() => undefined);
    });
    await page.reload();
    await settled(page);
    await box(page).fill(late.number);
    await box(page).press('Enter');
    await page.getByRole('heading', { level: 1, name: late.number }).waitFor();
    expect(asked).toBe(2);
    expect(troubles).toEqual([]);
    await leave();
  });

  it('goes by keyboard alone, the address holding search and view', async () => {
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/orders`);
    await signIn(page, 'service');
    await settled(page);
    await page.keyboard.press('/');
    await page.keyboard.type('SO00');
    await page.waitForURL(/q=SO00/);
    const numbers = page.locator('ol a.number');
    await page.waitForFunction(
      () =>
        document.querySelectorAll('ol a.number').length === 25 && document.querySelector('.stale') === null,
    );
    const second = (await numbers.nth(1).textContent()) ?? '';
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: second }).waitFor();
    await headingHasFocus(page);
    await page.goBack();
    await page.waitForURL(/q=SO00/);
    expect(await box(page).inputValue()).toBe('SO00');
    await page.getByRole('link', { name: /^Open/ }).click();
    await page.waitForURL(/q=SO00&view=open/);

    await box(page).fill('zzz-not-there');
    await page.getByText('Nothing found for “zzz-not-there”').waitFor();
    await page.goto(`${here.demo.url}/orders/none`);
    await page.getByRole('heading', { name: 'No such order' }).waitFor();
    expect(troubles.filter((trouble) => !trouble.includes('404'))).toEqual([]);
    await leave();
  });

  longTest(
    'is led to the orders found that the chosen view does not hold, by Enter or by a link',
    async () => {
      const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/orders?view=late`);
      await signIn(page, 'service');
      await settled(page);
      const { rows } = await search(page, { view: 'all', limit: 200 });
      const timely = rows.find(({ isLate, number }) => !isLate && number !== null);
      if (!timely?.number) throw new Error('no order that is not late');
      const { total } = await search(page, { q: timely.number, view: 'all' });
      const isAll = (url: URL) =>
        url.searchParams.get('q') === timely.number && !url.searchParams.has('view');
      await box(page).fill(timely.number);
      await page.getByText(`“${timely.number}” is found, but not among “Late”`).waitFor();
      expect(await page.getByText('Check the number').count()).toBe(0);
      await page
        .getByRole('link', { name: total === 1 ? 'Show the order found' : `Show all ${total}` })
        .click();
      await page.waitForURL(isAll);
      await page.goBack();
      await page.getByText(`“${timely.number}” is found, but not among “Late”`).waitFor();
      await box(page).press('Enter');
      await page.waitForURL(isAll);
      await page.waitForFunction(
        (number) => document.activeElement?.textContent.includes(number) === true,
        timely.number,
      );
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: timely.number }).waitFor();
      expect(troubles).toEqual([]);
      await leave();
    },
  );

  it('[STATUS-9] [STATUS-14] reads of a cancelled order what was ordered of it, and nothing that is still to come', async () => {
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/orders`);
    await signIn(page, 'service');
    await settled(page);
    const { rows } = await search(page, { view: 'all', limit: 200, offset: 0 });
    const cancelled = rows.find(
      ({ state, amount, hasInvoice, isShippedThoughCancelled }) =>
        state === 'cancelled' && amount !== null && !hasInvoice && !isShippedThoughCancelled,
    );
    if (!cancelled) throw new Error('no cancelled order that came to nothing');
    await page.goto(`${here.demo.url}/orders/${encodeURIComponent(cancelled.orderId)}`);
    await settled(page);
    for (const step of ['shipment', 'invoice', 'payment'])
      expect(await page.locator(`[data-step="${step}"] p`).allTextContents(), step).toEqual(['none']);
    expect(await page.locator('#reasons-title').count()).toBe(1);
    const money = page.locator('section', { has: page.locator('#money-title') });
    expect(await money.locator('dt').allTextContents()).toEqual(['Order value']);
    expect(troubles).toEqual([]);
    await leave();
  });

  longTest(
    'finds an opportunity nobody has ordered yet, sees that its order is missing, and narrows the list by region',
    async () => {
      const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/orders?view=all`);
      await signIn(page, 'service');
      await settled(page);
      const { unordered } = await search(page, { q: '2026' });
      const waiting = unordered.rows.find(
        ({ standing, number }) => standing === 'no_order_yet' && number !== null,
      );
      if (!waiting?.number || !waiting.name) throw new Error('no open opportunity without an order');
      await page.goto(`${here.demo.url}/orders`);
      await settled(page);
      await box(page).fill(waiting.number.toLowerCase());
      await page.getByRole('heading', { name: '1 opportunity or lead without an order' }).waitFor();
      expect(await page.locator('[aria-labelledby="unordered-found"] mark').first().textContent()).toBe(
        waiting.number,
      );
      await box(page).press('Enter');
      await page.getByRole('heading', { level: 1, name: waiting.name }).waitFor();
      await headingHasFocus(page);
      expect(decodeURIComponent(new URL(page.url()).pathname)).toBe(
        `/orders/opportunity/${waiting.opportunityId}`,
      );
      expect(await page.locator('#order-status').textContent()).toContain('No order yet');
      expect(await page.locator('[data-step="order"]').getAttribute('data-tie')).toBe('missing');
      expect(await page.locator('[data-step="order"] .badge').textContent()).toContain('no order yet');
      expect(await axeViolations(page), 'opportunity').toEqual([]);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: waiting.name }).waitFor();
      expect(
        await page.evaluate(() => document.activeElement?.tagName),
        'who loads a page begins at its top',
      ).toBe('BODY');
      await page.goto(`${here.demo.url}/orders/opportunity/none`);
      await page.getByRole('heading', { name: 'No such opportunity without an order' }).waitFor();

      await page.goto(`${here.demo.url}/orders?view=all&offset=25`);
      await settled(page);
      const { total } = await search(page, { view: 'all' });
      await page.getByRole('button', { name: /^Region/ }).click();
      await page.getByLabel('Europe').check();
      await page.waitForURL(
        (url) => url.searchParams.get('region') === 'Europe' && !url.searchParams.has('offset'),
      );
      const narrow = await search(page, { view: 'all', region: ['Europe'] });
      expect(narrow.total).toBeGreaterThan(0);
      expect(narrow.total).toBeLessThan(total);
      await page.getByRole('heading', { name: `${narrow.total.toLocaleString('en')} orders` }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: `${narrow.total.toLocaleString('en')} orders` }).waitFor();
      await page.getByRole('link', { name: /^Late/ }).click();
      await page.waitForURL(
        (url) => url.searchParams.get('region') === 'Europe' && url.searchParams.get('view') === 'late',
      );
      await page.getByRole('button', { name: 'Clear filters' }).click();
      await page.waitForURL((url) => !url.searchParams.has('region'));
      expect(troubles.filter((trouble) => !trouble.includes('404'))).toEqual([]);
      await leave();
    },
  );

  longTest('changes the language and copies a status for the customer in it; axe finds nothing', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: here.demo.url });
    await signIn(page, 'service');
    await settled(page);
    expect(await axeViolations(page), 'list').toEqual([]);
    await page.goto(`${here.demo.url}/orders/${encodeURIComponent(late.orderId)}`);
    await settled(page);
    await page
      .locator('details')
      .first()
      .evaluate((element) => element.setAttribute('open', ''));
    expect(await axeViolations(page, 'main'), 'order').toEqual([]);
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole('button', { name: 'Copy status for the customer' }).click();
    await page.getByText('Copied').waitFor();
    expect(await copied()).toContain(`Order ${late.number}, your order no. ${late.customerPo}`);
    await page.getByRole('button', { name: 'Copy link' }).click();

    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('button', { name: '简体中文' }).click();
    await page.getByText(`延误 ${late.daysLate} 天`).first().waitFor();
    await page.getByRole('button', { name: '复制给客户的状态说明' }).click();
    await expect.poll(copied).toContain(`订单 ${late.number}（贵方订单号 ${late.customerPo}）`);
    await leave();
    await resetTaste(here.demo.url, 'service');

    const dark = await visit(here.browser, `${here.demo.url}/orders/${encodeURIComponent(late.orderId)}`, {
      dark: true,
      width: 390,
      height: 800,
    });
    await signIn(dark.page, 'service');
    await settled(dark.page);
    expect(await axeViolations(dark.page), 'order, dark and small').toEqual([]);
    const wide = await dark.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    await dark.page.getByText('How the documents are tied').click();
    const tables = await dark.page.evaluate(() =>
      [...document.querySelectorAll('main .table-scroll')].map((box) => box.scrollWidth - box.clientWidth),
    );
    expect(tables, 'nothing of lines and ties is beside the screen').toEqual([0, 0]);
    for (const label of ['Shipped and invoiced', 'Promised', 'Expected or shipped', 'Stock'])
      expect(await dark.page.locator(`td[data-label="${label}"]`).first().isVisible(), label).toBe(true);
    // [ORDERS-9] What is counted over the thread is what is drawn in it.
    const drawn = (tie: string) => dark.page.locator(`li[data-tie="${tie}"]`).count();
    const counted = await dark.page.locator('section:has(#thread-title) header .badge').allInnerTexts();
    const number = (of: RegExp) => {
      const [, n = '0'] = of.exec(counted.join(' ')) ?? [];
      return n === 'one' ? 1 : Number(n);
    };
    expect(number(/(one|\d+) steps? missing/)).toBe(await drawn('missing'));
    expect(number(/(one|\d+) links? only probable/)).toBe(await drawn('inferred'));
    await dark.leave();
    expect(troubles).toEqual([]);
  });

  longTest(
    'with a region of their own sees no order of another, neither in lists nor in counts',
    async () => {
      const office = await visit(here.browser, `${here.demo.url}/users`);
      await signIn(office.page, 'admin');
      await office.page.getByText('executive@demo.tandem').first().waitFor();
      const region = late.region === 'Europe' ? 'East China' : 'Europe';
      const status = await office.page.evaluate(
        async (scope) =>
          (
            await fetch('/api/users', {
              method: 'POST',
              headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
              body: JSON.stringify({
                email: 'scoped@demo.tandem',
                name: 'Scoped',
                password: 'a long password',
                roles: ['service'],
                scope,
              }),
            })
          ).status,
        { region: [region] },
      );
      expect(status).toBeLessThan(300);
      await office.leave();

      const { page, leave } = await visit(here.browser, here.demo.url);
      await signIn(page, 'scoped', 'a long password');
      await page.waitForURL(/\/orders$/);
      await settled(page);
      await box(page).fill(late.number);
      await page.getByText(`Nothing found for “${late.number}”`).waitFor();
      expect((await search(page, { q: late.number })).counts.every(({ orders }) => orders === 0)).toBe(true);
      const own = await search(page, { view: 'all', limit: 200 });
      expect(own.total).toBeGreaterThan(0);
      expect(new Set(own.rows.map((order) => order.region))).toEqual(new Set([region]));
      await page.goto(`${here.demo.url}/orders/${encodeURIComponent(late.orderId)}`);
      await page.getByRole('heading', { name: 'No such order' }).waitFor();
      await leave();
    },
  );
});
