import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { detailsSchema, type KeptError } from '../../contract/api/error.ts';
import { jobSchema, type Job } from '../../contract/api/jobs.ts';
import { TandemError } from '../../contract/errors.ts';
import { publicError } from '../error-response.ts';
import type { Log } from '../log.ts';
import { publicDetails } from '../public-details.ts';
import type { RunChild, StartChild } from './child.ts';
import type { EventHub } from './event-hub.ts';

export interface Jobs {
  /** Starts a refresh, after `before` if given. Throws `conflict` {job} while another is under way. */
  start(kind: Job['kind'], by: string, before?: () => Promise<void>): Job;
  get(id: string): Job;
  list(): Job[];
  cancel(id: string): Job;
  /** Kills what runs and waits for its end. */
  close(): Promise<void>;
}

export interface JobsOptions {
  readonly startChild: StartChild;
  readonly events: EventHub;
  /** Looks for a new generation; called when a refresh ended well. Returns the generation served now. */
  readonly published: () => Promise<{ generation: string; asOf: string } | undefined>;
  readonly now: () => Date;
  readonly log: Log;
}

const kept = 50;
const progressLine = z.object({ progress: jobSchema.shape.progress.unwrap() });
const errorLine = z.object({ error: z.object({ code: z.string(), details: detailsSchema.default({}) }) });

/** The line of a dead process's last words that names the error; else the last line. */
function reasonOf(said: string): KeptError | undefined {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  const telling = lines.find((line) => /^(tandem: |\w*Error\b)/.test(line)) ?? lines.at(-1);
  return telling === undefined ? undefined : { code: 'internal', details: { said: telling } };
}

/** [API-11] One refresh at a time, each in a child process whose end, however it comes, is reported. */
export function jobs({ startChild, events, published, now, log }: JobsOptions): Jobs {
  const all = new Map<string, Job>();
  let active:
    { id: string; child: RunChild | undefined; cancelled: boolean; ended: Promise<void> } | undefined;

  const change = (id: string, to: Partial<Job>): Job => {
    const job = { ...(all.get(id) as Job), ...to };
    all.set(id, job);
    return job;
  };
  const announce = (job: Job): void => events.publish({ type: 'job', job });

  const follow = async (id: string, child: RunChild): Promise<KeptError | null> => {
    let failure: KeptError | undefined;
    for await (const line of child.lines) {
      if (!line.startsWith('{')) continue;
      const value: unknown = ((): unknown => {
        try {
          return JSON.parse(line);
        } catch {
          return undefined;
        }
      })();
      const progress = progressLine.safeParse(value);
      if (progress.success) {
        change(id, { progress: progress.data.progress });
        events.publish({ type: 'progress', job: id, progress: progress.data.progress });
      }
      const error = errorLine.safeParse(value);
      if (error.success)
        failure = { code: error.data.error.code, details: publicDetails(error.data.error.details) };
    }
    const { code, signal, said } = await child.exited;
    if (signal !== null) return { code: 'refresh_killed', details: { signal } };
    if (code !== 0) {
      log({ level: 'error', job: id, exit: code, said });
      return failure ?? reasonOf(said) ?? { code: 'refresh_ended', details: { exit: code ?? 0 } };
    }
    return null;
  };

  const run = async (id: string, before: (() => Promise<void>) | undefined): Promise<void> => {
    let error: KeptError | null = null;
    let generation: string | null = null;
    try {
      await before?.();
      if (active?.cancelled !== true) {
        const child = startChild();
        if (active) active.child = child;
        error = await follow(id, child);
        if (error === null) generation = (await published())?.generation ?? null;
      }
    } catch (cause) {
      const { code, details, id: logged, status } = publicError(cause, log, { job: id });
      error = { code, details: status < 500 ? details : { ...details, id: logged } };
    }
    const state = active?.cancelled === true ? 'cancelled' : error === null ? 'done' : 'failed';
    active = undefined;
    announce(
      change(id, {
        state,
        error: state === 'failed' ? error : null,
        generation,
        finishedAt: now().toISOString(),
      }),
    );
  };

  const get = (id: string): Job => {
    const job = all.get(id);
    if (!job) throw new TandemError('not_found', { what: 'job' });
    return job;
  };

  return {
    start(kind, by, before) {
      if (active) throw new TandemError('conflict', { job: active.id });
      const id = randomUUID();
      const job: Job = {
        id,
        kind,
        by,
        state: 'running',
        startedAt: now().toISOString(),
        finishedAt: null,
        progress: null,
        error: null,
        generation: null,
      };
      all.set(id, job);
      if (all.size > kept) all.delete(all.keys().next().value as string);
      announce(job);
      active = { id, child: undefined, cancelled: false, ended: Promise.resolve() };
      active.ended = run(id, before);
      return job;
    },
    get,
    list: () => [...all.values()].reverse(),
    cancel(id) {
      const job = get(id);
      if (active?.id === id) {
        active.cancelled = true;
        active.child?.kill();
      }
      return job;
    },
    async close() {
      const last = active;
      if (!last) return;
      last.cancelled = true;
      last.child?.kill();
      await last.ended;
    },
  };
}
