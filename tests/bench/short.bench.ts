import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { compileQuery } from '../../src/metrics/compile.ts';
import { rowPolicy } from '../../src/metrics/policy.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { coreFixture, loadCoreFixture } from '../support/core-fixture.ts';
import { oracleFiscalMonth } from '../support/oracle-calendar.ts';
import { randomQuery } from '../support/random-query.ts';
import { seededRandom } from '../support/seeded-random.ts';
import type { Bench } from './run.ts';

const starts = 5;
const statements = 800;
const program = join(import.meta.dirname, '../../src/cli/tandem.mjs');

/** What is paid however little there is to do: the start of a command, and a metric's statement over few rows. */
export default async function short(bench: Bench): Promise<void> {
  const elapsed = Array.from({ length: starts }, () => {
    const began = performance.now();
    const { status } = spawnSync(process.execPath, [program, '--help'], { env: startEnvironment() });
    if (status !== 0) throw new Error('tandem --help failed');
    return performance.now() - began;
  });
  bench.record('short.help.best', Math.min(...elapsed), 'ms');

  const warehouse = await openWarehouse({ threads: 1 });
  const context = {
    asOf: '2025-04-18',
    generationTables: new Set(await loadCoreFixture(warehouse, coreFixture(11, 160))),
    fiscalFirstMonth: oracleFiscalMonth,
  };
  const everything = rowPolicy({ userId: 'bench', roles: ['executive'], scope: {} });
  const random = seededRandom(1);
  const asked = Array.from({ length: statements }, () =>
    compileQuery(randomQuery(random), everything, context),
  );
  const before = process.cpuUsage();
  for (const { sql, parameters } of asked) await warehouse.rows(sql, [...parameters]);
  const { user, system } = process.cpuUsage(before);
  bench.record('short.statement.cpu', (user + system) / 1000 / statements, 'ms');
  bench.note('with DUCKDB_JE_MALLOC_CONF=dirty_decay_ms:1000 in the environment: as the engine is by itself');
  warehouse.close();
}

/** As a shell starts it: the first process sizes the thread pool of the second. */
function startEnvironment(): NodeJS.ProcessEnv {
  const { UV_THREADPOOL_SIZE: _, ...environment } = process.env;
  return environment;
}
