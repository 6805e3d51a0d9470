import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDemo } from '../../pipelines/demo/write-demo.ts';
import { runWorkspace, type RunReport } from '../../pipelines/run.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';

export interface SharedDemo {
  readonly dir: string;
  /** Of the one run that made its generation. */
  readonly report: RunReport;
}

// All test files of one run are children of one process: its id names the folder they share.
/** What the test files of this run make once; the next run removes it. */
export const sharedFolder = join(tmpdir(), `tandem-shared-${process.ppid}`);

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const sweep = (): void => {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^tandem-shared-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !alive(Number(pid)))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
};

/**
 * A demo workspace with a published generation, made by the first test file that asks. It is not to be changed: a test
 * that changes something takes a copy. Two that ask at once both make one, and one of the two is kept.
 */
export async function sharedDemo(scale: number): Promise<SharedDemo> {
  const dir = join(sharedFolder, `demo-${scale}`);
  const made = join(dir, 'made.json');
  if (!existsSync(made)) {
    sweep();
    mkdirSync(sharedFolder, { recursive: true });
    const own = mkdtempSync(join(sharedFolder, 'making-'));
    writeDemo({ out: own, scale });
    const report = await runWorkspace(openWorkspace(own));
    writeFileSync(join(own, 'made.json'), JSON.stringify(report));
    if (existsSync(made)) rmSync(own, { recursive: true, force: true });
    else renameSync(own, dir);
  }
  return { dir, report: JSON.parse(readFileSync(made, 'utf8')) as RunReport };
}
