import type { Warehouse } from '../../src/warehouse/open.ts';
import { coreDdl } from '../support/core-ddl.ts';
import { buildRollups } from '../support/core-fixture.ts';

/**
 * Core tables of `lines` order lines over three years, by the engine alone: 6 regions and none, 4 channels and none,
 * 10 categories, 40,000 customers of one region and channel each, 4 lines an order, one invoice line and two backlog events a line. Gives the names of all tables.
 */
export async function synthesiseCore(warehouse: Warehouse, lines: number): Promise<string[]> {
  const day = (seed: number, of = 'i'): string =>
    `(date '2023-07-01' + (hash(${of}, ${seed}) % 1096)::integer)`;
  const pick = (names: readonly string[], seed: number, of = 'i'): string =>
    `list_value(${names.map((name) => (name === '' ? 'null' : `'${name}'`)).join(', ')})[1 + (hash(${of}, ${seed}) % ${names.length})::integer]`;
  const regions = ['East China', 'North China', 'South China', 'West China', 'Europe', 'North America', ''];
  const channels = ['Direct', 'Distributor', 'Web', 'Key Account', ''];
  const categories = Array.from({ length: 10 }, (_, at) => `Category ${at}`);
  const customer = (of: string): string => `(1 + hash(${of}, 3) % 40000)::integer`;
  const market = (of = 'i'): string =>
    `${pick(regions, 1, customer(of))} as region, ${pick(channels, 2, customer(of))} as channel, ${customer(of)} as customer_no`;
  const goods = `(1 + hash(i, 4) % 300)::integer as product_no, ${pick(categories, 4)} as category`;
  const source = `'erp' as _source, i::varchar as _source_key, 'batch' as _batch, i as _line`;
  const money = (seed: number): string => `((hash(i, ${seed}) % 10000000) / 10000)::decimal(18,4)`;
  const fill = async (table: string, select: string, sorted = 'date_on'): Promise<void> => {
    await warehouse.run(`create table ${table} (${coreDdl[table] ?? ''})`);
    await warehouse.run(`insert into ${table} by name select * from (${select}) order by ${sorted}`);
  };
  await fill(
    'dim_golden_customer',
    `select 'gc_' || i as golden_id, i::integer as customer_no, 'Customer ' || i as name, 'company' as kind, ${pick(regions, 1)} as region, ${pick(channels, 2)} as channel from range(40001) t(i)`,
    'customer_no',
  );
  await fill(
    'dim_product',
    `select i as product_key, 'erp|g' || i as product_id, i::integer as product_no, 'P-' || i as code, 'Product ' || i as name, true as is_current, true as is_listed from range(301) t(i)`,
    'product_no',
  );
  await fill(
    'dim_employee',
    `select 'erp|u' || i as employee_id, 'Seller ' || i as name from range(40) t(i)`,
    'employee_id',
  );
  await fill(
    'fct_sales_order_line',
    `select ${source}, ${market('i >> 2')}, 'erp|l' || i as order_line_id, 'erp|o' || (i >> 2) as order_id, 'SO' || (i >> 2) as order_number, ${day(5, 'i >> 2')} as ordered_on, ${day(5, 'i >> 2')} + 14 as promised_on, ${goods}, 'erp|u' || (i % 40) as salesperson_id, 'CNY' as currency, ${money(6)} as amount_base, ${money(7)} as cost_base, 'done' as status, hash(i, 8) % 50 = 0 as is_cancelled, true as is_due, hash(i, 9) % 10 < 8 as is_otif from range(${lines}) t(i)`,
    'ordered_on',
  );
  await fill(
    'fct_invoice_line',
    `select *, amount_base - cost_base as margin_base from (select ${source}, ${market('i >> 2')}, 'erp|i' || i as invoice_line_id, 'erp|v' || (i >> 2) as invoice_id, ${day(5, 'i >> 2')} + 20 as issued_on, ${goods}, 'CNY' as currency, ${money(6)} as amount_base, ${money(7)} as cost_base from range(${lines}) t(i))`,
    'issued_on',
  );
  const part = (share: number): string => `range(${Math.ceil(lines / share)}) t(i)`;
  await fill(
    'mart_backlog_event',
    `select ${source}, ${market()}, ${day(11)} as date_on, ${pick(categories, 4)} as category, 'erp|l' || (i >> 1) as order_line_id, case when i % 2 = 0 then ${money(6)} else -${money(6)} end as delta_base from range(${2 * lines}) t(i)`,
  );
  await fill(
    'mart_receivable_event',
    `select ${source}, ${market()}, ${day(12)} as date_on, 'erp|v' || (i >> 1) as invoice_id, ${money(6)} as delta_base, ${money(7)} as overdue_delta_base from ${part(2)}`,
  );
  await fill(
    'mart_inventory_event',
    `select ${day(13)} as date_on, ${goods}, ${money(6)} as delta_base from ${part(2)}`,
  );
  await fill(
    'mart_pipeline_event',
    `select ${source}, ${market()}, ${day(14)} as date_on, 'crm|p' || (i >> 1) as opportunity_id, ${pick(['Prospecting', 'Qualification', 'Proposal', 'Negotiation'], 15)} as stage, ${money(6)} as delta_base, ${money(7)} as weighted_delta_base from ${part(40)}`,
  );
  await fill(
    'mart_pipeline_line_event',
    `select *, ('0x' || substr(md5(opportunity_id), 1, 4))::integer % 300 + 1 as product_no, 1 as delta_quantity from mart_pipeline_event`,
  );
  await fill(
    'mart_case_event',
    `select ${source}, ${market()}, ${day(16)} as date_on, 'crm|s' || (i >> 1) as case_id, (1 - 2 * (i % 2))::integer as delta_open from ${part(100)}`,
  );
  await fill(
    'mart_customer_event',
    `select ${source}, ${market()}, ${day(17)} as date_on, ${pick(['new', 'lost', 'returned'], 18)} as kind, 1 as delta from ${part(100)}`,
  );
  await fill(
    'fct_opportunity',
    `select ${source}, ${market()}, 'crm|p' || i as opportunity_id, ${day(19)} as closed_on, true as is_closed, i % 3 = 0 as is_won, ${money(6)} as amount_base from ${part(50)}`,
    'closed_on',
  );
  await fill(
    'fct_stock_snapshot',
    `select date '2023-07-01' + (i // 600)::integer as date_on, (1 + i % 300)::integer as product_no, ${pick(categories, 4, 'i % 300')} as category, 'erp|w' || (i // 300 % 2) as location_id, hash(i, 20) % 30 = 0 as is_stock_out from range(${600 * 1096}) t(i)`,
  );
  const base = [
    'dim_golden_customer',
    'dim_product',
    'dim_employee',
    'fct_sales_order_line',
    'fct_invoice_line',
    'mart_backlog_event',
    'mart_receivable_event',
    'mart_inventory_event',
    'mart_pipeline_event',
    'mart_pipeline_line_event',
    'mart_case_event',
    'mart_customer_event',
    'fct_opportunity',
    'fct_stock_snapshot',
  ];
  return [...base, ...(await buildRollups(warehouse))];
}
