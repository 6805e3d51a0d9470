import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Bytes, compressed, of the scripts a page has really fetched, and how many they are. */
export async function scriptSize(page: Page): Promise<{ files: number; bytes: number }> {
  const fetched = await page.evaluate(() =>
    performance.getEntriesByType('resource').flatMap(({ name }) => (/[.]js$/.test(name) ? [name] : [])),
  );
  const names = [...new Set(fetched)];
  const sizes = await Promise.all(
    names.map(async (name) => gzipSync(Buffer.from(await (await fetch(name)).arrayBuffer())).length),
  );
  return { files: names.length, bytes: sizes.reduce((a, b) => a + b, 0) };
}
