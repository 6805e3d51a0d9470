import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runWorkspace } from '../../pipelines/run.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { chromiumMissing, overviewReady, resetTaste, signIn, visit } from '../support/browser.ts';
import { demoJourney } from '../support/demo-journey.ts';
import { serveEmpty } from '../support/serve-demo.ts';

describe.skipIf(chromiumMissing)('when something is wrong, the page says what and how to go on', () => {
  const here = demoJourney();
  afterEach(() => resetTaste(here.demo.url, 'executive'));

  it('a wrong password is refused in the reader’s language and the address is kept', async () => {
    const { page, leave } = await visit(here.browser, `${here.demo.url}/?period=year`, { locale: 'zh-CN' });
    await signIn(page, 'executive', 'not the password');
    await page.getByRole('alert').filter({ hasText: /密码/ }).waitFor();
    await signIn(page, 'executive');
    await overviewReady(page);
    expect(page.url()).toBe(`${here.demo.url}/?period=year`);
    await leave();
  });

  it('an ended session asks to sign in again and comes back to the same place', async () => {
    const { page, leave } = await visit(here.browser, `${here.demo.url}/?period=quarter`);
    await signIn(page, 'executive');
    await overviewReady(page);
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Period before' }).click();
    await page.getByText('Your session has ended').waitFor();
    await signIn(page, 'executive');
    await overviewReady(page);
    expect(page.url()).toBe(`${here.demo.url}/?period=quarter&compare=previous_period`);
    await leave();
  });

  it('one failed figure leaves the others standing', async () => {
    const { page, leave } = await visit(here.browser, here.demo.url);
    await page.route('**/api/query', async (route) => {
      const response = await route.fetch();
      const body = (await response.json()) as { results: Record<string, unknown> };
      body.results['tile.revenue'] = { error: { code: 'timeout', details: {}, id: 'x' } };
      await route.fulfill({ response, json: body });
    });
    await signIn(page, 'executive');
    await page.getByText('The question took too long').waitFor();
    await page.locator('a.tile[data-metric="order_intake"]').waitFor();
    expect(await page.locator('a.tile').count()).toBe(11);
    await leave();
  });

  it('a server that has gone is announced, the numbers stay, and its return is noticed', async () => {
    const { page, leave } = await visit(here.browser, here.demo.url);
    await signIn(page, 'executive');
    await overviewReady(page);
    await here.demo.close();
    await page.getByRole('button', { name: 'Period before' }).click();
    await page.getByText('What you see is the last data received').waitFor();
    expect(await page.locator('a.tile').count()).toBe(12);
    await here.demo.again();
    await page.getByText('What you see is the last data received').waitFor({ state: 'hidden' });
    await leave();
  });

  it.each([
    ['zh-CN', '/system.yaml 有误：第 9 行：“format.header_row”应为数字，现在是文本。'],
    ['en-US', '/system.yaml is not right: line 9: “format.header_row” must be a number, and it is a text.'],
  ])('a mistake in a system.yaml is told with file, line and place (%s)', async (locale, said) => {
    const folder = join(here.demo.dir, 'systems', 'odoo');
    cpSync(join(import.meta.dirname, '../../pipelines/systems/odoo'), folder, { recursive: true });
    const file = join(folder, 'system.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('header_row: 1', 'header_row: first'));
    await expect(runWorkspace(openWorkspace(here.demo.dir))).rejects.toMatchObject({ code: 'bad_system' });
    const { page, troubles, leave } = await visit(here.browser, `${here.demo.url}/data/runs`, {
      locale,
      width: 390,
    });
    await signIn(page, 'steward');
    await page.getByText(`odoo${said}`).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    expect(troubles).toEqual([]);
    await leave();
    await resetTaste(here.demo.url, 'steward');
    rmSync(folder, { recursive: true });
  });

  it('an empty workspace says that nothing has been published', async () => {
    const empty = await serveEmpty('demo');
    const { page, leave } = await visit(here.browser, empty.url);
    await signIn(page, 'executive');
    await page.getByText('No data has been published yet').first().waitFor();
    await leave();
    await empty.remove();
  });

  it('a real workspace begins with the one-time secret of its console', async () => {
    const real = await serveEmpty('real');
    const { page, leave } = await visit(here.browser, real.url);
    await page.getByRole('heading', { name: 'Set up this workspace' }).waitFor();
    const fill = async (secret: string) => {
      await page.locator('#secret').fill(secret);
      await page.locator('#name').fill('First Person');
      await page.locator('#email').fill('first@company.test');
      await page.locator('#password').fill('a long enough password');
      await page.locator('form button.primary').click();
    };
    await fill('not the secret');
    await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor();
    const words = real.printed.join(' ').split(/\s+/);
    const secret = words.filter((word) => /^[\w-]{16,}$/.test(word)).at(-1) ?? '';
    await fill(secret);
    await page.getByRole('link', { name: 'Users' }).waitFor();
    await leave();
    await real.remove();
  });
});
