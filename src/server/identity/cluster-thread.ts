import { Worker } from 'node:worker_threads';
import { TandemError } from '../../contract/errors.ts';
import type { AcceptTask, Effect, EffectTask } from './cluster-answer.ts';

/** Forms clusters off the event loop, one task after the other. */
export interface ClusterThread {
  effect(task: EffectTask): Promise<Effect>;
  accept(task: AcceptTask): Promise<Uint8Array>;
  close(): Promise<void>;
}

interface Waiting {
  readonly done: (answer: unknown) => void;
  readonly failed: (cause: Error) => void;
}

/** The thread starts with its first task; one that dies fails what waits for it, and the next task starts another. */
export function clusterThread(): ClusterThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let tasks = 0;

  const failAll = (cause: Error): void => {
    worker = undefined;
    for (const { failed } of waiting.values()) failed(cause);
    waiting.clear();
  };
  const start = (): Worker => {
    const thread = new Worker(new URL('./cluster-worker.mjs', import.meta.url));
    thread.unref();
    thread.on('message', ({ id, answer, error }: { id: number; answer?: unknown; error?: string }) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) one?.done(answer);
      else one?.failed(new Error(error));
    });
    thread.on('error', (error) => failAll(error));
    thread.on('exit', () => failAll(new Error('the thread that forms clusters ended')));
    return thread;
  };
  const run = async (task: EffectTask | AcceptTask): Promise<unknown> => {
    const id = tasks++;
    worker ??= start();
    try {
      return await new Promise((done, failed) => {
        waiting.set(id, { done, failed });
        worker?.postMessage({ id, task });
      });
    } catch (cause) {
      throw new TandemError('internal', {}, { cause });
    }
  };
  return {
    effect: async (task) => (await run(task)) as Effect,
    accept: async (task) => (await run(task)) as Uint8Array,
    async close() {
      await worker?.terminate();
    },
  };
}
