import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Query } from '../../src/contract/query.ts';
import type { CompileContext } from '../../src/metrics/compile-context.ts';
import { compileQuery } from '../../src/metrics/compile.ts';
import { rowPolicy } from '../../src/metrics/policy.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { overviewPage, randomChoice } from './overview-page.ts';
import type { Bench } from './run.ts';
import { synthesiseCore } from './synthesise-core.ts';

const lines = Number(process.env['TANDEM_BENCH_LINES'] ?? 10_000_000);
const executive = rowPolicy({ userId: 'bench', roles: ['executive'], scope: {} });

/** The overview page of twelve tiles from one request, no result cache, on ten million order lines. */
export default async function overview(bench: Bench): Promise<void> {
  const made =
    process.env['TANDEM_BENCH_WORKSPACE'] === undefined
      ? mkdtempSync(join(tmpdir(), 'tandem-bench-'))
      : undefined;
  try {
    const path = made === undefined ? currentGeneration() : join(made, 'core.duckdb');
    if (made !== undefined) {
      const started = performance.now();
      const builder = await openWarehouse({ path });
      await synthesiseCore(builder, lines);
      await builder.run('checkpoint');
      builder.close();
      bench.note(
        `made ${lines} order lines in ${((performance.now() - started) / 1000).toFixed(0)} s, ${(statSync(path).size / 1e6).toFixed(0)} MB`,
      );
    }
    await measure(bench, path);
  } finally {
    if (made !== undefined) rmSync(made, { recursive: true, force: true });
  }
}

function currentGeneration(): string {
  const warehouse = join(process.env['TANDEM_BENCH_WORKSPACE'] ?? '', 'warehouse');
  const { generation } = JSON.parse(readFileSync(join(warehouse, 'current.json'), 'utf8')) as {
    generation: string;
  };
  return join(warehouse, `gen-${generation}.duckdb`);
}

async function measure(bench: Bench, path: string): Promise<void> {
  const random = seededRandom(1);
  const choices = Array.from({ length: 60 }, () => randomChoice(random));
  const page = (at: number): Query[] => {
    const choice = choices[at % choices.length];
    if (!choice) throw new Error('no choice');
    return overviewPage(choice.window, choice.filters);
  };
  const began = performance.now();
  const warehouse = await openWarehouse({ path, readOnly: true });
  const lanes = [warehouse, await warehouse.fork()];
  const names = await warehouse.rows<{ name: string }>('select table_name as name from duckdb_tables()');
  const context: CompileContext = {
    asOf: '2026-06-30',
    generationTables: new Set(names.map(({ name }) => name)),
  };
  await answer(lanes, page(0), context);
  bench.record('overview.cold', performance.now() - began, 'ms');

  const warm: number[] = [];
  const before = process.cpuUsage();
  for (let at = 1; at < 51; at += 1) warm.push(await timed(() => answer(lanes, page(at), context)));
  const { user, system } = process.cpuUsage(before);
  const base: number[] = [];
  for (let at = 51; at < 54; at += 1)
    base.push(await timed(() => answer(lanes, page(at), { ...context, forceBase: true })));
  bench.record('overview.warm.p50', quantile(warm, 0.5), 'ms');
  bench.record('overview.warm.p95', quantile(warm, 0.95), 'ms');
  bench.record('overview.warm.cpu', (user + system) / 1000 / warm.length, 'ms');
  bench.record('overview.base.p50', quantile(base, 0.5), 'ms');
  bench.record('overview.rollup_of_base', quantile(warm, 0.5) / quantile(base, 0.5), 'ratio');
  bench.record('overview.peak_rss', process.resourceUsage().maxRSS / 1024, 'MB');
  bench.note(`load ${loadavg()[0]?.toFixed(1) ?? '?'} while measuring; ${page(0).length} statements a page`);
  for (const lane of lanes) lane.close();
}

/** All statements of one page, as many at once as there are lanes. */
async function answer(
  lanes: readonly Warehouse[],
  page: readonly Query[],
  context: CompileContext,
): Promise<void> {
  const waiting = [...page];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let query = waiting.shift(); query; query = waiting.shift()) {
        const { sql, parameters } = compileQuery(query, executive, context);
        await lane.rows(sql, [...parameters]);
      }
    }),
  );
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

const quantile = (values: readonly number[], at: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.ceil(at * values.length) - 1)] ??
  Number.NaN;
