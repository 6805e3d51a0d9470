import { afterEach, describe, expect, it } from 'vitest';
import type { Job, ServerEvent } from '../../../src/contract/api/jobs.ts';
import type { RunChild } from '../../../src/server/jobs/child.ts';
import type { Serving } from '../../../src/server/queries/serving.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';
import { noServing } from '../../support/test-serving.ts';

/** A refresh that does what the test says. */
function fakeChild() {
  const waiting: ((result: IteratorResult<string>) => void)[] = [];
  const queued: IteratorResult<string>[] = [];
  const push = (result: IteratorResult<string>): void => {
    const next = waiting.shift();
    if (next) next(result);
    else queued.push(result);
  };
  let exit: (how: Awaited<RunChild['exited']>) => void = () => undefined;
  const exited = new Promise<Awaited<RunChild['exited']>>((resolve) => (exit = resolve));
  const end = (code: number | null, signal: string | null = null, said = ''): void => {
    push({ done: true, value: undefined });
    exit({ code, signal, said });
  };
  const child: RunChild = {
    lines: {
      [Symbol.asyncIterator]: () => ({
        next: () => {
          const result = queued.shift();
          return result ? Promise.resolve(result) : new Promise((resolve) => waiting.push(resolve));
        },
      }),
    },
    exited,
    kill: () => end(null, 'SIGKILL'),
  };
  return {
    child,
    say: (value: unknown) =>
      push({ done: false, value: typeof value === 'string' ? value : JSON.stringify(value) }),
    end,
  };
}

/** Reads events of a stream until one fits. */
async function* eventsOf(response: Response): AsyncGenerator<ServerEvent> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end))?.[1];
      text = text.slice(end + 2);
      if (data !== undefined) yield JSON.parse(data) as ServerEvent;
    }
  }
}

async function until(
  events: AsyncGenerator<ServerEvent>,
  fits: (event: ServerEvent) => boolean,
): Promise<ServerEvent> {
  for (;;) {
    const next = await events.next();
    if (next.done === true) throw new Error('the stream ended');
    if (fits(next.value)) return next.value;
  }
}

