import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

// All test files of one run are children of one process: its id names the folder they share.
const folder = join(tmpdir(), `tandem-shared-${process.ppid}`);

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Removes what the runs before left. */
const sweep = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^tandem-shared-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !alive(Number(pid)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
};

const taken = (lock: string): boolean => {
  try {
    mkdirSync(lock);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return true;
    throw error;
  }
};

/**
 * A folder that the test files of one run share: made by the first that asks, while others that ask wait. It is not to
 * be changed; the next run removes it.
 */
export async function madeOnce(name: string, make: (dir: string) => Promise<void>): Promise<string> {
  const dir = join(folder, name);
  if (existsSync(dir)) return dir;
  sweep();
  mkdirSync(folder, { recursive: true });
  const lock = `${dir}.lock`;
  while (taken(lock)) {
    await pause(100);
    if (existsSync(dir)) return dir;
  }
  try {
    if (existsSync(dir)) return dir;
    const own = mkdtempSync(join(folder, 'making-'));
    await make(own);
    renameSync(own, dir);
    return dir;
  } finally {
    rmdirSync(lock);
  }
}
