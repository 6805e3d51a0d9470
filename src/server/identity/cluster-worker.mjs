// The thread that forms clusters: minutes of a big company's records must not keep the server from answering.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { acceptablePairs } = await import('./acceptable-pairs.ts');
const { clusterEffect } = await import('./cluster-answer.ts');
const { tiedEffect } = await import('./tied/tied-effect.ts');
const answers = { effect: clusterEffect, accept: acceptablePairs, tied: tiedEffect };
parentPort.on('message', ({ id, task }) => {
  try {
    parentPort.postMessage({ id, answer: answers[task.kind](task) });
  } catch (error) {
    parentPort.postMessage({
      id,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  }
});
