import type { DimensionId } from './dimension-definitions.ts';
import type { FactId } from './fact-definitions.ts';
import type { MeasureId } from './measure-definitions.ts';

/**
 * A table that answers for a fact: one row a date and member of its dimensions, dated `date_on`.
 * Proven equal to the base to the cent by tests/engines/metrics/metrics-rollup.test.ts.
 */
export interface RollupDefinition {
  readonly table: string;
  readonly fact: FactId;
  /** `month`: dated on the first of each month, so it answers only for bounds that are firsts of a month. */
  readonly grain: 'day' | 'month';
  /** Always with region and channel: the row policy needs them. */
  readonly dimensions: readonly DimensionId[];
  /** The column of each measure. */
  readonly measures: Readonly<Partial<Record<MeasureId, string>>>;
  /** How its rows are put together: added up (left out), counted as distinct values, or joined as bitmaps of numbers. */
  readonly holds?: 'distinct' | 'bitmap';
}

const market: readonly DimensionId[] = ['region', 'channel'];
const goods: readonly DimensionId[] = [...market, 'category'];
const invoice = { revenue: 'amount_base', cost: 'cost_base', margin: 'margin_base' };
const promise = { due_lines: 'due_lines', otif_lines: 'otif_lines' };
const receivable = { receivables: 'delta_base', overdue: 'overdue_delta_base' };

/** Smallest first: the first that fits answers. */
export const rollupDefinitions: readonly RollupDefinition[] = [
  { table: 'rollup_invoice_day', fact: 'invoice', grain: 'day', dimensions: market, measures: invoice },
  { table: 'rollup_invoice_month', fact: 'invoice', grain: 'month', dimensions: goods, measures: invoice },
  {
    table: 'rollup_invoice_product_month',
    fact: 'invoice',
    grain: 'month',
    dimensions: [...market, 'product'],
    measures: invoice,
  },
  {
    table: 'rollup_invoice_customer_month',
    fact: 'invoice',
    grain: 'month',
    dimensions: [...market, 'customer'],
    measures: invoice,
  },
  {
    table: 'rollup_invoice_customer_day',
    fact: 'invoice',
    grain: 'day',
    dimensions: [...market, 'customer'],
    measures: invoice,
  },
  {
    table: 'rollup_intake_day',
    fact: 'intake',
    grain: 'day',
    dimensions: market,
    measures: { intake: 'amount_base', orders: 'orders' },
  },
  {
    table: 'rollup_intake_month',
    fact: 'intake',
    grain: 'month',
    dimensions: goods,
    measures: { intake: 'amount_base' },
  },
  {
    table: 'rollup_buyers_month',
    fact: 'buyer',
    grain: 'month',
    dimensions: market,
    measures: { buyers: 'buyers' },
    holds: 'bitmap',
  },
  {
    table: 'rollup_buyers_day',
    fact: 'buyer',
    grain: 'day',
    dimensions: [...market, 'customer'],
    measures: { buyers: 'customer_no' },
    holds: 'distinct',
  },
  { table: 'rollup_promise_day', fact: 'promise', grain: 'day', dimensions: market, measures: promise },
  { table: 'rollup_promise_month', fact: 'promise', grain: 'month', dimensions: goods, measures: promise },
  {
    table: 'rollup_backlog_day',
    fact: 'backlog',
    grain: 'day',
    dimensions: market,
    measures: { backlog: 'delta_base' },
  },
  {
    table: 'rollup_backlog_month',
    fact: 'backlog',
    grain: 'month',
    dimensions: goods,
    measures: { backlog: 'delta_base' },
  },
  {
    table: 'rollup_receivable_day',
    fact: 'receivable',
    grain: 'day',
    dimensions: market,
    measures: receivable,
  },
  {
    table: 'rollup_inventory_day',
    fact: 'inventory',
    grain: 'day',
    dimensions: goods,
    measures: { inventory: 'delta_base', inventory_before: 'delta_base' },
  },
  {
    table: 'rollup_pipeline_day',
    fact: 'pipeline',
    grain: 'day',
    dimensions: [...market, 'stage'],
    measures: { pipeline: 'delta_base', weighted_pipeline: 'weighted_delta_base' },
  },
  {
    table: 'rollup_opportunity_day',
    fact: 'closed_opportunity',
    grain: 'day',
    dimensions: market,
    measures: { closed: 'closed', won: 'won' },
  },
  {
    table: 'rollup_case_day',
    fact: 'case',
    grain: 'day',
    dimensions: market,
    measures: { open_cases: 'delta_open' },
  },
  {
    table: 'rollup_customer_day',
    fact: 'customer_event',
    grain: 'day',
    dimensions: market,
    measures: { new_customers: 'new_customers', lost_customers: 'lost_customers' },
  },
  {
    table: 'rollup_stock_day',
    fact: 'stock',
    grain: 'day',
    dimensions: goods,
    measures: { stock_out_days: 'stock_out_days' },
  },
];
