import { Worker } from 'node:worker_threads';
import { TandemError } from '../../../src/contract/errors.ts';
import {
  doParts,
  type PartsDone,
  type Work,
  type WorkResult,
  type WorkTask,
} from '../../../src/stats/linkage/code/part-work.ts';
import { scratchMemory } from '../../../src/stats/linkage/code/scratch-memory.ts';

/** Does linkage's work in parts, on this thread and on others. The result does not depend on how many there are. */
export interface LinkThreads {
  /** This one and the others. */
  readonly count: number;
  /** Results in the order of the parts. Throws `internal` when a thread fails. */
  run<W extends Work>(work: W, task: WorkTask<W>, parts: number): Promise<WorkResult<W>[]>;
  close(): Promise<void>;
}

interface Answer {
  readonly id: number;
  readonly done?: readonly PartsDone<unknown>[];
  readonly error?: string;
}

const failure = (cause: Error): TandemError => new TandemError('internal', {}, { cause });

/** One thread beside this one, which asks it and waits. */
function besideThread(): {
  ask(question: object): Promise<readonly PartsDone<unknown>[]>;
  close(): Promise<unknown>;
} {
  const worker = new Worker(new URL('./link-worker.mjs', import.meta.url));
  worker.unref();
  let asked = 0;
  let waiting:
    { done: (parts: readonly PartsDone<unknown>[]) => void; failed: (cause: Error) => void } | undefined;
  let lost: Error | undefined;
  const fail = (cause: Error): void => {
    lost ??= failure(cause);
    waiting?.failed(lost);
    waiting = undefined;
  };
  worker.on('message', ({ id, done, error }: Answer) => {
    // What was asked before is of no use when this thread gave it up.
    if (id !== asked) return;
    if (done === undefined) fail(new Error(error));
    else waiting?.done(done);
  });
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the thread ended')));
  return {
    ask: (question) =>
      new Promise((done, failed) => {
        if (lost !== undefined) {
          failed(lost);
          return;
        }
        waiting = { done, failed };
        worker.ref();
        worker.postMessage({ id: ++asked, ...question });
      }).finally(() => worker.unref()) as Promise<readonly PartsDone<unknown>[]>,
    close: () => worker.terminate(),
  };
}

/** `others`: threads beside this one. */
export function linkThreads(others: number): LinkThreads {
  const beside = Array.from({ length: others }, besideThread);
  const scratch = scratchMemory();
  return {
    count: 1 + others,
    async run<W extends Work>(work: W, task: WorkTask<W>, parts: number) {
      const begun = new Int32Array(new SharedArrayBuffer(4));
      const asked = beside.map((thread) => thread.ask({ work, task, parts, begun }));
      // A thread may fail while this one is busy.
      for (const one of asked) one.catch(() => undefined);
      const results: WorkResult<W>[] = new Array<WorkResult<W>>(parts);
      for (const { part, result } of doParts(work, task, parts, begun, scratch)) results[part] = result;
      for (const done of await Promise.all(asked))
        for (const { part, result } of done) results[part] = result as WorkResult<W>;
      return results;
    },
    async close() {
      await Promise.all(beside.map((thread) => thread.close()));
    },
  };
}
