import { describe, expect, it } from 'vitest';
import { chromiumMissing, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';

describe.skipIf(chromiumMissing)('an executive asks what both systems know together', () => {
  const here = demoJourney();

  it('opens the page, reads a chart as a table, and drills from a bar to rows that add up to it', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url);
    await signIn(page, 'executive');
    await page.getByRole('link', { name: 'Both systems' }).click();
    await page.getByRole('heading', { level: 1, name: 'Both systems' }).waitFor();

    await page.getByRole('button', { name: 'Show as table: Customers by system' }).click();
    const table = page.locator('#joined-systems-title').locator('xpath=ancestor::article').locator('table');
    await table.waitFor();
    const labels = await table.locator('tbody th').allTextContents();
    expect(labels.map((label) => label.trim())).toEqual([
      'CRM and ERP',
      'CRM only',
      'ERP only',
      'No longer in either',
    ]);
    const shown = (await table.locator('tbody tr').nth(1).locator('td').first().textContent()) ?? '';

    const chart = page.getByRole('slider', { name: /^Revenue at risk/ });
    await chart.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.waitForURL(/drill=revenue.*at=service_risk/);
    const dialog = page.getByRole('dialog');
    await dialog.locator('tbody tr').first().waitFor();
    await page.keyboard.press('Escape');

    // One member of an attribute, opened by its address: as many rows as the bar says customers.
    await page.goto(`${here.demo.url}/joined?drill=known_customers&at=systems:crm`);
    await dialog.locator('tbody tr').first().waitFor();
    expect(await dialog.textContent()).toContain(shown.trim());
    expect(troubles).toEqual([]);
    await leave();
  });

  it('sees what the pipeline wants beside what is there, orders it, and follows a number to its rows', async () => {
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/joined`);
    await signIn(page, 'executive');
    const card = page.getByRole('article', { name: 'What the pipeline wants, and what is there' });
    await card.locator('tbody tr').first().waitFor();
    const column = async (at: number): Promise<number[]> =>
      (await card.locator(`tbody td:nth-of-type(${at})`).allTextContents()).map((text) =>
        Number(text.trim().replace('−', '-').replaceAll(',', '').replace('K', 'e3')),
      );
    const left = await column(6);
    expect(left[0]).toBeLessThan(0);
    expect(left).toEqual([...left].sort((a, b) => a - b));

    await card.getByRole('link', { name: 'Order by Quantity sold' }).click();
    await page.waitForURL(/products=-sold_quantity/);
    await card.locator('th[aria-sort=descending]', { hasText: 'Quantity sold' }).waitFor();
    await card.locator(':scope[aria-busy=false]').waitFor();
    const sold = await column(7);
    expect(sold).toEqual([...sold].sort((a, b) => b - a));
    await page.reload();
    await card.locator('th[aria-sort=descending]', { hasText: 'Quantity sold' }).waitFor();

    await card.locator('tbody tr').first().locator('td').first().getByRole('link').click();
    await page.waitForURL(/drill=pipeline_value.*at=golden_product/);
    const dialog = page.getByRole('dialog');
    await dialog.locator('tbody tr').first().waitFor();
    expect(await dialog.textContent()).toContain('Product (both systems)');
    expect(troubles).toEqual([]);
    await leave();
  });

  it('shows on one region no stock, and no shortfall that is none', async () => {
    const { page, leave } = await visit(here.browser, `${here.demo.url}/joined?region=Europe`);
    await signIn(page, 'executive');
    const card = page.getByRole('article', { name: 'What the pipeline wants, and what is there' });
    await card.locator('tbody tr').first().waitFor();
    await card.getByText('Stock on hand: Not kept by Region').waitFor();
    const stock = await card.locator('tbody td:nth-of-type(4)').allTextContents();
    expect(new Set(stock.map((text) => text.trim()))).toEqual(new Set(['–']));
    await leave();
  });

  it('says the same in Chinese', async () => {
    const { page, leave } = await visit(here.browser, `${here.demo.url}/joined`, { locale: 'zh-CN' });
    await signIn(page, 'executive');
    await page.getByRole('heading', { level: 1, name: '两系统合看' }).waitFor();
    await page.getByRole('heading', { name: '按付款表现看商机' }).waitFor();
    await page.getByText('仅在一个系统中的客户').first().waitFor();
    await page.getByRole('heading', { name: '商机想要的与手头现有的' }).waitFor();
    await page.getByRole('link', { name: '按“现有库存”排序' }).waitFor();
    await leave();
  });
});
