import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Column } from '../../src/contract/api/cell.ts';
import type { BatchResponse, RowsResponse } from '../../src/contract/api/query.ts';
import { chromiumMissing, overviewReady, resetTaste, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { scriptSize } from '../support/script-size.ts';
import { longTest } from '../support/thorough.ts';

describe.skipIf(chromiumMissing)('an executive asks how we are doing', () => {
  const here = demoJourney();
  afterEach(() => resetTaste(here.demo.url, 'executive'));

  it('signs in, reads the page in Chinese, filters, and shares the address', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url);
    await signIn(page, 'executive');
    await overviewReady(page);
    expect(await page.locator('h1').textContent()).toBe('Overview');
    expect(await page.locator('main').getByText('error.').count()).toBe(0);
    expect(await page.locator('a.tile').count()).toBe(12);
    expect(await page.locator('a.tile .deltas .line').count()).toBe(24);

    // The script really fetched until the first chart stood.
    const { files, bytes } = await scriptSize(page);
    expect(files).toBeGreaterThan(3);
    expect(bytes).toBeLessThan(150_000);

    await page.getByRole('button', { name: 'Language' }).click();
    await page.getByRole('button', { name: '简体中文' }).click();
    await page.getByRole('heading', { level: 1, name: '总览' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
    expect(await page.locator('a.tile[data-metric="revenue"]').textContent()).toMatch(/¥[\d.]+[万亿]/);

    const before = await page.locator('a.tile[data-metric="revenue"] .value').textContent();
    await page.getByRole('button', { name: /^(地区|区域) 全部/ }).click();
    await page.getByRole('checkbox', { name: '华东' }).check();
    await page.waitForURL(/region=East\+China/);
    await page.waitForFunction(
      (was) => document.querySelector('a.tile[data-metric="revenue"] .value')?.textContent !== was,
      before,
    );
    await page.keyboard.press('Escape');
    const address = page.url();
    const shown = await page.locator('a.tile[data-metric="revenue"] .value').textContent();

    const second = await visit(here.browser, address, { locale: 'zh-CN' });
    await signIn(second.page, 'executive');
    await overviewReady(second.page);
    expect(await second.page.locator('a.tile[data-metric="revenue"] .value').textContent()).toBe(shown);
    expect(second.page.url()).toBe(address);
    await second.leave();

    await page.goBack();
    await page.waitForFunction(
      (was) => document.querySelector('a.tile[data-metric="revenue"] .value')?.textContent === was,
      before,
    );
    expect(troubles).toEqual([]);
    await leave();
  });

  it('drills from a mark to a row, and from the row to the line of the file it came from', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url);
    await signIn(page, 'executive');
    await overviewReady(page);
    const chart = page.getByRole('slider', { name: /^Revenue and order intake/ });
    await chart.scrollIntoViewIfNeeded();
    const box = await chart.boundingBox();
    await chart.click({ position: { x: (box?.width ?? 0) * 0.6, y: 40 } });
    await page.waitForURL(/drill=.*span=/);
    const dialog = page.getByRole('dialog');
    await dialog.locator('tbody tr').first().waitFor();
    const cells = await dialog.locator('tbody tr').first().locator('td').allTextContents();

    await dialog.locator('td.open button').first().click();
    await dialog.getByText('This row came from').waitFor();
    const file = (await dialog.locator('.file').textContent()) ?? '';
    const line = Number(
      /Line ([\d,]+)/.exec((await dialog.locator('.place').textContent()) ?? '')?.[1]?.replaceAll(',', ''),
    );
    expect(file).toMatch(/[.]csv$/);
    const raw = await dialog.locator('pre').textContent();
    const inFile = readFileSync(
      `${here.demo.dir}/${file.includes('/') ? file : `extracts/erp/${file}`}`,
      'utf8',
    ).split(/\r?\n/)[line - 1];
    expect(raw?.trim().endsWith((inFile ?? 'no such line').trim())).toBe(true);
    expect(cells.length).toBeGreaterThan(5);

    await dialog.getByRole('button', { name: 'Back to rows' }).click();
    await dialog.getByRole('tab', { name: 'Lineage' }).click();
    await dialog.getByText('Source objects').waitFor();
    await dialog.getByRole('button', { name: /^fct_/ }).first().click();
    expect(await dialog.locator('pre').textContent()).toMatch(/select/i);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(page.url()).not.toContain('drill=');
    expect(troubles).toEqual([]);
    await leave();
  });

  longTest(
    '[QUERY-13] [QUERY-9] is told why a number is not given: on its tile, in the funnel and where its rows would be',
    async () => {
      const { page, troubles, leave } = await visit(here.browser, here.demo.url);
      // As from a source that recorded no stages before May: a value that is not known, and one with nothing to compare.
      await page.route('**/api/query', async (route) => {
        const response = await route.fetch();
        const { results, ...answer } = (await response.json()) as BatchResponse;
        for (const name of ['tile.weighted_pipeline', 'funnel', 'tile.open_cases', 'spark.open_cases']) {
          const part = results[name];
          if (!part || 'error' in part) continue;
          const known = ({ compare }: Column): boolean => name === 'tile.open_cases' && compare === undefined;
          const lacks = part.columns.map((column) => column.kind === 'metric' && !known(column));
          results[name] = {
            ...part,
            columns: part.columns.map((column, at) =>
              lacks[at] === true ? { ...column, knownFrom: '2026-05-01' } : column,
            ),
            rows: part.rows.map((row) => row.map((cell, at) => (lacks[at] === true ? null : cell))),
          };
        }
        await route.fulfill({ response, json: { ...answer, results } });
      });
      await page.route('**/api/rows', async (route) => {
        const response = await route.fetch();
        const answer = (await response.json()) as RowsResponse;
        const told = answer.notKeptBy ? {} : { rows: [], total: 0, value: null, knownFrom: '2026-05-01' };
        await route.fulfill({ response, json: { ...answer, ...told } });
      });
      await signIn(page, 'executive');
      await overviewReady(page);
      const why = 'Not known before 1 May 2026: the stages of opportunities were not recorded';
      const tile = (metric: string) => page.locator(`a.tile[data-metric="${metric}"]`);
      const spark = (metric: string) => tile(metric).locator('path.area').count();
      expect(await tile('weighted_pipeline').locator('.problem').textContent()).toBe(why);
      expect(await tile('open_cases').locator('.problem').textContent()).toMatch(
        /^No comparison: .* 1 May 2026/,
      );
      expect(await tile('open_cases').locator('.value').textContent()).toMatch(/\d/);
      expect([await spark('revenue'), await spark('weighted_pipeline'), await spark('open_cases')]).toEqual([
        1, 0, 0,
      ]);
      const funnel = page.locator('#funnel-title').locator('xpath=ancestor::article');
      expect(await funnel.locator('figure .empty').textContent()).toBe(why);

      await tile('weighted_pipeline').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText(why).waitFor();
      await page.goto(`${here.demo.url}/?region=East+China&drill=inventory_value`);
      await dialog.getByText('Not kept by Region').waitFor();
      expect((await dialog.getByRole('status').textContent())?.trim()).toBe('0 rows');
      expect(troubles).toEqual([]);
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      await leave();
    },
  );

  longTest(
    '[QUERY-14] is shown no change against a time before the data begin, but since when they do',
    async () => {
      const { page, troubles, leave } = await visit(here.browser, here.demo.url);
      await signIn(page, 'executive');
      await overviewReady(page);
      await page.goto(`${here.demo.url}/?from=2024-01-01&to=2025-01-01`);
      await overviewReady(page);
      const tile = (metric: string) => page.locator(`a.tile[data-metric="${metric}"]`);
      const why = 'No comparison: the data begin on 1 Jul 2023';
      expect(await tile('revenue').locator('.value').textContent()).toMatch(/¥\d/);
      expect(await tile('revenue').locator('.deltas .line').count()).toBe(0);
      expect(await tile('revenue').locator('.problem').textContent()).toBe(why);
      expect(await tile('lost_customers').locator('.problem').textContent()).toBe(
        'No comparison: the data reach back far enough only from 28 Dec 2023 on',
      );
      expect(await tile('backlog').locator('.deltas .line').count()).toBe(2);
      await page.goto(`${here.demo.url}/?from=2024-01-01&to=2024-07-01`);
      await overviewReady(page);
      expect(await tile('revenue').locator('.deltas .line').count()).toBe(1);
      expect(await tile('revenue').locator('.problem').textContent()).toBe(
        'vs year before: the data begin on 1 Jul 2023',
      );
      await page.goBack();
      await overviewReady(page);
      const card = (id: string) => page.locator(`#${id}-title`).locator('xpath=ancestor::article');
      expect(await card('movers').locator('.empty').textContent()).toBe(why);
      expect(await card('movers').locator('tbody').count()).toBe(0);
      expect(await card('trend').locator('.uncompared').textContent()).toBe(
        'No comparison before Jul 2024: the data begin on 1 Jul 2023',
      );
      const chart = page.getByRole('slider', { name: /^Revenue and order intake/ });
      await chart.focus();
      for (const key of ['Home', 'ArrowDown']) await page.keyboard.press(key);
      expect(await chart.getAttribute('aria-valuetext')).toBe(`Jan 2024, Revenue, year before: ${why}`);
      expect(await chart.locator('.tip .why').textContent()).toBe(why);
      expect(troubles).toEqual([]);
      await leave();
    },
  );

  longTest('exports the rows that moved most and no others', async () => {
    const { page, leave } = await visit(here.browser, here.demo.url);
    await signIn(page, 'executive');
    await overviewReady(page);
    const card = page.locator('#movers-title').locator('xpath=ancestor::article');
    const names = await card.locator('tbody td:first-child').allTextContents();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV: What moved revenue most' }).click();
    const [head = [], ...rows] = parseCsv(readFileSync(await (await download).path(), 'utf8'));
    const label = head.findIndex((name) => name.endsWith('__label'));
    expect(rows.map((row) => row[label]).sort()).toEqual(names.map((name) => name.trim()).sort());
    expect(names).toHaveLength(10);
    await leave();
  });

  it('exports what the chart shows, number for number', async () => {
    const { page, leave } = await visit(here.browser, here.demo.url);
    await signIn(page, 'executive');
    await overviewReady(page);
    await page.getByRole('button', { name: 'Show as table: Revenue and order intake' }).click();
    const table = page.locator('#trend-title').locator('xpath=ancestor::article').locator('table');
    await table.waitFor();
    const months = await table.locator('tbody th').allTextContents();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export CSV: Revenue and order intake' }).click();
    const file = await (await download).path();
    const [head = [], ...rows] = parseCsv(readFileSync(file, 'utf8'));
    expect(rows).toHaveLength(months.length);
    // Month, two figures with the year before, and of each since when it could be compared and why not before.
    expect(head.length).toBe(9);
    const short = new Intl.NumberFormat('en', {
      style: 'currency',
      currency: 'CNY',
      currencyDisplay: 'narrowSymbol',
      notation: 'compact',
      minimumSignificantDigits: 3,
      maximumSignificantDigits: 3,
    });
    const shown = await table.locator('tbody tr td:nth-child(2)').allTextContents();
    expect(rows.map((row) => short.format(Number(row[1])))).toEqual(shown);
    await leave();
  });
});
