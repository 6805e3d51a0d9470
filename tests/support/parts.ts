import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/** Folder of the shared real data; it is not part of the repository. */
export const sharedDirectory = resolve(root, process.env.TANDEM_SHARED ?? '../shared');

const executables = {
  chromium: [process.env.TANDEM_CHROMIUM ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'],
  tryton: ['/usr/bin/trytond'],
};

export const chromiumPath = (): string | undefined =>
  executables.chromium.find((path) => path !== '' && existsSync(path));

/**
 * Says whether a test's needs are met. When not, prints `SKIPPED-PART: <name>: <reason>`, the line that makes
 * continuous integration fail, because there everything must be present.
 */
export function partAvailable(part: 'chromium' | 'tryton' | 'shared-data', sharedPath = ''): boolean {
  const found =
    part === 'shared-data'
      ? existsSync(join(sharedDirectory, sharedPath))
      : executables[part].some((path) => path !== '' && existsSync(path));
  if (!found)
    console.log(
      `SKIPPED-PART: ${part}: ${part === 'shared-data' ? join('../shared', sharedPath) : part} not found`,
    );
  return found;
}
