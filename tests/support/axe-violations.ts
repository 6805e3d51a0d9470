import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds on the page, or in one part of it where the rest has been looked at before. */
export const axeViolations = async (page: Page, part?: string): Promise<string[]> => {
  // The rows of a table are alike: four of them stand for all.
  await page.evaluate(() => {
    for (const row of document.querySelectorAll('tbody tr:nth-child(n + 5)')) row.setAttribute('hidden', '');
  });
  const builder = new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    // No page of another origin is embedded: the quick way of injecting axe will do.
    .setLegacyMode();
  const found = await (part === undefined ? builder : builder.include(part)).analyze();
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`),
  );
};
