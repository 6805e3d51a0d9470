// A thread that does parts of linkage; all it reads and fills is memory that threads share.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { doParts } = await import('../../../src/stats/linkage/code/part-work.ts');
const { scratchMemory } = await import('../../../src/stats/linkage/code/scratch-memory.ts');
const scratch = scratchMemory();

/** Memory that is handed over instead of copied. */
function buffersIn(value, found = new Set()) {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer);
  } else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) buffersIn(part, found);
  return found;
}

parentPort.on('message', ({ id, work, task, parts, begun }) => {
  try {
    const done = doParts(work, task, parts, begun, scratch);
    parentPort.postMessage({ id, done }, [...buffersIn(done)]);
  } catch (error) {
    parentPort.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
