import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWorkspace } from '../../pipelines/load/load-workspace.ts';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';
import { literal } from '../../src/warehouse/quote.ts';
import type { Bench } from './run.ts';

/** `LOAD_BENCH_ROWS=1000000` for a quick look; `LOAD_BENCH_DIR` for another disk. */
const rows = Number(process.env.LOAD_BENCH_ROWS ?? 10_000_000);
const rounds = Number(process.env.LOAD_BENCH_ROUNDS ?? 3);

const systemYaml = `
system: bench
role: erp
format: { type: csv, decimal: '.', dates: ['YYYY-MM-DD'], timestamps: ['YYYY-MM-DD HH:mm:ss'] }
objects:
  sale_order_line:
    files: ['sale.order.line*.csv']
    key: [id]
    cursor: write_date
    columns:
      id: { type: id, sentinels: ['0', 'N/A'] }
      order_id: { header: order_id/id, type: id, required: true }
      sequence: { type: integer }
      product_id: { header: product_id/id, type: id, required: true }
      product_uom_qty: { type: 'decimal(18,4)', required: true, min: 0 }
      product_uom: { header: product_uom/name, type: text }
      price_unit: { type: 'decimal(18,4)', required: true, min: 0 }
      discount: { type: 'decimal(18,4)', min: 0, max: 100 }
      price_subtotal: { type: 'decimal(18,4)', required: true }
      state: { type: text, required: true, values: [draft, sent, sale, done, cancel] }
      promised_date: { type: date, not_before: 2000-01-01 }
      write_date: { type: timestamp, required: true }
`;

/** Order lines in the shape of Odoo's export; one row in a hundred is broken, in eight ways. */
const linesSql = (n: number) => `
  select
    case when b = 1 then '0' when b = 2 then '' else '__export__.sale_order_line_' || i end as id,
    '__export__.sale_order_' || (i // 5) as order_id, (i % 5 + 1) * 10 as sequence,
    '__export__.product_product_' || (hash(i) % 300) as product_id,
    case when b = 3 then '-3' when b = 4 then '1,234' else ((hash(i + 1) % 100 + 1)::decimal(18,2))::varchar end as quantity,
    'Units' as uom, ((hash(i + 2) % 100000) / 100)::decimal(18,4) as price, (hash(i) % 20)::decimal(5,2) as discount,
    case when b = 5 then 'n.a.' else (((hash(i + 2) % 1000000) / 100)::decimal(18,4))::varchar end as subtotal,
    case when b = 6 then 'bogus' else 'sale' end as state,
    case when b = 7 then '2024-13-45' else ((date '2023-07-01' + (hash(i) % 1000)::int))::varchar end as promised,
    strftime(timestamp '2023-07-01' + interval (hash(i + 7) % 90000000) second, '%Y-%m-%d %H:%M:%S') || case when b = 8 then ',extra' else '' end as written
  from (select i, case when hash(i + 11) % 100 = 0 then hash(i + 13) % 8 + 1 else 0 end as b from range(${n}) as t(i))`;

async function writeLines(file: string): Promise<void> {
  const warehouse = await openWarehouse();
  const header =
    'id,order_id/id,sequence,product_id/id,product_uom_qty,product_uom/name,price_unit,discount,price_subtotal,state,promised_date,write_date';
  const cells = [
    'id',
    'order_id',
    'sequence',
    'product_id',
    `case when contains(quantity, ',') then '"' || quantity || '"' else quantity end`,
    'uom',
    'price',
    'discount',
    'subtotal',
    'state',
    'promised',
    'written',
  ];
  const record = cells.map((cell) => `(${cell})::varchar`).join(` || ',' || `);
  await warehouse.run(
    `copy (select ${literal(header)} as line union all select ${record} from (${linesSql(rows)})) to ${literal(file)} (format csv, header false, delimiter '\x01', quote '', escape '')`,
  );
  warehouse.close();
}

const types = [
  'VARCHAR',
  'VARCHAR',
  'BIGINT',
  'VARCHAR',
  'DECIMAL(18,4)',
  'VARCHAR',
  'DECIMAL(18,4)',
  'DECIMAL(18,4)',
  'DECIMAL(18,4)',
  'VARCHAR',
  'DATE',
  'TIMESTAMP',
];

/** DuckDB's own typed read of the same file into a table, broken rows skipped: the floor. */
async function floor(file: string): Promise<Cost> {
  const warehouse = await openWarehouse();
  const columns = types.map((type, at) => `'c${at}': '${type}'`).join(', ');
  const spent = meter();
  await warehouse.run(
    `create table t as select * from read_csv(${literal(file)}, columns = {${columns}}, header = true, auto_detect = false, ignore_errors = true)`,
  );
  const cost = spent();
  warehouse.close();
  return cost;
}

interface Cost {
  readonly seconds: number;
  /** Processor time of all threads: comparable on a busy machine, where elapsed time is not. */
  readonly cpu: number;
}

function meter(): () => Cost {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
  };
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

export default async function load(bench: Bench): Promise<void> {
  const dir = mkdtempSync(join(process.env.LOAD_BENCH_DIR ?? tmpdir(), 'tandem-bench-load-'));
  const size = rows >= 10_000_000 ? '10m' : `${rows}`;
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  try {
    mkdirSync(join(dir, 'systems', 'bench'), { recursive: true });
    mkdirSync(join(dir, 'extracts'));
    writeFileSync(
      join(dir, 'tandem.yaml'),
      'name: Bench\nsources:\n  - { id: erp, system: bench, path: extracts }\n',
    );
    writeFileSync(join(dir, 'systems', 'bench', 'system.yaml'), systemYaml);
    const file = join(dir, 'extracts', 'sale.order.line.csv');
    await writeLines(file);
    bench.note(
      `${rows.toLocaleString('en')} order lines, ${(statSync(file).size / 1e6).toFixed(0)} MB, 1 % broken`,
    );
    const floors: Cost[] = [];
    const loads: Cost[] = [];
    await floor(file);
    for (let round = 0; round < rounds; round++) {
      floors.push(await floor(file));
      rmSync(join(dir, 'lake'), { recursive: true, force: true });
      const spent = meter();
      const report = await loadWorkspace(openWorkspace(dir));
      loads.push(spent());
      const [done] = report.files;
      bench.note(
        `floor ${(floors.at(-1)?.seconds ?? 0).toFixed(2)} s, load ${(loads.at(-1)?.seconds ?? 0).toFixed(2)} s: ${done?.new ?? 0} new, ${done?.rejected ?? 0} rejected`,
      );
    }
    const again = performance.now();
    await loadWorkspace(openWorkspace(dir));
    bench.record(`load_same_file_${size}`, (performance.now() - again) / 1000, 's');
    bench.record(`load_floor_${size}`, median(floors.map((one) => one.seconds)), 's');
    bench.record(`load_seconds_${size}`, median(loads.map((one) => one.seconds)), 's');
    const ratio = (of: 'seconds' | 'cpu') =>
      median(loads.map((load, at) => load[of] / (floors[at]?.[of] ?? NaN)));
    bench.record(`load_ratio_${size}`, ratio('seconds'), '×');
    bench.record(`load_cpu_ratio_${size}`, ratio('cpu'), '×');
    bench.record(`load_peak_rss_${size}`, peak / 1e6, 'MB');
  } finally {
    clearInterval(watch);
    rmSync(dir, { recursive: true, force: true });
  }
}
