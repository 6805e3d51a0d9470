import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { extractObjects } from '../../pipelines/demo/extract-files.ts';
import { writeDemo, type DemoReport } from '../../pipelines/demo/write-demo.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';

export interface BrokenRow {
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly rule: string;
  /** The line as it stands in the file. */
  readonly raw: Buffer;
}

export interface DemoWarehouse {
  readonly out: string;
  readonly report: DemoReport;
  readonly broken: readonly BrokenRow[];
  /** Good lines (headers left out) of all files. */
  readonly goodLines: number;
  readonly warehouse: Warehouse;
  close(): void;
}

/**
 * Writes a demo company, takes out exactly the lines which its truth calls broken (and mends the units, which are
 * genuine rows), and lets DuckDB read what is
 * left, strictly, one table of text columns an object: `order`, `orderLine` … with every version, and `order_now` …
 * with the newest one.
 */
export async function demoWarehouse(scale: number, seed?: number): Promise<DemoWarehouse> {
  const out = mkdtempSync(join(tmpdir(), 'tandem-demo-'));
  const report = writeDemo({ out, scale, ...(seed === undefined ? {} : { seed }) });
  const broken: BrokenRow[] = [];
  const bad = new Map<string, Map<number, Omit<BrokenRow, 'raw'>>>();
  for (const row of readFileSync(join(out, 'truth/broken_rows.csv'), 'utf8').trim().split('\n').slice(1)) {
    const [file = '', line = '', kind = '', rule = ''] = row.split(',');
    const lines = bad.get(file) ?? new Map<number, Omit<BrokenRow, 'raw'>>();
    bad.set(file, lines.set(Number(line), { file, line: Number(line), kind, rule }));
  }
  let goodLines = 0;
  for (const side of ['crm', 'erp']) {
    mkdirSync(join(out, 'clean', side), { recursive: true });
    for (const name of readdirSync(join(out, 'extracts', side))) {
      const lines = bad.get(`extracts/${side}/${name}`);
      const kept: Buffer[] = [];
      splitLines(readFileSync(join(out, 'extracts', side, name))).forEach((raw, index) => {
        const row = lines?.get(index + 1);
        if (row) broken.push({ ...row, raw });
        if (row?.kind === 'unit_spelled_otherwise')
          kept.push(Buffer.from(raw.toString().replace(',pcs.,', ',pcs,')));
        else if (!row) kept.push(raw);
      });
      goodLines += kept.length - 1;
      writeFileSync(join(out, 'clean', side, name), Buffer.concat(kept));
    }
  }
  const warehouse = await openWarehouse();
  for (const [table, object] of Object.entries(extractObjects)) {
    const key = object.side === 'crm' ? 'Id' : 'id';
    const cursor = object.side === 'crm' ? 'SystemModstamp' : 'write_date';
    const files = readdirSync(join(out, 'clean', object.side))
      .filter((name) => name === `${object.name}.csv` || name.startsWith(`${object.name}-`))
      .map((name) => `'${join(out, 'clean', object.side, name)}'`);
    if (files.length === 0) continue;
    await warehouse.run(
      `create table "${table}" as select * from read_csv([${files.join()}], all_varchar = true, header = true, strict_mode = true, delim = ',', quote = '"', escape = '"', nullstr = '')`,
    );
    await warehouse.run(
      `create view "${table}_now" as select * from "${table}" qualify row_number() over (partition by "${key}" order by "${cursor}" desc) = 1`,
    );
  }
  return {
    out,
    report,
    broken,
    goodLines,
    warehouse,
    close: () => {
      warehouse.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}

/** Lines with their line ends. */
function splitLines(bytes: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from);
    const to = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(from, to));
    from = to;
  }
  return lines;
}
