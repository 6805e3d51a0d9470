import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runWorkspace, type RunReport } from '../../../pipelines/run.ts';
import { openWorkspace } from '../../../pipelines/workspace.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { reorderedExtracts } from '../../support/reordered-extracts.ts';
import { type SharedDemo, sharedDemo } from '../../support/shared-demo.ts';
import { longTest } from '../../support/thorough.ts';

let dir: string;
let demo: SharedDemo;
let warehouse: Warehouse;

/** Attaches the generation that a run of the workspace in `at` published. */
async function attach(at: string, name: string, { generation = '' }: RunReport): Promise<void> {
  const file = generationFile(openWorkspace(at).paths.warehouse, generation);
  await warehouse.run(`attach ${literal(file)} as ${name} (read_only)`);
}

const none = async (sql: string): Promise<void> => {
  expect(await warehouse.rows(`${sql} limit 5`)).toEqual([]);
};

const value = async (sql: string): Promise<unknown> => Object.values((await warehouse.rows(sql))[0] ?? {})[0];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'tandem-totals-'));
  demo = await sharedDemo(0.05);
  warehouse = await openWarehouse();
  await attach(demo.dir, 'a', demo.report);
  await warehouse.run(`use a.main`);
  await warehouse.run(`create table memory.main.truth as from read_csv(${literal(join(demo.dir, 'truth/totals.csv'))},
    types = {'amount': 'decimal(18,4)', 'amount_cny': 'decimal(18,4)', 'quantity': 'decimal(18,4)'})`);
});

