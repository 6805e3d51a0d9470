import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Progress } from '../contract/progress.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** Where the built web application is. */
export const webRoot = join(root, 'dist', 'web');

const newest = (path: string): number => {
  const about = statSync(path);
  if (!about.isDirectory()) return path.endsWith('.test.ts') ? 0 : about.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
};

/** Whether the web application has to be built: it is not there or what it is made of is newer. */
export function webIsStale(): boolean {
  const page = join(webRoot, 'index.html');
  if (!existsSync(page)) return true;
  const sources = ['src/web', 'src/contract', 'src/messages', 'vite.config.ts', 'package-lock.json'];
  const built = statSync(page).mtimeMs;
  return sources.some((source) => newest(join(root, source)) > built);
}

/** Builds the web application when it is stale. Says whether it did. */
export async function buildWeb(progress: Progress): Promise<boolean> {
  if (!webIsStale()) return false;
  progress({ step: 'web', state: 'start' });
  const { build } = await import('vite');
  await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'error' });
  progress({ step: 'web', state: 'done' });
  return true;
}
