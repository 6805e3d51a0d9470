import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { arrowStream } from '../../src/contract/api/query.ts';
import { querySchema } from '../../src/contract/query.ts';
import { compileQuery } from '../../src/metrics/compile.ts';
import { rowPolicy } from '../../src/metrics/policy.ts';
import { createApp } from '../../src/server/app.ts';
import { openServices } from '../../src/server/open-services.ts';
import { staticFiles } from '../../src/server/static-files.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { makeBenchWorkspace } from './bench-workspace.ts';
import { type Choice, openingChoice, overviewBody, randomChoice } from './overview-page.ts';
import type { Bench } from './run.ts';

const lines = Number(process.env['TANDEM_BENCH_LINES'] ?? 10_000_000);
const pages = 50;

/** The overview page from one request to the server's own handler, no result twice the same, on ten million order lines. */
export default async function overview(bench: Bench): Promise<void> {
  const made = mkdtempSync(join(tmpdir(), 'tandem-bench-'));
  try {
    const given = process.env['TANDEM_BENCH_WORKSPACE'];
    if (given === undefined) {
      const started = performance.now();
      const bytes = await makeBenchWorkspace(made, lines);
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      bench.note(`made ${lines} order lines in ${seconds} s, ${(bytes / 1e6).toFixed(0)} MB`);
    }
    await measure(bench, given ?? made, join(made, 'bench-store.duckdb'));
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

type Format = 'json' | 'arrow';

/** A server as `tandem serve` opens it, without a socket, and an executive who is signed in. */
async function openServer(dir: string, store: string) {
  const workspace = openWorkspace(dir);
  const services = await openServices({
    workspace: { ...workspace, paths: { ...workspace.paths, store } },
    host: '127.0.0.1',
    port: 0,
    log: () => undefined,
  });
  const person = { email: `${crypto.randomUUID()}@company.test`, name: 'Bench', passwordHash: 'none' };
  const user = await services.store.users.create({ ...person, roles: ['executive'], scope: {} });
  const cookie = `tandem_session=${await services.store.sessions.open(user.id)}`;
  const calls = { take: () => undefined };
  const unthrottled = { ...services, limits: { ...services.limits, calls } };
  const app = createApp(unthrottled, staticFiles(join(dir, 'no-web')));
  return {
    services,
    page: async (choice: Choice, format: Format): Promise<number> => {
      const response = await app.request('http://localhost/api/query', {
        method: 'POST',
        headers: {
          host: 'localhost',
          origin: 'http://localhost',
          'x-tandem-csrf': '1',
          'content-type': 'application/json',
          cookie,
          accept: format === 'arrow' ? arrowStream : 'application/json',
        },
        body: JSON.stringify(overviewBody(choice)),
      });
      const body = Buffer.from(await response.arrayBuffer());
      if (response.status !== 200 || body.includes('"error"')) throw new Error(body.toString().slice(0, 500));
      return body.byteLength;
    },
  };
}

async function measure(bench: Bench, dir: string, store: string): Promise<void> {
  const random = seededRandom(1);
  const choices = new Map<string, Choice>();
  while (choices.size < 2 * pages + 3) {
    const choice = randomChoice(random);
    choices.set(JSON.stringify(choice), choice);
  }
  const distinct = [...choices.values()];

  const began = performance.now();
  const { services, page } = await openServer(dir, store);
  await page(openingChoice, 'json');
  bench.record('overview.cold', performance.now() - began, 'ms');

  for (const [at, format] of (['json', 'arrow'] as const).entries()) {
    const elapsed: number[] = [];
    const processor: number[] = [];
    let bytes = 0;
    for (const choice of distinct.slice(at * pages, (at + 1) * pages)) {
      services.cache.clear();
      const before = process.cpuUsage();
      const started = performance.now();
      bytes += await page(choice, format);
      elapsed.push(performance.now() - started);
      const { user, system } = process.cpuUsage(before);
      processor.push((user + system) / 1000);
    }
    bench.record(`overview.${format}.warm.p50`, quantile(elapsed, 0.5), 'ms');
    bench.record(`overview.${format}.warm.p95`, quantile(elapsed, 0.95), 'ms');
    bench.record(`overview.${format}.cpu.p50`, quantile(processor, 0.5), 'ms');
    bench.record(`overview.${format}.cpu.p95`, quantile(processor, 0.95), 'ms');
    bench.note(`${format}: ${(bytes / pages / 1000).toFixed(1)} kB a page`);
  }
  await shares(bench, services, distinct.slice(2 * pages));
  bench.record('overview.peak_rss', process.resourceUsage().maxRSS / 1024, 'MB');
  const count = Object.keys(overviewBody(openingChoice).queries).length;
  bench.note(`load ${loadavg()[0]?.toFixed(1) ?? '?'} while measuring; ${count} questions a page`);
  await services.close();
}

/** The statements of a page one after another, from roll-ups and from the base tables alone. */
async function shares(
  bench: Bench,
  services: Awaited<ReturnType<typeof openServices>>,
  choices: readonly Choice[],
): Promise<void> {
  const lease = await services.serving.lease();
  const policy = rowPolicy({ userId: 'bench', roles: ['executive'], scope: {} });
  const seconds = async (choice: Choice, forceBase: boolean): Promise<number> => {
    const started = performance.now();
    for (const query of Object.values(overviewBody(choice).queries)) {
      const context = { asOf: lease.asOf, generationTables: lease.tables, forceBase };
      const { sql, parameters } = compileQuery(querySchema.parse(query), policy, context);
      await lease.rows(sql, parameters);
    }
    return performance.now() - started;
  };
  const [rollup, base]: [number[], number[]] = [[], []];
  for (const choice of choices) {
    rollup.push(await seconds(choice, false));
    base.push(await seconds(choice, true));
  }
  lease.release();
  bench.record('overview.base.p50', quantile(base, 0.5), 'ms');
  bench.record('overview.rollup_of_base', quantile(rollup, 0.5) / quantile(base, 0.5), 'ratio');
}

const quantile = (values: readonly number[], at: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(at * values.length) - 1)] ??
  Number.NaN;
