import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildNotebooks } from '../../notebooks/build-notebooks.ts';
import { runWorkspace } from '../../pipelines/run.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import { generationFile } from '../../src/warehouse/pointer.ts';
import { chromiumPath, partAvailable } from '../support/parts.ts';

const root = resolve(import.meta.dirname, '../..');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

let folder: string;
let warehouse: Warehouse;
let built: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tandem-notebooks-test-'));
  cpSync(join(root, 'data', 'sample'), join(folder, 'sample'), { recursive: true });
  const workspace = openWorkspace(join(folder, 'sample'));
  const report = await runWorkspace(workspace);
  warehouse = await openWarehouse({
    path: generationFile(workspace.paths.warehouse, report.generation ?? ''),
    readOnly: true,
  });
  built = await buildNotebooks({ from: join(root, 'notebooks'), to: join(folder, 'out'), warehouse });
});
afterAll(() => {
  (warehouse as Warehouse | undefined)?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('notebooks', () => {
  it('are built on the published generation', () => {
    expect(built).toEqual(['deliveries-and-pipeline.html', 'what-moved-revenue.html']);
  });

  const stale = (name: string, cell: string): Promise<string> => {
    const from = join(folder, name);
    mkdirSync(from);
    writeFileSync(
      join(from, 'story.html'),
      `<!doctype html>\n<notebook>\n<title>Story</title>\n${cell}\n</notebook>\n`,
    );
    return buildNotebooks({ from, to: join(folder, `${name}-out`), warehouse }).then(
      () => 'built',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
  };

  it('a cell whose SQL no longer runs fails the build and is named', async () => {
    const cell = `<script id="7" type="application/sql" database="warehouse" output="a" hidden>select no_such_column from fct_invoice_line</script>`;
    expect(await stale('unknown-column', cell)).toMatch(/^notebook "Story", cell 7: .*no_such_column/s);
  });

  it('a cell that gives no row any more fails the build', async () => {
    const cell = `<script id="3" type="application/sql" database="warehouse" output="a" hidden>select 1 as a where false</script>`;
    expect(await stale('empty', cell)).toBe('notebook "Story", cell 3: the query gave no row');
  });

  it('an expectation that does not hold fails the build and says which', async () => {
    const cell = `<script id="4" type="application/sql" database="expect">select true as sums_agree, 1 = 2 as one_is_two, null as nothing_known</script>`;
    expect(await stale('expectation', cell)).toBe(
      'notebook "Story", cell 4: no longer true: one_is_two (false); nothing_known (null)',
    );
  });
});

describe.skipIf(!partAvailable('chromium'))('a built notebook in the browser', () => {
  let browser: Browser;
  let server: Server;
  let address: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = join(folder, 'out', new URL(request.url ?? '/', 'http://here').pathname);
      try {
        const body = readFileSync(path);
        response
          .writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' })
          .end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const at = server.address();
    address = `http://127.0.0.1:${String(typeof at === 'object' ? at?.port : '')}`;
    browser = await chromium.launch({
      executablePath: chromiumPath() ?? '',
      args: ['--no-sandbox', '--disable-quic', '--disable-background-networking'],
    });
  });
  afterAll(async () => {
    await (browser as Browser | undefined)?.close();
    (server as Server | undefined)?.close();
  });

  it.each(['what-moved-revenue', 'deliveries-and-pipeline'])(
    '%s draws all its cells and asks nobody',
    async (name) => {
      const page = await browser.newPage({ viewport: { width: 1000, height: 1200 } });
      const outside: string[] = [];
      const troubles: string[] = [];
      page.on('request', (request) => {
        if (!request.url().startsWith(address) && !request.url().startsWith('data:'))
          outside.push(request.url());
      });
      page.on('console', (message) => {
        if (message.type() === 'error') troubles.push(message.text());
      });
      page.on('pageerror', (error) => troubles.push(error.message));
      await page.goto(`${address}/${name}.html`);
      await page.waitForFunction(
        () =>
          document.querySelectorAll('main svg').length >= 2 &&
          document.querySelectorAll('main table td').length > 0,
      );
      expect(await page.locator('.observablehq--error').count()).toBe(0);
      expect(await page.locator('li', { hasText: '✓' }).count()).toBeGreaterThanOrEqual(3);
      expect(await page.locator('main').innerText()).not.toMatch(/NaN|undefined|\[object/);
      expect(outside).toEqual([]);
      expect(troubles).toEqual([]);
      await page.close();
    },
  );
});
