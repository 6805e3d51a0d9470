import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorkspace } from '../../pipelines/run.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { addHubspot, formula, type HubspotDeal } from '../support/add-hubspot.ts';
import { axeViolations } from '../support/axe-violations.ts';
import { chromiumMissing, openBrowser, resetTaste, signIn, visit } from '../support/browser.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { serveDemo, type ServedDemo } from '../support/serve-demo.ts';

const path = '/data/write-back';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const count = async (page: Page, outcome: string): Promise<number> =>
  Number((await page.locator(`[data-outcome="${outcome}"] dd`).first().textContent())?.replaceAll(',', ''));

/** The rows of a file that the page offers, by column. */
async function downloaded(page: Page, file: string): Promise<Record<string, string>[]> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: file, exact: true }).first().click(),
  ]);
  const [header = [], ...rows] = parseCsv(readFileSync(await download.path(), 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}

/** What the file says where the page says `shown`: nothing for what is unknown, and never a formula. */
const inFile = (shown: string): string => (shown === '–' ? '' : shown === formula ? `'${shown}` : shown);

describe.skipIf(chromiumMissing)('a steward sends where each order stands to both CRMs', () => {
  let demo: ServedDemo;
  let browser: Browser;
  let deals: HubspotDeal[];
  beforeAll(async () => {
    demo = await serveDemo();
    await demo.close();
    deals = addHubspot(demo.dir);
    await runWorkspace(openWorkspace(demo.dir));
    await demo.again();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await demo.remove();
  });

  for (const { system, files, key } of [
    { system: 'Salesforce', files: ['Opportunity.csv', 'Account.csv'], key: 'Id' },
    { system: 'HubSpot', files: ['deals.csv'], key: 'Record ID' },
  ])
    it(`${system}: previews, writes, opens the very files, and a second time there is nothing to do`, async () => {
      const { page, troubles, leave } = await visit(browser, demo.url + path);
      await signIn(page, 'steward');
      await page.getByLabel(system).check();
      expect(await button(page, 'Write').isDisabled(), 'nothing is written before it was previewed').toBe(
        true,
      );

      await button(page, 'Preview').click();
      await page.getByText('Preview; nothing was written.').waitFor();
      const previewed = await count(page, 'insert');
      expect(previewed).toBeGreaterThan(0);
      const sample = page.locator('table.data tbody tr').first();
      const sampled = (await sample.locator('td .mono').first().textContent()) ?? '';
      const said = Object.fromEntries(
        await Promise.all(
          (await sample.locator('dl > div').all()).map(async (field) => [
            (await field.locator('dt').textContent())?.trim() ?? '',
            (await field.locator('dd').textContent())?.trim() ?? '',
          ]),
        ),
      ) as Record<string, string>;

      await button(page, 'Write').click();
      await page.getByText(`Make files of ${previewed} records for ${system}?`).waitFor();
      await button(page, 'Cancel').click();
      await button(page, 'Write').click();
      await button(page, 'Yes, write').click();
      await page.getByText('Written.', { exact: true }).waitFor();
      expect(await count(page, 'insert')).toBe(previewed);
      const entry = page.locator('[aria-labelledby="write-back-history"] li').first();
      // The history is read anew when all is written.
      await entry.filter({ hasText: `${previewed} new, 0 changed` }).waitFor();
      expect(await entry.textContent()).toContain('steward@demo.tandem');

      const rows: Record<string, string>[] = [];
      for (const file of files) rows.push(...(await downloaded(page, file)));
      expect(rows).toHaveLength(previewed);
      const sent = rows.find((row) => row[key] === sampled);
      for (const [name, value] of Object.entries(said)) expect(sent?.[name], name).toBe(inFile(value));
      const own = rows.flatMap((row) => Object.values(row)).filter((cell) => cell.includes('HYPERLINK'));
      expect(own.length).toBeGreaterThan(0);
      expect(new Set(own)).toEqual(new Set([`'${formula}`]));

      await button(page, 'Preview').click();
      await page.getByText('Nothing to do: everything stands there as it should.').waitFor();
      expect([await count(page, 'insert'), await count(page, 'no-op')]).toEqual([0, previewed]);
      expect(await button(page, 'Write').isDisabled()).toBe(true);
      await page.reload();
      await page.getByLabel(system).waitFor();
      await downloaded(page, files[0] ?? '');
      expect(troubles).toEqual([]);
      await leave();
    });

  it('a preview asked for before the catalogue has come is shown when it has', async () => {
    const { page, leave } = await visit(browser, demo.url);
    await signIn(page, 'steward');
    await page.getByRole('link', { name: 'Data', exact: true }).waitFor();
    let release = (): void => undefined;
    const held = new Promise<void>((done) => (release = done));
    await page.route('**/api/catalog', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(demo.url + path);
    await page.getByLabel('Salesforce').waitFor();
    // Pressed as soon as it can be, which is before the catalogue where the button does not wait for it.
    const press = async (): Promise<void> => {
      const answered = page.waitForResponse('**/api/exports/order-status');
      await button(page, 'Preview').click();
      await answered;
    };
    const early = await button(page, 'Preview').isEnabled();
    if (early) await press();
    release();
    await page.getByRole('banner').getByText(/^gen /).waitFor();
    if (!early) await press();
    await page.getByText('Preview; nothing was written.').waitFor({ timeout: 20_000 });
    await leave();
  });

  it('HubSpot’s deals are known by Record ID and say what each named order says', async () => {
    const { page, leave } = await visit(browser, demo.url + path);
    await signIn(page, 'steward');
    const history = page.locator('[aria-labelledby="write-back-history"] li', { hasText: 'hub' });
    await history.first().waitFor();
    const rows = await downloaded(page, 'deals.csv');
    expect(rows.map((row) => [row['Record ID'], row['tandem_order_number']]).sort()).toEqual(
      deals.map(({ recordId, order }) => [recordId, order]).sort(),
    );
    for (const { recordId, customerPo } of deals.slice(1))
      expect(rows.find((row) => row['Record ID'] === recordId)?.['tandem_customer_po']).toBe(
        customerPo || 'none',
      );
    await leave();
  });

  it('in Chinese, dark and small nothing is cut off and axe finds nothing; others do not see the page', async () => {
    const { page, leave } = await visit(browser, demo.url + path, { dark: true, width: 390, height: 800 });
    await signIn(page, 'steward');
    await page.getByLabel('Salesforce').waitFor();
    await page.evaluate(async () =>
      fetch('/api/me', {
        method: 'PATCH',
        headers: { 'content-type': 'application/json', 'x-tandem-csrf': '1' },
        body: JSON.stringify({ language: 'zh-CN' }),
      }),
    );
    await page.reload();
    await button(page, '预览').click();
    await page.getByText('无需写入：对方的内容均已是最新。').waitFor();
    await page.getByLabel('全部记录').check();
    await button(page, '预览').click();
    await page.locator('table.data').waitFor();
    expect(await axeViolations(page, 'main')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const tab = await page.locator('[data-part="write-back"]').boundingBox();
    expect((tab?.x ?? 999) + (tab?.width ?? 0), 'the part shown is in sight').toBeLessThanOrEqual(390);
    await leave();
    await resetTaste(demo.url, 'steward');

    const other = await visit(browser, demo.url + path);
    await signIn(other.page, 'admin');
    await other.page.locator('#main h1').waitFor();
    expect(await other.page.getByRole('link', { name: 'Write-back' }).count()).toBe(0);
    expect(await other.page.evaluate(async () => (await fetch('/api/exports')).status)).toBe(403);
    await other.leave();
  });
});
