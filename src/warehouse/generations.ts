import { existsSync } from 'node:fs';
import { TandemError } from '../contract/errors.ts';
import { type FairQueue, fairQueue } from './fair-queue.ts';
import {
  type OpenGeneration,
  openGeneration,
  type RowBlocks,
  type ServingOptions,
  type StatementOptions,
  type TableAnswer,
} from './open-generation.ts';
import type { Parameters } from './open.ts';
import { generationFile, readPointer } from './pointer.ts';

export interface Served {
  readonly generation: string;
  readonly asOf: string;
}

/** A hold on one generation: it stays readable until released, whatever is published meanwhile. */
export interface GenerationLease extends Served {
  readonly tables: ReadonlySet<string>;
  /** Rows as arrays. Throws `timeout` when the statement takes too long, QueryError when it is wrong. */
  rows(sql: string, parameters?: Parameters): Promise<TableAnswer>;
  /** The result as one Arrow IPC stream. */
  arrow(sql: string, parameters?: Parameters): Promise<Uint8Array>;
  /** One statement read block by block; `signal` stops it. */
  stream(
    sql: string,
    parameters?: Parameters,
    options?: Pick<StatementOptions, 'signal'>,
  ): Promise<RowBlocks>;
  /** Stops what still runs: an answer that failed half-way leaves its other statements behind. */
  release(): void;
}

export interface ServingWarehouse {
  current(): Served | undefined;
  /** `person` decides whose turn it is when big statements queue. Throws `no_generation`. */
  lease(person?: string): Promise<GenerationLease>;
  /** Looks whether another generation is published and serves it; the old one closes with its last lease. */
  refresh(): Promise<Served | undefined>;
  /** Resolves when every file is free that nobody has a lease on. */
  close(): Promise<void>;
}

interface Held {
  readonly opened: OpenGeneration;
  leases: number;
  retired: boolean;
}

/** How long a lease trusts the pointer it last read, in ms: a run of another process is noticed after that. */
const trustPointer = 1_000;

async function openNamed(
  warehouseDir: string,
  generation: string,
  queue: FairQueue,
  options: ServingOptions,
): Promise<OpenGeneration> {
  const file = generationFile(warehouseDir, generation);
  try {
    return await openGeneration(file, queue, options);
  } catch (cause) {
    const said = (cause as Error).message.split('\n')[0] ?? '';
    throw new TandemError(
      'bad_workspace',
      existsSync(file)
        ? { file, reason: 'generation_not_opened', generation, said }
        : { file, reason: 'generation_lost', generation },
      { cause },
    );
  }
}

/**
 * Serves the generation that `current.json` names. A pointer that cannot be followed (its file is gone or broken)
 * leaves the one before in service; with none before, the error is thrown.
 */
export async function openServing(
  warehouseDir: string,
  options: ServingOptions = {},
): Promise<ServingWarehouse> {
  const queue = fairQueue(options.heavyPlaces ?? 2);
  const all = new Set<Held>();
  const closing = new Set<Promise<void>>();
  let now: Held | undefined;
  let lookedAt = -Infinity;
  let looking: Promise<void> | undefined;

  const letGo = (held: Held): void => {
    if (!held.retired || held.leases > 0 || !all.delete(held)) return;
    const closed = held.opened.close();
    closing.add(closed);
    void closed.then(() => closing.delete(closed));
  };
  const follow = async (): Promise<void> => {
    const pointer = readPointer(warehouseDir);
    if (pointer === undefined || pointer.generation === now?.opened.generation) return;
    const opened = await openNamed(warehouseDir, pointer.generation, queue, options);
    const before = now;
    now = { opened, leases: 0, retired: false };
    all.add(now);
    if (before) {
      before.retired = true;
      letGo(before);
    }
  };
  const look = async (): Promise<void> => {
    looking ??= follow().finally(() => {
      lookedAt = performance.now();
      looking = undefined;
    });
    try {
      await looking;
    } catch (error) {
      if (!now) throw error;
    }
  };
  const served = (): Served | undefined =>
    now && { generation: now.opened.generation, asOf: now.opened.asOf };

  await look();
  return {
    current: served,
    async lease(person = '') {
      if (!now || performance.now() - lookedAt > trustPointer) await look();
      const held = now;
      if (!held) throw new TandemError('no_generation');
      held.leases += 1;
      const released = new AbortController();
      const { opened } = held;
      const of = (signal?: AbortSignal): StatementOptions => ({
        person,
        signal: signal === undefined ? released.signal : AbortSignal.any([released.signal, signal]),
      });
      return {
        generation: opened.generation,
        asOf: opened.asOf,
        tables: opened.tables,
        rows: (sql, parameters) => opened.rows(sql, parameters, of()),
        arrow: (sql, parameters) => opened.arrow(sql, parameters, of()),
        stream: (sql, parameters, options) => opened.stream(sql, parameters, of(options?.signal)),
        release() {
          if (released.signal.aborted) return;
          released.abort();
          held.leases -= 1;
          letGo(held);
        },
      };
    },
    async refresh() {
      await look();
      return served();
    },
    async close() {
      for (const held of all) {
        held.retired = true;
        letGo(held);
      }
      now = undefined;
      await Promise.all(closing);
    },
  };
}
