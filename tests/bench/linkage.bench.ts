import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysSql, readBlocks } from '../../pipelines/identity/link/block/block-rules.ts';
import { linkRecords, type LinkResult } from '../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema, type LinkSettings } from '../../pipelines/identity/link/link-settings.ts';
import { rawRecordsSql, valuesSql } from '../../pipelines/identity/link/records/record-sql.ts';
import { profileRelations } from '../../pipelines/identity/link/profile/profile-relations.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import { literal } from '../../src/warehouse/quote.ts';
import { increments } from './linkage-increments.ts';
import { pairScores } from '../support/pair-scores.ts';
import type { Bench } from './run.ts';

/** `LINKAGE_BENCH_RECORDS=100000` for a quick look. */
const records = Number(process.env.LINKAGE_BENCH_RECORDS ?? 1_000_000);
const size = records === 1_000_000 ? '1m' : String(records);

/** Loose first: the peak of memory is that of the process so far. */
const cases: readonly { name: string; largest: number; blocks: string[][] }[] = [
  {
    name: 'loose',
    largest: 2_000,
    blocks: [
      ['soc_sec_id'],
      ['phone_number'],
      ['date_of_birth'],
      ['surname', 'given_name'],
      ['surname', 'postcode'],
      ['given_name', 'postcode'],
      ['surname', 'address'],
      ['given_name', 'address'],
      ['address', 'street_number'],
      ['surname', 'date_of_birth:month_day'],
    ],
  },
  {
    name: 'tight',
    largest: 300,
    blocks: [
      ['soc_sec_id'],
      ['phone_number'],
      ['surname', 'date_of_birth'],
      ['given_name', 'date_of_birth'],
      ['date_of_birth', 'postcode'],
      ['surname', 'address', 'street_number'],
      ['given_name', 'address', 'street_number'],
      ['given_name', 'surname', 'postcode'],
    ],
  },
];

function meter(): () => { seconds: number; cpu: number } {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
  };
}

/** The floor: DuckDB joins the keys of the same blocks, of normal forms in a table, and counts the pairs, nothing else. */
async function bareJoin(
  warehouse: Warehouse,
  { plan }: LinkResult,
): Promise<{ seconds: number; cpu: number; pairs: number }> {
  const rules = readBlocks(plan, plan.settings.blocks ?? []);
  await warehouse.run(`create or replace temp table bare_record as select * from ${plan.table('record')}`);
  const spent = meter();
  let pairs = 0;
  for (const rule of rules) {
    await warehouse.run(
      `create or replace temp table bare as select key, no from (${keysSql(rule, 'bare_record')}) qualify count(*) over (partition by key) between 2 and ${String(plan.settings.largest_block)}`,
    );
    const [row] = await warehouse.rows<{ n: number }>(
      `select count(*)::double as n from bare l join bare r on l.key = r.key and l.no < r.no`,
    );
    pairs += row?.n ?? 0;
  }
  const all = { ...spent(), pairs };
  await warehouse.run('drop table bare; drop table bare_record');
  return all;
}

/** What the engine alone takes for the normal forms of each field's distinct values, of which nothing is read. */
async function bareForms(warehouse: Warehouse, { plan }: LinkResult): Promise<number> {
  const spent = meter();
  await warehouse.run(`create or replace temp view bare as ${rawRecordsSql(plan)}`);
  for (const field of plan.fields)
    await warehouse.run(`create or replace temp table bare_value as ${valuesSql(field, 'bare')}`);
  await warehouse.run('drop table bare_value; drop view bare');
  return spent().seconds;
}

async function measure(
  bench: Bench,
  warehouse: Warehouse,
  settings: LinkSettings,
  name: string,
): Promise<LinkResult> {
  const spent = meter();
  let step = meter();
  const steps: string[] = [];
  const result = await linkRecords(warehouse, {
    relations: [{ name: 'person', source: 'person' }],
    settings,
    progress: (event) => {
      if (event.state === 'start') step = meter();
      if (event.state === 'done')
        steps.push(
          `${event.step.replace('link.', '')} ${step().seconds.toFixed(1)} s (${step().cpu.toFixed(1)} CPU)`,
        );
    },
  });
  const { seconds, cpu } = spent();
  const { candidate_pairs, scored_pairs, clusters } = result.model.counts;
  bench.note(`${name}: ${steps.join(', ')}`);
  bench.note(
    `${name}: ${candidate_pairs.toLocaleString('en')} candidate pairs (a pair of two rules twice), ${scored_pairs.toLocaleString('en')} scored, ${clusters.toLocaleString('en')} clusters`,
  );
  bench.record(`linkage_${name}_seconds_${size}`, seconds, 's');
  bench.record(`linkage_${name}_cpu_${size}`, cpu, 's');
  bench.record(`linkage_${name}_peak_rss_${size}`, process.resourceUsage().maxRSS / 1000, 'MB');
  const { plan } = result;
  const bare = await bareJoin(warehouse, result);
  bench.record(`linkage_${name}_cpu_of_bare_join_${size}`, cpu / bare.cpu, '×');
  const member = (alias: string): string => `${plan.table('cluster')} ${alias}`;
  const scores = await pairScores(
    warehouse,
    'select rec_id as id, entity, 0 as rel from person',
    `select a.id as a, b.id as b from ${member('x')} join ${member('y')} on x.cluster = y.cluster
     join ${plan.table('record')} a on a.no = x.no join ${plan.table('record')} b on b.no = y.no where a.id < b.id`,
  );
  bench.note(
    `${name}: precision ${scores.precision.toFixed(4)}, recall ${scores.recall.toFixed(4)}, F1 ${scores.f1.toFixed(4)}; the bare join of the same blocks took ${bare.cpu.toFixed(1)} CPU s for ${bare.pairs.toLocaleString('en')} pairs`,
  );
  bench.note(
    `${name}: the engine alone takes ${(await bareForms(warehouse, result)).toFixed(1)} s for the normal forms and ${bare.seconds.toFixed(1)} s for the bare join, without estimating, comparing or clustering`,
  );
  return result;
}

/** Linkage of invented persons, seven tenths as many as records, with slips, gaps, moves and names of others. */
export default async function linkage(bench: Bench): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-bench-linkage-'));
  try {
    const file = join(dir, 'person.parquet');
    execFileSync(process.execPath, [
      '--import',
      'tsx',
      join(import.meta.dirname, 'write-persons.ts'),
      file,
      String(records),
    ]);
    for (const { name, largest, blocks } of cases) {
      const warehouse = await openWarehouse({ threads: 2, tempDirectory: dir });
      try {
        await warehouse.run(`create table person as select * from read_parquet(${literal(file)})`);
        const relations = [{ name: 'person', source: 'person' }];
        const settings = linkSettingsSchema.parse({
          ...(await profileRelations(warehouse, relations, 'dedupe')),
          blocks,
          largest_block: largest,
        });
        const result = await measure(bench, warehouse, settings, name);
        if (name === 'tight') await increments(bench, warehouse, result, size);
      } finally {
        warehouse.close();
      }
    }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
