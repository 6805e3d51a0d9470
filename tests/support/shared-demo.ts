import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeDemo } from '../../pipelines/demo/write-demo.ts';
import { runWorkspace, type RunReport } from '../../pipelines/run.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { madeOnce } from './made-once.ts';

export interface SharedDemo {
  readonly dir: string;
  /** Of the one run that made its generation. */
  readonly report: RunReport;
}

/** A demo workspace with a published generation; a test that changes something takes a copy. */
export async function sharedDemo(scale: number): Promise<SharedDemo> {
  const dir = await madeOnce(`demo-${scale}`, async (own) => {
    writeDemo({ out: own, scale });
    const report = await runWorkspace(openWorkspace(own));
    writeFileSync(join(own, 'made.json'), JSON.stringify(report));
  });
  return { dir, report: JSON.parse(readFileSync(join(dir, 'made.json'), 'utf8')) as RunReport };
}
