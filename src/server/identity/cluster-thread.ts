import { Worker } from 'node:worker_threads';
import { TandemError } from '../../contract/errors.ts';
import type { Acceptable, AcceptTask } from './acceptable-pairs.ts';
import type { Effect, EffectTask } from './cluster-answer.ts';
import type { TiedEffect, TiedTask } from './tied/tied-effect.ts';

/** Forms clusters off the event loop, one task after the other. */
export interface ClusterThread {
  effect(task: EffectTask): Promise<Effect>;
  accept(task: AcceptTask): Promise<Acceptable>;
  tied(task: TiedTask): Promise<TiedEffect>;
  close(): Promise<void>;
}

interface Waiting {
  readonly done: (answer: unknown) => void;
  readonly failed: (cause: Error) => void;
}

/**
 * The thread starts with its first task; one that dies, or takes longer than `limit` ms over a task, fails what waits for
 * it, and the next task starts another. Throws `timeout` or `internal`.
 */
export function clusterThread(limit = 120_000): ClusterThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let tasks = 0;

  const end = (thread: Worker, cause: Error): void => {
    if (worker !== thread) return;
    worker = undefined;
    for (const { failed } of waiting.values()) failed(cause);
    waiting.clear();
    void thread.terminate();
  };
  const start = (): Worker => {
    const thread = new Worker(new URL('./cluster-worker.mjs', import.meta.url));
    thread.unref();
    thread.on('message', ({ id, answer, error }: { id: number; answer?: unknown; error?: string }) => {
      const one = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) one?.done(answer);
      else one?.failed(new TandemError('internal', {}, { cause: new Error(error) }));
    });
    thread.on('error', (cause) => end(thread, new TandemError('internal', {}, { cause })));
    thread.on('exit', () =>
      end(thread, new TandemError('internal', {}, { cause: new Error('the thread ended') })),
    );
    return thread;
  };
  const run = (task: EffectTask | AcceptTask | TiedTask): Promise<unknown> => {
    const id = tasks++;
    const thread = (worker ??= start());
    const late = setTimeout(() => end(thread, new TandemError('timeout', { seconds: limit / 1_000 })), limit);
    return new Promise((done, failed) => {
      waiting.set(id, { done, failed });
      thread.postMessage({ id, task });
    }).finally(() => clearTimeout(late));
  };
  return {
    effect: async (task) => (await run(task)) as Effect,
    accept: async (task) => (await run(task)) as Acceptable,
    tied: async (task) => (await run(task)) as TiedEffect,
    async close() {
      await worker?.terminate();
    },
  };
}
