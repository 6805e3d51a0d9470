import { TandemError } from '../contract/errors.ts';
import type { Warehouse } from './open.ts';
import { queryError } from './query-error.ts';

export interface ConnectionPool {
  /**
   * Runs one statement on a connection of its own. `signal` stops it, or keeps it from starting: nobody waits for its
   * answer any more. Throws `timeout` when it takes too long, QueryError when the engine refuses it.
   */
  run<T>(sql: string, work: (connection: Warehouse) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Closes all connections, once what runs has ended; the file is free when the promise resolves. */
  close(): Promise<void>;
}

/** Whether the engine stopped because it was asked to. */
const isInterrupt = (error: unknown): boolean => error instanceof Error && /INTERRUPT/i.test(error.message);

/** Connections to the database of `owner`, made when all others are busy. `timeout` in ms. */
export function connectionPool(owner: Warehouse, timeout: number): ConnectionPool {
  const idle: Warehouse[] = [];
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  const runOne = async <T>(
    sql: string,
    work: (connection: Warehouse) => Promise<T>,
    signal: AbortSignal | undefined,
  ): Promise<T> => {
    const connection = idle.pop() ?? (await owner.fork());
    const timer = { late: false };
    const interrupt = (): void => connection.interrupt();
    const clock = setTimeout(() => {
      timer.late = true;
      interrupt();
    }, timeout);
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      signal?.throwIfAborted();
      return await work(connection);
    } catch (error) {
      if (timer.late && isInterrupt(error))
        throw new TandemError('timeout', { seconds: timeout / 1000 }, { cause: error });
      throw error instanceof TandemError || error === signal?.reason ? error : queryError(error, sql);
    } finally {
      clearTimeout(clock);
      signal?.removeEventListener('abort', interrupt);
      idle.push(connection);
    }
  };

  return {
    async run(sql, work, signal) {
      signal?.throwIfAborted();
      if (closing) throw queryError(new Error('the generation is closed'), sql);
      const statement = runOne(sql, work, signal);
      running.add(statement);
      try {
        return await statement;
      } finally {
        running.delete(statement);
      }
    },
    close() {
      closing ??= Promise.allSettled(running).then(() => {
        for (const connection of idle.splice(0)) connection.close();
        owner.close();
      });
      return closing;
    },
  };
}