describe('a refresh', { timeout: 20_000 }, () => {
  let server: TestServer;
  let children: ReturnType<typeof fakeChild>[] = [];
  let generation = 'aaaaaaaaaaaa';
  afterEach(async () => {
    await server.close();
    children = [];
  });

  let served = generation;
  const serving: Serving = {
    ...noServing,
    current: () => ({ generation: served, asOf: '2026-06-30' }),
    refresh: () => {
      if (served !== generation)
        server.services.events.publish({ type: 'generation', generation, asOf: '2026-06-30' });
      served = generation;
      return Promise.resolve({ generation, asOf: '2026-06-30' });
    },
  };
  const start = async (): Promise<string> => {
    generation = 'aaaaaaaaaaaa';
    served = generation;
    server = await testServer({
      serving,
      startChild: () => {
        const fake = fakeChild();
        children.push(fake);
        return fake.child;
      },
    });
    return server.person(['steward']);
  };
  const run = async (as: string): Promise<{ status: number; job: string }> => {
    const response = await server.call('POST', '/api/run', { as, body: {} });
    return { status: response.status, job: ((await response.json()) as { job: string }).job };
  };
  const job = async (as: string, id: string): Promise<Job> =>
    ((await (await server.call('GET', `/api/jobs/${id}`, { as })).json()) as { job: Job }).job;
  const ended =
    (id: string) =>
    (event: ServerEvent): boolean =>
      event.type === 'job' && event.job.id === id && event.job.state !== 'running';

  it('[API-11] tells of its progress and of the new generation, and one runs at a time', async () => {
    const as = await start();
    const events = eventsOf(await server.call('GET', '/api/events', { as }));
    expect(await until(events, ({ type }) => type === 'generation')).toMatchObject({
      generation: 'aaaaaaaaaaaa',
    });
    const { status, job: id } = await run(as);
    expect(status).toBe(200);
    expect((await run(as)).status).toBe(409);
    children[0]?.say('not json');
    children[0]?.say({
      progress: { step: 'load', state: 'progress', item: 'Account.csv', done: 1, total: 9 },
    });
    expect(await until(events, ({ type }) => type === 'progress')).toMatchObject({
      job: id,
      progress: { item: 'Account.csv', done: 1 },
    });
    expect(await job(as, id)).toMatchObject({ state: 'running', progress: { step: 'load' } });
    generation = 'bbbbbbbbbbbb';
    children[0]?.end(0);
    expect(await until(events, ended(id))).toMatchObject({
      job: { state: 'done', generation: 'bbbbbbbbbbbb', error: null },
    });
    expect((await run(as)).status).toBe(200);
    await events.return(undefined);
  });

  it('[API-11] a killed or failed refresh is reported and the old generation serves on', async () => {
    const as = await start();
    for (const [end, error] of [
      [
        (): void => children.at(-1)?.end(null, 'SIGKILL'),
        { code: 'refresh_killed', details: { signal: 'SIGKILL' } },
      ],
      [
        (): void => {
          children
            .at(-1)
            ?.say({ error: { code: 'check_failed', details: { count: 3 }, message: 'of whoever runs it' } });
          children.at(-1)?.end(3);
        },
        { code: 'check_failed', details: { count: 3 } },
      ],
      [
        (): void => {
          const details = { file: '/srv/company/tandem.yaml', reason: 'yaml_tab', at: 4 };
          children.at(-1)?.say({ error: { code: 'bad_workspace', details, message: 'of whoever runs it' } });
          children.at(-1)?.end(2);
        },
        { code: 'bad_workspace', details: { file: 'tandem.yaml', reason: 'yaml_tab', at: 4 } },
      ],
      [
        (): void => children.at(-1)?.end(1, null, 'trace\nout of disk'),
        { code: 'internal', details: { said: 'out of disk' } },
      ],
      [(): void => children.at(-1)?.end(7), { code: 'refresh_ended', details: { exit: 7 } }],
    ] as const) {
      const events = eventsOf(await server.call('GET', '/api/events', { as }));
      const { job: id } = await run(as);
      end();
      const last = await until(events, ended(id));
      expect(last).toMatchObject({ job: { state: 'failed', generation: null } });
      expect((last as { job: Job }).job.error).toEqual(error);
      expect(await (await server.call('GET', '/api/health')).json()).toEqual({
        ok: true,
        generation: 'aaaaaaaaaaaa',
      });
      await events.return(undefined);
    }
  });

  it('[API-11] can be cancelled', async () => {
    const as = await start();
    const events = eventsOf(await server.call('GET', '/api/events', { as }));
    const { job: id } = await run(as);
    expect((await server.call('DELETE', `/api/jobs/${id}`, { as })).status).toBe(200);
    expect(await until(events, ended(id))).toMatchObject({
      job: { state: 'cancelled', error: null },
    });
    await events.return(undefined);
  });

  it('[API-11] someone who may not run one hears of new generations only', async () => {
    const as = await start();
    const other = await server.person(['service']);
    const events = eventsOf(await server.call('GET', '/api/events', { as: other }));
    await until(events, ({ type }) => type === 'generation');
    const heard: ServerEvent[] = [];
    const { job: id } = await run(as);
    const own = eventsOf(await server.call('GET', '/api/events', { as }));
    generation = 'cccccccccccc';
    children[0]?.say({ progress: { step: 'load', state: 'start' } });
    children[0]?.end(0);
    await until(own, ended(id));
    heard.push(await until(events, () => true));
    expect(heard).toEqual([{ type: 'generation', generation: 'cccccccccccc', asOf: '2026-06-30' }]);
    await own.return(undefined);
    await events.return(undefined);
  });

  it('[API-11] closing the server ends refreshes and streams', async () => {
    const as = await start();
    const events = eventsOf(await server.call('GET', '/api/events', { as }));
    const { job: id } = await run(as);
    await server.services.jobs.close();
    expect(server.services.jobs.get(id).state).toBe('cancelled');
    server.services.events.close();
    for await (const _event of events);
  });
});
