import { writeSync } from 'node:fs';
import { runWorkspace } from '../../pipelines/run.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';

// The program of a process that is to be killed: one run, each step on a line, the end by its own hand at the n-th event of a step.
const [dir = '', modelsDir = '', canonicalDir = '', end = ''] = process.argv.slice(2);
const events: string[] = [];
await runWorkspace(openWorkspace(dir), {
  modelsDir,
  canonicalDir,
  progress: ({ step }) => {
    events.push(step);
    writeSync(1, `${step}\n`);
    if (`${step} ${events.filter((each) => each === step).length}` === end)
      process.kill(process.pid, 'SIGKILL');
  },
});
