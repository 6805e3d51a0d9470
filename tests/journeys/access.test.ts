import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations as violations } from '../support/axe-violations.ts';
import { chromiumMissing, overviewReady, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';
import { serveEmpty } from '../support/serve-demo.ts';
import { longTest } from '../support/thorough.ts';

const settled = async (page: Page): Promise<void> => {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.waitForFunction(() => document.querySelectorAll('.skeleton').length === 0);
};

describe.skipIf(chromiumMissing)('everyone can use every page', () => {
  const here = demoJourney();

  const looks = [
    { theme: 'light', locale: 'en-US' },
    { theme: 'dark', locale: 'zh-CN' },
  ] as const;

  longTest.each(looks)('axe finds nothing in $theme, $locale', async ({ theme, locale }) => {
    const look = { dark: theme === 'dark', locale };
    const { page, troubles, leave } = await visit(here.browser, here.demo.url, look);
    await page.locator('#email').waitFor();
    expect(await violations(page), 'sign-in').toEqual([]);
    await signIn(page, 'steward');
    await overviewReady(page);
    expect(await page.locator('html').getAttribute('lang')).toBe(locale === 'zh-CN' ? 'zh-CN' : 'en');
    expect(await page.locator('html').getAttribute('data-theme')).toBe(theme);
    expect(await violations(page), 'overview').toEqual([]);

    await page.locator('a.tile[data-metric="revenue"]').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('tbody tr').first().waitFor();
    expect(await violations(page, 'dialog'), 'rows').toEqual([]);
    await dialog.locator('td.open button').first().click();
    await dialog.locator('pre').waitFor();
    expect(await violations(page, 'dialog'), 'source line').toEqual([]);
    await page.goBack();
    for (const at of [1, 2]) {
      await dialog.getByRole('tab').nth(at).click();
      await settled(page);
      expect(await violations(page, 'dialog'), `tab ${at}`).toEqual([]);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });

    for (const name of ['joined']) {
      await page.goto(`${here.demo.url}/${name}`);
      await page.locator('article figure, article svg').first().waitFor();
      await settled(page);
      expect(await violations(page, 'main'), name).toEqual([]);
    }
    for (const part of ['/loads', '/rejects', '/fixes', '/drift', '/runs', '']) {
      await page.goto(`${here.demo.url}/data${part}`);
      await page.locator('h1').waitFor();
      await settled(page);
      expect(await violations(page, part === '' ? undefined : 'main'), `data${part}`).toEqual([]);
    }
    await page.goto(`${here.demo.url}/data/rejects`);
    await page.locator('td a').first().click();
    await dialog.waitFor();
    expect(await violations(page, 'dialog'), 'one reject').toEqual([]);
    expect(troubles).toEqual([]);
    await leave();

    const office = await visit(here.browser, `${here.demo.url}/users`, look);
    await signIn(office.page, 'admin');
    await office.page.getByText('executive@demo.tandem').first().waitFor();
    await settled(office.page);
    expect(await violations(office.page, 'main'), 'users').toEqual([]);
    expect(office.troubles).toEqual([]);
    await office.leave();
  });

  longTest('axe finds nothing where a workspace is set up, nor where nothing is published', async () => {
    const [real, bare] = await Promise.all([serveEmpty('real'), serveEmpty('demo')]);
    for (const { theme, locale } of looks) {
      const look = { dark: theme === 'dark', locale };
      const setup = await visit(here.browser, real.url, look);
      await setup.page.locator('#secret').waitFor();
      expect(await violations(setup.page), 'setup').toEqual([]);
      await setup.leave();
    }
    const empty = await visit(here.browser, bare.url, { dark: true, locale: 'zh-CN' });
    await signIn(empty.page, 'executive');
    await empty.page.locator('nav.rail').waitFor();
    await settled(empty.page);
    expect(await violations(empty.page), 'nothing published').toEqual([]);
    await empty.leave();
    await Promise.all([real.remove(), bare.remove()]);
  });

  it('the whole way from sign-in to a source line goes by keyboard alone', async () => {
    const { page, troubles, leave } = await visit(here.browser, here.demo.url);
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
    const { page, leave } = await visit(here.browser, here.demo.url, { width: 390, height: 844 });
    await signIn(page, 'steward');
    await overviewReady(page);
    for (const path of ['/', '/data', '/data/rejects', '/?drill=revenue']) {
      await page.goto(here.demo.url + path);
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
