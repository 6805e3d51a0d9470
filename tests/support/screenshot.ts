import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { chromiumMissing, openBrowser, overviewReady, signIn, visit } from './browser.ts';
import { serveDemo } from './serve-demo.ts';

// node --import tsx tests/support/screenshot.ts [out.png] [scale]: the picture of README, of a real server on the demo company.
const out = resolve(process.argv[2] ?? 'data/sample/overview.png');
const scale = Number(process.argv[3] ?? 1);

const take = async (): Promise<void> => {
  if (chromiumMissing) throw new Error('no Chromium found');
  const demo = await serveDemo(scale);
  const browser = await openBrowser();
  try {
    const { page } = await visit(browser, demo.url, { width: 1440, height: 1180, scale: 1.5 });
    await signIn(page, 'executive');
    await overviewReady(page);
    // Three quarters: the period before and the year before are then two different comparisons.
    await page.goto(`${demo.url}/?from=2025-10-01&to=2026-07-01`);
    await overviewReady(page);
    await page.mouse.move(0, 0);
    await page.waitForTimeout(500);
    mkdirSync(dirname(out), { recursive: true });
    await page.screenshot({ path: out });
    console.log(`written ${out}`);
  } finally {
    await browser.close();
    await demo.remove();
  }
};

void take();
