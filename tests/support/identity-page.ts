import type { Page } from 'playwright-core';

export interface Cluster {
  readonly goldenId: string;
  readonly records: readonly { readonly id: string }[];
}

/** What the server says of a record's customer, asked with the page's own session. */
export const clusterOf = (page: Page, record: string): Promise<Cluster> =>
  page.evaluate(
    async (id) => (await (await fetch(`/api/identity/clusters/${encodeURIComponent(id)}`)).json()) as Cluster,
    record,
  );
export const idsOf = async (page: Page, record: string): Promise<string[]> =>
  (await clusterOf(page, record)).records.map(({ id }) => id);

export const pairOf = (page: Page): { left: string; right: string } => {
  const { searchParams } = new URL(page.url());
  return { left: searchParams.get('left') ?? '', right: searchParams.get('right') ?? '' };
};
export const saidOf = (page: Page) => page.locator('main p.visually-hidden[aria-live]').first();
export const settled = (page: Page) =>
  page.waitForFunction(
    () =>
      document.querySelectorAll('main .skeleton, dialog .skeleton').length === 0 &&
      document.querySelectorAll('main [aria-busy="true"]').length === 0,
  );
/** Starts a run from the bar and waits until the page shows what it made. */
export const runDecisions = async (page: Page): Promise<void> => {
  const bar = page.getByRole('region', { name: 'Decisions that wait' });
  await bar.getByRole('button', { name: 'Run now' }).click();
  await bar.getByRole('progressbar').waitFor();
  await bar.getByText(/./).first().waitFor({ state: 'detached', timeout: 150_000 });
};
export const previewed = async (page: Page, confirm?: string): Promise<string> => {
  const sheet = page.getByRole('dialog').last();
  await sheet.locator('.effect').waitFor();
  const text = (await sheet.locator('.effect').innerText()).replaceAll(/\s+/g, ' ');
  if (confirm !== undefined) await sheet.getByRole('button', { name: confirm }).click();
  return text;
};
export const customersIn = (effect: string): number[] =>
  (/Customers ([\d,]+)\s*(?:become)?\s*([\d,]+)/.exec(effect) ?? [])
    .slice(1)
    .map((n) => Number(n.replaceAll(',', '')));
