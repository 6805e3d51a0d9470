import { linkIncrement } from '../../pipelines/identity/link/increment/link-increment.ts';
import { writeKeys } from '../../pipelines/identity/link/increment/increment-pairs.ts';
import { linkRecords, type LinkResult } from '../../pipelines/identity/link/link-records.ts';
import { assignGoldenIds } from '../../src/stats/linkage/cluster/golden-ids.ts';
import { integerColumns } from '../../src/warehouse/bulk-rows.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { Bench } from './run.ts';

/** What a run says of all pairs and clusters, by ids, as one line. */
async function fingerprint(warehouse: Warehouse, { plan }: LinkResult): Promise<string> {
  const [record, cluster] = ['record', 'cluster'].map(plan.table);
  const [row] = await warehouse.rows(
    `select (select sum(hash(least(a.id, b.id), greatest(a.id, b.id), weight, rules))::varchar from ${plan.table('pair_scored')} join ${String(record)} a on a.no = l join ${String(record)} b on b.no = r) as pairs,
      (select sum(hash(r.id, first.id))::varchar from ${String(cluster)} c join ${String(record)} r on r.no = c.no join ${String(record)} first on first.no = c.cluster) as clusters`,
  );
  return JSON.stringify(row);
}

/** Share of all records that did not change themselves and have another golden id than before. */
async function churn(warehouse: Warehouse, { plan }: LinkResult): Promise<number> {
  const none = new Int32Array();
  const [now = none, previous = none, same = none] = await integerColumns(
    warehouse,
    `select (dense_rank() over (order by c.cluster) - 1)::integer, coalesce(b.cluster, -1)::integer, (b.no is not distinct from c.no)::integer
     from ${plan.table('cluster')} c join ${plan.table('record')} r on r.no = c.no
     left join (select id, no, (dense_rank() over (order by cluster) - 1)::integer as cluster from before) b on b.id = r.id order by c.no`,
  );
  const known = previous.reduce((most, id) => Math.max(most, id), -1) + 1;
  const ids = assignGoldenIds(now, now.reduce((most, at) => Math.max(most, at), -1) + 1, {
    count: known,
    previous,
    formerId: none,
    formerRecord: none,
    retired: new Int32Array(known).fill(-1),
    redirect: new Int32Array(known).fill(-1),
    minted: () => -1,
  });
  let moved = 0;
  now.forEach((at, record) => (moved += same[record] === 1 && ids.known[at] !== previous[record] ? 1 : 0));
  return moved / now.length;
}

/** Changes a share of the records: a surname slips, a telephone number is new, or they are gone. */
async function change(warehouse: Warehouse, share: number, round: number): Promise<string[]> {
  const chosen = `hash(rec_id, ${String(round)}) % 1000000 < ${String(Math.round(share * 1_000_000))}`;
  await warehouse.run(
    `create or replace table change as select * replace (
       case when hash(rec_id) % 3 = 0 then surname[2:] else surname end as surname,
       case when hash(rec_id) % 3 = 1 then '0' || (hash(rec_id, 'new') % 1000000000)::varchar else phone_number end as phone_number)
     from person where ${chosen} and hash(rec_id, 'gone') % 10 > 0`,
  );
  const gone = await warehouse.rows<{ id: string }>(
    `select rec_id as id from person where ${chosen} and hash(rec_id, 'gone') % 10 = 0`,
  );
  await warehouse.run(`delete from person where ${chosen}`);
  await warehouse.run('insert into person select * from change');
  return gone.map(({ id }) => id);
}

/** A thousand changed records and then one in a hundred, each against a full run with the same model. */
export async function increments(
  bench: Bench,
  warehouse: Warehouse,
  first: LinkResult,
  size: string,
): Promise<void> {
  const { plan, model } = first;
  await writeKeys(warehouse, plan, model);
  const { records } = model.counts;
  const whole = records.reduce((sum, count) => sum + count, 0);
  for (const [name, share] of [
    ['thousand', Math.min(0.1, 1_000 / whole)] as const,
    ['hundredth', 0.01] as const,
  ]) {
    await warehouse.run(
      `create or replace table before as select r.id, c.no, c.cluster from ${plan.table('cluster')} c join ${plan.table('record')} r on r.no = c.no`,
    );
    const removed = await change(warehouse, share, name.length);
    const started = performance.now();
    const cpu = process.cpuUsage();
    const done = await linkIncrement(warehouse, first, {
      changed: [{ name: 'person', source: 'change' }],
      removed,
    });
    const seconds = (performance.now() - started) / 1000;
    const { user, system } = process.cpuUsage(cpu);
    bench.note(
      `${name}: ${String(done.changed)} changed and ${String(removed.length)} gone, ${String(done.scoredPairs)} pairs scored, ${String(done.clustered)} records clustered anew`,
    );
    bench.record(`linkage_${name}_changed_seconds_${size}`, seconds, 's');
    bench.record(`linkage_${name}_changed_cpu_${size}`, (user + system) / 1e6, 's');
    bench.record(`linkage_${name}_changed_churn_${size}`, 100 * (await churn(warehouse, first)), '%');
  }
  const incremental = await fingerprint(warehouse, first);
  await linkRecords(warehouse, {
    relations: [{ name: 'person', source: 'person' }],
    settings: plan.settings,
    model,
  });
  const same = incremental === (await fingerprint(warehouse, first));
  bench.record(`linkage_increments_differ_from_full_run_${size}`, same ? 0 : 1, 'runs');
}
