import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, openBrowser, signIn, visit } from '../support/browser.ts';
import { serveDemo, type ServedDemo } from '../support/serve-demo.ts';

describe.skipIf(chromiumMissing)('an executive asks what both systems know together', () => {
  let demo: ServedDemo;
  let browser: Browser;
  beforeAll(async () => {
    demo = await serveDemo();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await demo.remove();
  });

  it('opens the page, reads a chart as a table, and drills from a bar to rows that add up to it', async () => {
    const { page, troubles, leave } = await visit(browser, demo.url);
    await signIn(page, 'executive');
    await page.getByRole('link', { name: 'Both systems' }).click();
    await page.getByRole('heading', { level: 1, name: 'Both systems' }).waitFor();

    await page.getByRole('button', { name: 'Show as table: Customers by system' }).click();
    const table = page.locator('#joined-systems-title').locator('xpath=ancestor::article').locator('table');
    await table.waitFor();
    const labels = await table.locator('tbody th').allTextContents();
    expect(labels.map((label) => label.trim())).toEqual(['CRM and ERP', 'CRM only', 'ERP only']);
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
    await page.goto(`${demo.url}/joined?drill=known_customers&at=systems:crm`);
    await dialog.locator('tbody tr').first().waitFor();
    expect(await dialog.textContent()).toContain(shown.trim());
    expect(troubles).toEqual([]);
    await leave();
  });

  it('says the same in Chinese', async () => {
    const { page, leave } = await visit(browser, `${demo.url}/joined`, { locale: 'zh-CN' });
    await signIn(page, 'executive');
    await page.getByRole('heading', { level: 1, name: '两系统合看' }).waitFor();
    await page.getByRole('heading', { name: '按付款表现看商机' }).waitFor();
    await page.getByText('仅在一个系统中的客户').first().waitFor();
    await leave();
  });
});
