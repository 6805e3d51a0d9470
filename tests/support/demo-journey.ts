import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { openBrowser } from './browser.ts';
import { serveDemo, type ServedDemo } from './serve-demo.ts';

export interface DemoJourney {
  readonly demo: ServedDemo;
  readonly browser: Browser;
}

/** Serves a copy of the demo company and opens a browser for the tests of a suite; what it gives is there while they run. */
export function demoJourney(): DemoJourney {
  let demo: ServedDemo | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    demo = await serveDemo();
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await demo?.remove();
  });
  const there = <T>(one: T | undefined): T => {
    if (one === undefined) throw new Error('the journey has not begun');
    return one;
  };
  return {
    get demo() {
      return there(demo);
    },
    get browser() {
      return there(browser);
    },
  };
}
