import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { generationFile, readPointer } from '../../src/warehouse/pointer.ts';
import { chromiumMissing, openBrowser, signIn, visit } from '../support/browser.ts';
import { type Gate, openGate } from '../support/gate.ts';
import { partAvailable } from '../support/parts.ts';
import { serveDemo, type ServedDemo } from '../support/serve-demo.ts';
import { startTryton, type TrytonServer } from '../support/tryton-server.ts';

const ready = !chromiumMissing && partAvailable('tryton') && partAvailable('shared-data', 'tryton/up.sh');
const variable = 'JOURNEY_ERP_PASSWORD';
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The demo company's orders, tied to opportunities of a live Tryton. */
async function tieOrders(dir: string, url: string, ids: readonly number[]): Promise<void> {
  const file = join(dir, 'tandem.yaml');
  const source = `\n  - { id: cycles, system: tryton, live: { url: '${url}', database: tandem, user: admin, password_env: ${variable} } }`;
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^sources:/m, `sources:${source}`));
  const { paths } = openWorkspace(dir);
  const path = generationFile(paths.warehouse, readPointer(paths.warehouse)?.generation ?? '');
  const warehouse = await openWarehouse({ path });
  await warehouse.run(
    `insert into bridge_opportunity_order (opportunity_id, order_id, rule, confidence)
     select 'cycles|' || id, order_id, 'explicit_ref', 1
     from (select id, row_number() over (order by id) as n from (select unnest([${ids.join()}]) as id))
     join (select order_id, row_number() over (order by order_id) as n from mart_order_status where state not in ('quoted', 'cancelled')) using (n)`,
  );
  await warehouse.run('checkpoint');
  warehouse.close();
}

describe.skipIf(!ready)('a steward writes order status into a live ERP from the page', () => {
  let folder: string;
  let erp: TrytonServer;
  let gate: Gate;
  let demo: ServedDemo;
  let browser: Browser;
  let ids: number[];
  const noted = async (): Promise<string[]> => {
    const notes = (await erp.call('ir.note', 'search_read', [], 0, null, null, ['resource'])) as {
      resource: string;
    }[];
    return notes.map(({ resource }) => resource).sort();
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tandem-live-page-'));
    erp = await startTryton(join(folder, 'erp'));
    gate = await openGate(erp.url);
    ids = ((await erp.call('sale.opportunity', 'search', [], 0, 60, [['id', 'ASC']])) as number[]).slice();
    demo = await serveDemo();
    await demo.close();
    await tieOrders(demo.dir, gate.url, ids);
    await demo.again();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await demo.remove();
    await gate.close();
    erp.stop();
    rmSync(folder, { recursive: true, force: true });
    Reflect.deleteProperty(process.env, variable);
  });

  it('a wrong password is said in the language of the reader, and nothing is written', async () => {
    process.env[variable] = 'wrong';
    for (const { locale, preview, said } of [
      {
        locale: 'en-US',
        preview: 'Preview',
        said: 'The source system cycles refused: wrong user or password.',
      },
      { locale: 'zh-CN', preview: '预览', said: '源系统 cycles 拒绝了请求：用户名或密码错误。' },
    ]) {
      const { page, leave } = await visit(browser, `${demo.url}/data/write-back`, { locale });
      await signIn(page, 'steward');
      await page.getByLabel('cycles').check();
      await button(page, preview).click();
      await page.getByText(said).waitFor();
      await leave();
    }
    Reflect.deleteProperty(process.env, variable);
    const { page, leave } = await visit(browser, `${demo.url}/data/write-back`, { locale: 'zh-CN' });
    await signIn(page, 'steward');
    await page.getByLabel('cycles').check();
    await button(page, '预览').click();
    await page
      .getByText(`Tandem 无法登录源系统 cycles，未向其发出任何请求：未设置环境变量 ${variable}。`)
      .waitFor();
    await leave();
    expect(await noted()).toEqual([]);
  });

  it('how far it is stands there while it writes; killed midway it says so, and again it writes the rest and nothing twice', async () => {
    process.env[variable] = 'tandempw';
    const { page, leave } = await visit(browser, `${demo.url}/data/write-back`, { locale: 'zh-CN' });
    await signIn(page, 'steward');
    await page.getByLabel('cycles').check();
    await button(page, '预览').click();
    await page.getByText('预览，尚未写入。').waitFor();
    expect(await noted(), 'a preview writes nothing').toEqual([]);

    const second = gate.hold('model.ir.note.create', 2);
    await button(page, '写入').click();
    await button(page, '确认写入').click();
    await second.came;
    await page.getByText('已完成 50，共 60').waitFor();
    const bar = page.getByRole('progressbar');
    expect([await bar.getAttribute('value'), await bar.getAttribute('max')]).toEqual(['50', '60']);
    erp.kill();
    second.release();
    await page.getByText(/^无法连接源系统 cycles.*：连接中断。/).waitFor();
    const entry = page.locator('[aria-labelledby="write-back-history"] li').first();
    await entry.getByText('失败', { exact: true }).waitFor();
    expect(await entry.textContent()).toContain('无法再连接对方系统：连接中断。未写入的记录计为失败');
    expect(await page.getByText('预览，尚未写入。').count(), 'what was previewed is no longer true').toBe(0);
    expect(await button(page, '写入').isDisabled()).toBe(true);
    await button(page, '预览').click();
    await page
      .getByText(/^无法连接源系统 cycles.*：该地址没有服务应答。|^无法连接源系统 cycles.*：连接中断。/)
      .waitFor();

    await erp.revive();
    await button(page, '预览').click();
    await page.getByText('预览，尚未写入。').waitFor();
    await button(page, '写入').click();
    await button(page, '确认写入').click();
    await page.getByText('已写入。', { exact: true }).waitFor();
    expect(await noted()).toEqual(ids.map((id) => `sale.opportunity,${String(id)}`).sort());
    await button(page, '预览').click();
    await page.getByText('无需写入：对方的内容均已是最新。').waitFor();
    await leave();
  });
});
