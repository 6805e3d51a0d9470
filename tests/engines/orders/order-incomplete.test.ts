import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { repositoryPaths } from '../../../pipelines/publish/repository-paths.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { often } from '../../support/thorough.ts';

interface Judged {
  readonly is_incomplete: boolean;
  readonly missing: number | null;
}

const model = readFileSync(join(repositoryPaths.models, 'core/fct_sales_order.sql'), 'utf8');
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ threads: 1 });
  await warehouse.run(`
    create table int_sales_order (_source varchar, source_key varchar, number varchar, customer_key varchar, ordered_on date,
      requested_on date, promised_on date, status varchar, currency varchar, channel varchar, salesperson_key varchar,
      opportunity_ref varchar, customer_po varchar, total decimal(18,4), _modified_at timestamp, _batch varchar, _line bigint);
    create table fct_sales_order_line (order_id varchar, amount decimal(18,4), amount_base decimal(18,4), promised_on date, is_cancelled boolean);
    create table dim_customer (customer_id varchar, customer_no integer, region varchar, channel varchar, valid_from date, valid_to date);
    create table dim_currency_rate (currency varchar, date_on date, rate decimal(20,8));
    create table ref_channels (alias varchar, channel varchar);
    create table config as select 'UTC' as time_zone`);
});
afterAll(() => warehouse.close());

/** What the model says of orders, each with its own total and the amounts of its accepted lines. */
async function judged(
  orders: readonly { readonly total: number; readonly lines: readonly number[] }[],
): Promise<Judged[]> {
  const given = literal(JSON.stringify(orders.map((order, at) => ({ ...order, no: at }))));
  await warehouse.run(`delete from int_sales_order; delete from fct_sales_order_line;
    create or replace temp table given as
      select unnest(from_json(${given}, '[{"no": "integer", "total": "decimal(18,4)", "lines": ["decimal(18,4)"]}]'), max_depth := 2);
    insert into int_sales_order by name
      select 'src' as _source, no::varchar as source_key, total, 'confirmed' as status, date '2026-01-05' as ordered_on from given;
    insert into fct_sales_order_line by name
      select 'src|' || no as order_id, unnest(lines) as amount, false as is_cancelled from given`);
  return warehouse.rows<Judged & Record<string, unknown>>(
    `select is_incomplete, missing_amount::double as missing from (${model}) order by _source_key::integer`,
  );
}

/** An order as an ERP keeps it: lines rounded one by one to the unit of its currency, the total their sum or rounded once. */
const order = fc
  .record({
    unit: fc.constantFrom(0.01, 1),
    exact: fc.array(fc.integer({ min: 1, max: 90_000_000 }), { minLength: 1, maxLength: 30 }),
    isRoundedOnce: fc.boolean(),
    without: fc.nat(),
  })
  .map(({ unit, exact, isRoundedOnce, without }) => {
    const rounded = (value: number): number => Math.round(value / 10_000 / unit);
    const lines = exact.map(rounded);
    const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
    const total = isRoundedOnce ? rounded(sum(exact)) : sum(lines);
    const money = (units: number): number => Number((units * unit).toFixed(2));
    const missing = without % lines.length;
    return {
      whole: { total: money(total), lines: lines.map(money) },
      part: { total: money(total), lines: lines.filter((_, at) => at !== missing).map(money) },
      missing: money(lines[missing] ?? 0),
      rounding: (unit / 2) * (lines.length + 1),
    };
  });

it('[ORD-4] an order whose lines all came in is never incomplete, one that lacks a line of some worth always, by that worth', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(order, { minLength: 50, maxLength: 200 }), async (orders) => {
      for (const { is_incomplete: isIncomplete } of await judged(orders.map(({ whole }) => whole)))
        expect(isIncomplete).toBe(false);
      const told = await judged(orders.map(({ part }) => part));
      orders.forEach(({ part, missing, rounding }, at) => {
        const one = told[at];
        if (missing > part.lines.length + 2) expect(one?.is_incomplete, JSON.stringify(part)).toBe(true);
        if (one?.is_incomplete)
          expect(Math.abs((one.missing ?? 0) - missing)).toBeLessThanOrEqual(rounding + 1e-9);
      });
    }),
    { numRuns: often(60, 5) },
  );
});