afterAll(() => {
  warehouse.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Truth and facts by measure, month and currency; what is not the same in both, to the last digit. */
const difference = (measure: string, truth: string, facts: string): string =>
  `
  (select 'truth' as side, * from (${truth}) except all select 'truth', * from (${facts}))
  union all
  (select 'facts', * from (${facts}) except all select 'facts', * from (${truth}))
  order by all`.replaceAll('$measure', measure);

const truthOf = (measure: string, states: string, amount = 'sum(amount)', base = 'sum(amount_cny)'): string =>
  `select month, currency, sum(n_rows)::bigint as n, ${amount} as amount, ${base} as base
   from memory.main.truth where measure = '${measure}' and state in (${states}) group by all`;

const factsOf = (day: string, from: string, sign = ''): string =>
  `select strftime(${day}, '%Y-%m') as month, currency, count(*)::bigint as n,
     ${sign}sum(amount) as amount, ${sign}sum(amount_base) as base from ${from} group by all`;

describe('totals of the core against the truth of the demo company', () => {
  it.each([
    [
      '[ORD-1] booked order lines',
      'order_line',
      `'sale', 'done'`,
      factsOf('ordered_on', 'fct_sales_order_line where is_booked'),
    ],
    [
      '[ORD-2] cancelled order lines',
      'order_line',
      `'cancel'`,
      factsOf('ordered_on', 'fct_sales_order_line where is_cancelled'),
    ],
    [
      '[ORD-2] quotations',
      'order_line',
      `'draft', 'sent'`,
      factsOf('ordered_on', `fct_sales_order_line where status in ('draft', 'quotation')`),
    ],
    [
      '[REV-1] invoices',
      'invoice_line',
      `'posted'`,
      factsOf('issued_on', `fct_invoice_line where kind = 'invoice'`),
    ],
    [
      '[REV-3] credit notes',
      'credit_note_line',
      `'posted'`,
      factsOf('issued_on', `fct_invoice_line where kind = 'credit_note'`, '-'),
    ],
    ['[AR-1] payments', 'payment', `'posted'`, factsOf('paid_on', 'fct_payment where amount > 0')],
    [
      '[AR-2] payments back',
      'refund_payment',
      `'posted'`,
      factsOf('paid_on', 'fct_payment where amount < 0', '-'),
    ],
  ])(
    '%s are true by month and currency, in rows, amount and base amount',
    async (_title, measure, states, facts) => {
      expect(Number(await value(`select count(*) from (${facts})`))).toBeGreaterThan(10);
      await none(difference(measure, truthOf(measure, states), facts));
    },
  );

  it('keeps every row on a known customer and product: none of the money is on the unknown members', async () => {
    expect(demo.report.outcome).toBe('published');
    for (const fact of ['fct_sales_order_line', 'fct_invoice_line'])
      expect(await value(`select count(*)::int from ${fact} where customer_no = 0 or product_no = 0`)).toBe(
        0,
      );
    for (const fact of [
      'fct_sales_order_line',
      'fct_invoice_line',
      'fct_invoice',
      'fct_payment',
      'fct_opportunity',
    ])
      expect(await value(`select count(*)::int from ${fact} where is_rate_missing`)).toBe(0);
  });

  it('[ORD-4] calls exactly those orders incomplete that have rejected lines, by what these are worth', async () => {
    const lines = literal(join(demo.dir, 'extracts/erp/sale.order.line-2026-06.csv'));
    const rejected = `select 'erp|' || "order_id/id" as order_id, sum("price_subtotal"::decimal(18,4)) as amount
      from read_csv(${lines}, all_varchar = true, ignore_errors = true, header = true)
      where "product_uom/name" = 'pcs.' and 'erp|' || id not in (select order_line_id from fct_sales_order_line) group by all`;
    const incomplete = `select order_id, missing_amount as amount from fct_sales_order where is_incomplete`;
    expect(Number(await value(`select count(*) from (${rejected})`))).toBeGreaterThan(5);
    await none(`(from (${rejected}) except all from (${incomplete}))
      union all (from (${incomplete}) except all from (${rejected}))`);
    expect(await value(`select count(*)::int from fct_sales_order where stated_amount is null`)).toBe(0);
  });

  it('[CUST-6] [CUST-7] places every customer in a region and a channel', async () => {
    await none(`select * from dim_customer where customer_no <> 0 and (region is null or channel is null)`);
    expect(Number(await value(`select count(distinct region) from dim_customer`))).toBeGreaterThanOrEqual(6);
    expect(await value(`select count(distinct channel)::int from dim_customer`)).toBe(4);
  });

  it('[STOCK-3] opening stock and movements give what the source counted', async () => {
    expect(
      await warehouse.rows(`select rule from meta_check where model = 'fct_stock_snapshot' and not ok`),
    ).toEqual([]);
    expect(Number(await value(`select count(*) from fct_stock_snapshot`))).toBeGreaterThan(1000);
  });
});

describe('versions', () => {
  it.each(['customer', 'product'])(
    '[SCD-2] of each %s follow each other and one is current',
    async (name) => {
      const table = `dim_${name}`;
      const id = `${name}_id`;
      expect(Number(await value(`select count(*) from ${table} where not is_current`))).toBeGreaterThan(0);
      await none(`select ${id} from ${table} group by all
      having count(*) filter (where is_current) <> 1 or min(valid_from) <> date '1900-01-01' or max(valid_to) <> date '9999-12-31'
        or sum(valid_to - valid_from) <> date '9999-12-31' - date '1900-01-01'`);
    },
  );

  it('[SCD-5] every order line names the version of its customer and product that was valid on its day', async () => {
    await none(`select l.order_line_id from fct_sales_order_line as l
      inner join dim_customer as c using (customer_key) inner join dim_product as p using (product_key)
      where l.ordered_on < c.valid_from or l.ordered_on >= c.valid_to
        or l.ordered_on < p.valid_from or l.ordered_on >= p.valid_to
        or l.region is distinct from c.region or l.category is distinct from p.category`);
  });
});

describe('balances', () => {
  it('[BACKLOG-2] leave nothing of a line that was shipped in full', async () => {
    await none(`select order_line_id from mart_backlog_event inner join fct_sales_order_line using (order_line_id)
      where qty_shipped >= quantity group by all having sum(delta_base) <> 0`);
  });

  it('[AR-5] are overdue by what the invoices past their day have open', async () => {
    await none(`select invoice_id from mart_receivable_event cross join config
      inner join fct_invoice using (invoice_id)
      group by invoice_id, open_base, fct_invoice.kind, due_on, as_of
      having sum(overdue_delta_base) filter (where date_on <= as_of)
        <> case when fct_invoice.kind = 'invoice' and due_on < as_of then open_base else 0 end`);
  });

  it('[PIPE-2] hold exactly the open opportunities', async () => {
    await none(`select opportunity_id from fct_opportunity left join mart_pipeline_event using (opportunity_id)
      group by opportunity_id, is_closed having is_closed and coalesce(sum(delta_base), 0) <> 0`);
    expect(Number(await value(`select sum(delta_base)::double from mart_pipeline_event`))).toBeGreaterThan(0);
  });
});

longTest(
  'the order of the input does not matter: reversed and split files give the same models, row for row',
  async () => {
    reorderedExtracts(join(demo.dir, 'extracts'), join(dir, 'b/extracts'), (name) =>
      /order\.line|account\.move\.line/.test(name),
    );
    copyFileSync(join(demo.dir, 'tandem.yaml'), join(dir, 'b/tandem.yaml'));
    await attach(join(dir, 'b'), 'b', await runWorkspace(openWorkspace(join(dir, 'b'))));
    const tables = await warehouse.rows<{ name: string; columns: string }>(`
      select table_name as name, string_agg('"' || column_name || '"', ', ' order by column_index) as columns
      from duckdb_columns()
      where database_name = 'a' and regexp_matches(table_name, '^(dim|fct|bridge|mart)_')
        and column_name not in ('_batch', '_line')
      group by all order by all`);
    expect(tables.length).toBeGreaterThan(25);
    for (const { name, columns } of tables) {
      const fingerprint = (catalog: string): Promise<unknown> =>
        warehouse.rows(
          `select count(*)::int as n, sum(hash(${columns}))::varchar as hash from ${catalog}.main.${name}`,
        );
      expect({ name, rows: await fingerprint('b') }).toEqual({ name, rows: await fingerprint('a') });
    }
  },
);
