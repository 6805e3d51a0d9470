import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumMissing, openBrowser, overviewReady, signIn, visit } from '../support/browser.ts';
import { serveDemo, type ServedDemo } from '../support/serve-demo.ts';

const violations = async (page: Page): Promise<string[]> => {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
};

const settled = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.waitForFunction(() => document.querySelectorAll('.skeleton').length === 0);
};

describe.skipIf(chromiumMissing)('everyone can use every page', () => {
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

  const looks = [
    { theme: 'light', locale: 'en-US' },
    { theme: 'dark', locale: 'zh-CN' },
  ] as const;

  it.each(looks)('axe finds nothing in $theme, $locale', async ({ theme, locale }) => {
    const { page, troubles, leave } = await visit(browser, demo.url, { dark: theme === 'dark', locale });
    await page.locator('#email').waitFor();
    expect(await violations(page), 'sign-in').toEqual([]);
    await signIn(page, 'steward');
    await overviewReady(page);
    const go = async (path: string) => {
      await page.goto(demo.url + path);
      await page.locator('h1').waitFor();
      await settled(page);
      expect(await violations(page), path).toEqual([]);
    };
    await go('/');
    await go('/?drill=revenue');
    await go('/?drill=otif_rate&tab=definition');
    await go('/?drill=revenue&tab=lineage');
    for (const part of ['', '/loads', '/rejects', '/fixes', '/drift', '/runs']) await go(`/data${part}`);
    await page.goto(`${demo.url}/data/rejects`);
    await page.locator('td a').first().click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page), 'one reject').toEqual([]);
    expect(troubles).toEqual([]);
    await leave();
  });

  it('axe finds nothing on the page for users', async () => {
    const { page, troubles, leave } = await visit(browser, `${demo.url}/users`);
    await signIn(page, 'admin');
    await page.getByText('executive@demo.tandem').first().waitFor();
    await settled(page);
    expect(await violations(page)).toEqual([]);
    expect(troubles).toEqual([]);
    await leave();
  });

  it('the whole way from sign-in to a source line goes by keyboard alone', async () => {
    const { page, troubles, leave } = await visit(browser, demo.url);
    await page.locator('#email').waitFor();
    await page.locator('#email').focus();
    await page.keyboard.type('executive@demo.tandem');
    await page.keyboard.press('Tab');
    await page.keyboard.type('tandem-demo');
    await page.keyboard.press('Enter');
    await overviewReady(page);

    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const tabTo = async (wanted: string) => {
      for (let step = 0; step < 80; step++) {
        if (await page.evaluate((selector) => document.activeElement?.matches(selector) ?? false, wanted))
          return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`${wanted} cannot be reached by Tab`);
    };
    await tabTo('[role="slider"][aria-label^="Revenue"]');
    await page.keyboard.press('End');
    await page.keyboard.press('ArrowLeft');
    const said = await page.evaluate(() => document.activeElement?.getAttribute('aria-valuetext'));
    expect(said).toMatch(/^May 2026, Revenue: ¥/);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').locator('tbody tr').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.closest('dialog') !== null)).toBe(true);
    await tabTo('dialog td.open button');
    await page.keyboard.press('Enter');
    await page.getByText('This row came from').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('slider');
    expect(troubles).toEqual([]);
    await leave();
  });

  it('a narrow window never scrolls sideways', async () => {
    const { page, leave } = await visit(browser, demo.url, { width: 390, height: 844 });
    await signIn(page, 'steward');
    await overviewReady(page);
    for (const path of ['/', '/data', '/data/rejects', '/?drill=revenue']) {
      await page.goto(demo.url + path);
      await settled(page);
      const [inner, outer] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        window.innerWidth,
      ]);
      expect(inner, path).toBeLessThanOrEqual(outer);
    }
    await leave();
  });
});
