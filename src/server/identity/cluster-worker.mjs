// The thread that forms clusters: minutes of a big company's records must not keep the server from answering.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { acceptablePairs, clusterEffect } = await import('./cluster-answer.ts');
parentPort.on('message', ({ id, task }) => {
  try {
    const answer = task.kind === 'effect' ? clusterEffect(task) : acceptablePairs(task);
    parentPort.postMessage({ id, answer });
  } catch (error) {
    parentPort.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
