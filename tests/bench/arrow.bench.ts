import { tableFromIPC } from 'apache-arrow';
import { encodeArrow } from '../../src/warehouse/arrow.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import type { Bench } from './run.ts';

/** Cheapest of a few repeats: other work on the machine only ever adds. */
async function fastest(repeats: number, work: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    await work();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const rowJson = async (warehouse: Warehouse, sql: string): Promise<string> => {
  const reader = await warehouse.connection.runAndReadAll(sql);
  return JSON.stringify(reader.getRowObjectsJson());
};

/** How much faster a result becomes bytes as Arrow than as row objects in JSON; reported as Arrow's share of the time. */
export default async function arrowBench(bench: Bench): Promise<void> {
  const warehouse = await openWarehouse();
  await warehouse.run(`create type place as enum ('North', 'South', 'East', 'West', '华东', '华南')`);
  await warehouse.run(`create table wide as select
    date '2023-01-01' + (i % 1095)::integer as day,
    (['North', 'South', 'East', 'West', '华东', '华南'][(i % 6 + 1)::integer])::place as region,
    (['华南', 'West', 'East', 'South', 'North', '华东'][(i * 7 % 6 + 1)::integer])::place as channel,
    (i * 7919 % 1000003)::integer as customer_no,
    (i * 31 % 300)::integer as product_no,
    (i % 97)::double as quantity,
    ((i % 100000) / 7)::double as amount,
    ((i % 100000) / 100)::decimal(18,4) as price,
    i % 3 = 0 as is_late,
    case when i % 5 = 0 then null else i end as line
    from range(1000000) t(i)`);
  const cases = [
    { name: '200k_x4', sql: 'select day, region, customer_no, amount from wide limit 200000', repeats: 5 },
    { name: '1m_x10', sql: 'select * from wide', repeats: 2 },
  ];
  for (const { name, sql, repeats } of cases) {
    let bytes = new Uint8Array();
    let text = '';
    const arrow = await fastest(
      repeats,
      async () => (bytes = new Uint8Array(await encodeArrow(warehouse, sql))),
    );
    const json = await fastest(repeats, async () => (text = await rowJson(warehouse, sql)));
    const decodeArrow = await fastest(repeats, () => Promise.resolve(tableFromIPC(bytes).numRows));
    const decodeJson = await fastest(repeats, () => Promise.resolve(JSON.parse(text)));
    bench.note(
      `${name}: Arrow ${arrow.toFixed(0)} ms, ${(bytes.length / 1e6).toFixed(1)} MB, decode ${decodeArrow.toFixed(1)} ms; ` +
        `row JSON ${json.toFixed(0)} ms, ${(text.length / 1e6).toFixed(1)} MB, decode ${decodeJson.toFixed(0)} ms`,
    );
    bench.record(`arrow_share_of_json_time_${name}`, arrow / json, 'ratio');
    bench.record(`arrow_share_of_json_bytes_${name}`, bytes.length / text.length, 'ratio');
  }
  warehouse.close();
}
