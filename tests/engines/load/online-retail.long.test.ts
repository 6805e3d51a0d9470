import { cpSync, copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorkspace, type RunReport } from '../../../pipelines/run.ts';
import { openWorkspace, type Workspace } from '../../../pipelines/workspace.ts';
import { querySchema } from '../../../src/contract/query.ts';
import { compileQuery } from '../../../src/metrics/compile.ts';
import { rowPolicy } from '../../../src/metrics/policy.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { partAvailable, sharedDirectory } from '../../support/parts.ts';

const file = 'data/customers/online_retail_ii.parquet';
const original = join(sharedDirectory, file);

/** The rows that are sales, straight from the file: the rules of the workspace's SQL written once more, by hand. */
const sales = `
  (select distinct invoice, upper(trim(stock_code)) as code, trim(description) as description, quantity, invoice_ts, price::decimal(18,4) as price, customer_id, country
   from read_parquet(${literal(original)})
   where price >= 0 and (left(invoice, 1) = 'C') = (quantity < 0)
     and coalesce(upper(trim(stock_code)), '') not in ('BANK CHARGES', 'AMAZONFEE', 'ADJUST', 'ADJUST2', 'B', 'S', 'TEST001', 'TEST002'))`;

describe.skipIf(!partAvailable('shared-data', file))(
  'a system of one’s own, by YAML and SQL alone: Online Retail II',
  () => {
    let folder: string;
    let workspace: Workspace;
    let report: RunReport;
    let warehouse: Warehouse;
    let direct: Warehouse;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'tandem-retail-'));
      cpSync(resolve(import.meta.dirname, '../../support/workspaces/online-retail'), folder, {
        recursive: true,
      });
      mkdirSync(join(folder, 'extracts'));
      copyFileSync(original, join(folder, 'extracts', 'online_retail_ii.parquet'));
      workspace = openWorkspace(folder);
      report = await runWorkspace(workspace);
      warehouse = await openWarehouse({
        path: generationFile(workspace.paths.warehouse, report.generation ?? ''),
        readOnly: true,
      });
      direct = await openWarehouse();
    });
    afterAll(() => {
      for (const opened of [warehouse, direct] as (Warehouse | undefined)[]) opened?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    const one = async (from: Warehouse, sql: string): Promise<Record<string, unknown>> =>
      (await from.rows(sql))[0] ?? {};

    it('needs no TypeScript', () => {
      const names = readdirSync(join(folder, 'systems', 'online_retail'));
      expect(names.filter((name) => !/\.(sql|yaml)$/.test(name))).toEqual([]);
      expect(report.outcome).toBe('published');
    });

    it('every row of the file is accounted for: new, repeated or set aside with its reason', async () => {
      const counted = await one(
        warehouse,
        `select n_rows::integer as n_rows, n_new::integer as n_new, n_unchanged::integer as n_unchanged, n_rejected::integer as n_rejected from etl_batch`,
      );
      const expected = await one(
        direct,
        `select count(*)::integer as n_rows,
         (count(*) filter (price < 0))::integer as n_rejected,
         (select count(*) from (select distinct invoice, trim(stock_code), trim(description), quantity, invoice_ts, price, customer_id, country from read_parquet(${literal(original)}) where price >= 0))::integer as n_new
       from read_parquet(${literal(original)})`,
      );
      const repeats = Number(expected.n_rows) - Number(expected.n_new) - Number(expected.n_rejected);
      expect(repeats).toBeGreaterThan(10_000);
      expect(counted).toEqual({ ...expected, n_unchanged: repeats });
      expect(
        await warehouse.rows(
          `select rule, column_name, count(*)::integer as n from etl_quarantine group by all`,
        ),
      ).toEqual([{ rule: 'negative_not_allowed', column_name: 'price', n: 3 }]);
    });

    it('sales, credit notes and their lines equal the file to the cent', async () => {
      const shape = `count(*)::integer as lines, count(distinct invoice)::integer as invoices, sum(quantity)::double as quantity, round(sum(quantity * price), 2)::double as amount`;
      for (const [kind, credit] of [
        ['invoice', false],
        ['credit_note', true],
      ] as const)
        expect(
          await one(
            warehouse,
            `select count(*)::integer as lines, count(distinct invoice_id)::integer as invoices, sum(quantity)::double as quantity, round(sum(amount_base), 2)::double as amount from fct_invoice_line where kind = '${kind}'`,
          ),
        ).toEqual(
          await one(
            direct,
            `select ${shape} from ${sales} where (left(invoice, 1) = 'C') = ${String(credit)}`,
          ),
        );
      expect(
        await one(
          warehouse,
          `select count(*)::integer as lines, round(sum(amount_base), 2)::double as amount from fct_sales_order_line`,
        ),
      ).toEqual(
        await one(
          direct,
          `select count(*)::integer as lines, round(sum(quantity * price), 2)::double as amount from ${sales} where left(invoice, 1) <> 'C'`,
        ),
      );
    });

    it('lines without a customer belong to the unknown customer and are still counted', async () => {
      expect(
        await one(
          warehouse,
          `select count(*)::integer as lines, round(sum(amount_base), 2)::double as amount from fct_invoice_line where customer_no = 0`,
        ),
      ).toEqual(
        await one(
          direct,
          `select count(*)::integer as lines, round(sum(quantity * price), 2)::double as amount from ${sales} where customer_id is null`,
        ),
      );
      expect(
        await one(warehouse, `select count(*)::integer as n from dim_customer where customer_no <> 0`),
      ).toEqual(
        await one(
          direct,
          `select count(distinct customer_id)::integer as n from read_parquet(${literal(original)})`,
        ),
      );
    });

    it('postage and manual charges are told apart from goods', async () => {
      expect(
        await warehouse.rows(
          `select coalesce(category, 'unknown') as category, count(*)::integer as lines from fct_invoice_line group by 1 order by 1`,
        ),
      ).toEqual(
        await direct.rows(
          `select case when code is null then 'unknown' when code in ('POST', 'DOT', 'C2', 'C3', 'M', 'D', 'CRUK') then 'Charges' else 'Goods' end as category, count(*)::integer as lines from ${sales} group by 1 order by 1`,
        ),
      );
    });

    it('the metrics revenue and active customers answer for it', async () => {
      const policy = rowPolicy({ userId: 'test', roles: ['executive'], scope: {} });
      const tables = await warehouse.rows<{ name: string }>(`select table_name as name from duckdb_tables()`);
      const query = querySchema.parse({
        metrics: ['revenue', 'active_customers'],
        dimensions: ['date.month'],
        window: { from: '2011-01-01', to: '2011-07-01' },
        order: [{ by: 'date.month', direction: 'asc' }],
      });
      const compiled = compileQuery(query, policy, {
        asOf: '2011-12-09',
        generationTables: tables.map(({ name }) => name),
      });
      const answered = await warehouse.rows(compiled.sql, compiled.parameters);
      const expected = await direct.rows<{ revenue: number; customers: number }>(
        `select round(sum(quantity * price), 2)::double as revenue, (count(distinct customer_id) filter (left(invoice, 1) <> 'C'))::integer as customers
       from ${sales} where invoice_ts >= '2011-01-01' and invoice_ts < '2011-07-01' group by date_trunc('month', invoice_ts) order by date_trunc('month', invoice_ts)`,
      );
      expect(answered.map((row) => [Number(row.revenue).toFixed(2), Number(row.active_customers)])).toEqual(
        expected.map((row) => [row.revenue.toFixed(2), row.customers]),
      );
      expect(answered).toHaveLength(6);
    });

    it('the same file again changes nothing', async () => {
      const again = await runWorkspace(workspace);
      expect([again.outcome, again.generation]).toEqual(['unchanged', report.generation]);
    });
  },
);
