import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TandemError } from '../../src/contract/errors.ts';

/** When a process began, so that a process id used again is not taken for the old one. Linux only; else ''. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(pid: number, start: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return start === '' || startOf(pid) === '' || startOf(pid) === start;
}

export interface Holder {
  readonly pid: number;
  readonly file: string;
  readonly alive: boolean;
}

const ticket = /^run-(\d+)-(\d*)\.lock$/;

/** Who holds or wants the workspace's build lock. Tickets of dead processes are `alive: false`. */
export function lockHolders(warehouseDir: string): Holder[] {
  let names: string[];
  try {
    names = readdirSync(warehouseDir);
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const [, pid = '', start = ''] = ticket.exec(name) ?? [];
    return pid === ''
      ? []
      : [{ pid: Number(pid), file: join(warehouseDir, name), alive: isAlive(Number(pid), start) }];
  });
}

/**
 * Takes the build lock of a workspace: a ticket file of our own, then a look at the others. Two that come at
 * once both see each other, both step back and try again after a random pause, so never do two hold it.
 * Tickets of dead processes are removed by whoever sees them: their names are theirs alone.
 * Throws `locked` with the holder's pid.
 */
export async function takeRunLock(warehouseDir: string, attempts = 4): Promise<() => void> {
  mkdirSync(warehouseDir, { recursive: true });
  const mine = join(warehouseDir, `run-${process.pid}-${startOf(process.pid)}.lock`);
  for (let attempt = 1; ; attempt++) {
    try {
      writeFileSync(mine, new Date().toISOString(), { flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST')
        throw new TandemError('locked', { pid: process.pid });
      throw error;
    }
    const others = lockHolders(warehouseDir).filter((holder) => holder.file !== mine);
    for (const dead of others.filter((holder) => !holder.alive)) rmSync(dead.file, { force: true });
    const rival = others.find((holder) => holder.alive);
    if (!rival) return () => rmSync(mine, { force: true });
    rmSync(mine, { force: true });
    if (attempt >= attempts) throw new TandemError('locked', { pid: rival.pid });
    await sleep(50 + Math.random() * 200);
  }
}
