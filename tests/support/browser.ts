import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

const candidates = [
  process.env['TANDEM_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** Where Chromium is, or `undefined`: journeys are then skipped. */
export const chromiumPath: string | undefined = candidates.find(
  (path) => path !== undefined && existsSync(path),
);

export const chromiumMissing = chromiumPath === undefined;
if (chromiumMissing)
  console.warn(
    'journeys skipped: no Chromium found (install Debian package chromium, or set TANDEM_CHROMIUM)',
  );

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export interface Visit {
  readonly page: Page;
  /** What the page wrote on its console as an error, and what it threw. */
  readonly troubles: string[];
  readonly leave: () => Promise<void>;
}

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly locale?: string;
  readonly scale?: number;
}

/** A new visitor: no cookies, nothing remembered. */
export const visit = async (browser: Browser, url: string, options: VisitOptions = {}): Promise<Visit> => {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    locale: options.locale ?? 'en-US',
    timezoneId: 'Asia/Shanghai',
    acceptDownloads: true,
    reducedMotion: 'reduce',
    deviceScaleFactor: options.scale ?? 1,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => troubles.push(String(error)));
  await page.goto(url);
  return { page, troubles, leave: () => context.close() };
};

/** Signs in with a demo account. */
export const signIn = async (page: Page, role: string, password = 'tandem-demo'): Promise<void> => {
  await page.locator('#email').fill(`${role}@demo.tandem`);
  await page.locator('#password').fill(password);
  await page.locator('form button.primary').click();
};

/** Waits until the overview has its numbers and its drawings. */
export const overviewReady = async (page: Page): Promise<void> => {
  await page.locator('a.tile[data-metric="revenue"]').waitFor();
  await page.locator('#trend-title').waitFor();
  await page.locator('article .drawing svg').first().waitFor();
  await page.waitForFunction(() => document.querySelectorAll('main .skeleton').length === 0);
};

/** Takes back what a test chose for an account, so that the next one begins in English and as the system looks. */
export const resetTaste = async (url: string, role: string): Promise<void> => {
  const headers = { 'content-type': 'application/json', 'x-tandem-csrf': '1', origin: url };
  const body = JSON.stringify({ email: `${role}@demo.tandem`, password: 'tandem-demo' });
  const session = await fetch(`${url}/api/session`, { method: 'POST', headers, body });
  const cookie = (session.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  await fetch(`${url}/api/me`, {
    method: 'PATCH',
    headers: { ...headers, cookie },
    body: JSON.stringify({ language: 'en', theme: 'system' }),
  });
};
