import type { Role } from '../contract/roles.ts';
import type { Formula } from './formula.ts';

export type MetricId =
  | 'revenue'
  | 'gross_margin'
  | 'gross_margin_rate'
  | 'order_intake'
  | 'orders'
  | 'average_order_value'
  | 'backlog'
  | 'otif_rate'
  | 'inventory_value'
  | 'inventory_turns'
  | 'days_sales_outstanding'
  | 'receivables'
  | 'overdue_receivables'
  | 'active_customers'
  | 'new_customers'
  | 'lost_customers'
  | 'pipeline_value'
  | 'weighted_pipeline'
  | 'pipeline_coverage'
  | 'win_rate'
  | 'open_cases'
  | 'stock_out_days'
  | 'revenue_at_risk'
  | 'known_customers'
  | 'one_system_customers'
  | 'pipeline_quantity'
  | 'open_order_quantity'
  | 'stock_quantity'
  | 'free_stock'
  | 'stock_after_pipeline'
  | 'sold_quantity';

export interface MetricDefinition {
  readonly id: MetricId;
  readonly kind: 'flow' | 'balance' | 'distinct' | 'ratio';
  readonly unit: 'money' | 'count' | 'ratio' | 'days' | 'quantity';
  /** How the number is written: `money`, `integer`, `percent`, `decimal1`, `decimal2`. */
  readonly format: 'money' | 'integer' | 'percent' | 'decimal1' | 'decimal2';
  /** Who answers for the definition; message key `owner.<owner>`. */
  readonly owner: 'finance' | 'sales' | 'marketing' | 'supply' | 'service';
  /** One row of what is added up; message key `grain.<grain>`. */
  readonly grain: string;
  readonly goodDirection: 'up' | 'down' | 'none';
  /** The rule of SPEC.md that says what it is. */
  readonly spec: string;
  readonly formula: Formula;
  /** Roles that may not see it. */
  readonly hiddenFrom?: readonly Role[];
}

const ratio = (over: Formula, under: Formula): Formula => ({ divide: [over, under] });
const days: Formula = { days: true };
const number = (constant: number): Formula => ({ constant });
const less = (from: Formula, taken: Formula): Formula => ({ minus: [from, taken] });
const freeStock = less({ measure: 'stock_quantity' }, { measure: 'open_order_quantity' });
/** [POLICY-4] Roles that see no costs. */
export const costs: readonly Role[] = ['service'];

const list: readonly Omit<MetricDefinition, 'spec'>[] = [
  {
    id: 'revenue',
    kind: 'flow',
    unit: 'money',
    format: 'money',
    owner: 'finance',
    grain: 'invoice_line',
    goodDirection: 'up',
    formula: { measure: 'revenue' },
  },
  {
    id: 'gross_margin',
    kind: 'flow',
    unit: 'money',
    format: 'money',
    owner: 'finance',
    grain: 'invoice_line',
    goodDirection: 'up',
    formula: { measure: 'margin' },
    hiddenFrom: costs,
  },
  {
    id: 'gross_margin_rate',
    kind: 'ratio',
    unit: 'ratio',
    format: 'percent',
    owner: 'finance',
    grain: 'invoice_line',
    goodDirection: 'up',
    formula: ratio({ measure: 'margin' }, { measure: 'revenue' }),
    hiddenFrom: costs,
  },
  {
    id: 'order_intake',
    kind: 'flow',
    unit: 'money',
    format: 'money',
    owner: 'sales',
    grain: 'order_line',
    goodDirection: 'up',
    formula: { measure: 'intake' },
  },
  {
    id: 'orders',
    kind: 'distinct',
    unit: 'count',
    format: 'integer',
    owner: 'sales',
    grain: 'order',
    goodDirection: 'up',
    formula: { measure: 'orders' },
  },
  {
    id: 'average_order_value',
    kind: 'ratio',
    unit: 'money',
    format: 'money',
    owner: 'sales',
    grain: 'order',
    goodDirection: 'up',
    formula: ratio({ measure: 'intake' }, { measure: 'orders' }),
  },
  {
    id: 'backlog',
    kind: 'balance',
    unit: 'money',
    format: 'money',
    owner: 'sales',
    grain: 'order_line',
    goodDirection: 'none',
    formula: { measure: 'backlog' },
  },
  {
    id: 'otif_rate',
    kind: 'ratio',
    unit: 'ratio',
    format: 'percent',
    owner: 'supply',
    grain: 'order_line',
    goodDirection: 'up',
    formula: ratio({ measure: 'otif_lines' }, { measure: 'due_lines' }),
  },
  {
    id: 'inventory_value',
    kind: 'balance',
    unit: 'money',
    format: 'money',
    owner: 'supply',
    grain: 'stock_move',
    goodDirection: 'down',
    formula: { measure: 'inventory' },
    hiddenFrom: costs,
  },
  {
    id: 'inventory_turns',
    kind: 'ratio',
    unit: 'ratio',
    format: 'decimal1',
    owner: 'supply',
    grain: 'stock_move',
    goodDirection: 'up',
    formula: ratio(
      { times: [{ measure: 'cost' }, ratio(number(365), days)] },
      { mean: [{ measure: 'inventory_before' }, { measure: 'inventory' }] },
    ),
    hiddenFrom: costs,
  },
  {
    id: 'days_sales_outstanding',
    kind: 'ratio',
    unit: 'days',
    format: 'decimal1',
    owner: 'finance',
    grain: 'invoice',
    goodDirection: 'down',
    formula: { times: [ratio({ measure: 'receivables' }, { measure: 'revenue' }), days] },
  },
  {
    id: 'receivables',
    kind: 'balance',
    unit: 'money',
    format: 'money',
    owner: 'finance',
    grain: 'invoice',
    goodDirection: 'none',
    formula: { measure: 'receivables' },
  },
  {
    id: 'overdue_receivables',
    kind: 'balance',
    unit: 'money',
    format: 'money',
    owner: 'finance',
    grain: 'invoice',
    goodDirection: 'down',
    formula: { measure: 'overdue' },
  },
  {
    id: 'active_customers',
    kind: 'distinct',
    unit: 'count',
    format: 'integer',
    owner: 'marketing',
    grain: 'customer',
    goodDirection: 'up',
    formula: { measure: 'buyers' },
  },
  {
    id: 'new_customers',
    kind: 'flow',
    unit: 'count',
    format: 'integer',
    owner: 'marketing',
    grain: 'customer',
    goodDirection: 'up',
    formula: { measure: 'new_customers' },
  },
  {
    id: 'lost_customers',
    kind: 'flow',
    unit: 'count',
    format: 'integer',
    owner: 'marketing',
    grain: 'customer',
    goodDirection: 'down',
    formula: { measure: 'lost_customers' },
  },
  {
    id: 'pipeline_value',
    kind: 'balance',
    unit: 'money',
    format: 'money',
    owner: 'sales',
    grain: 'opportunity',
    goodDirection: 'up',
    formula: { measure: 'pipeline' },
  },
  {
    id: 'weighted_pipeline',
    kind: 'balance',
    unit: 'money',
    format: 'money',
    owner: 'sales',
    grain: 'opportunity',
    goodDirection: 'up',
    formula: { measure: 'weighted_pipeline' },
  },
  {
    id: 'pipeline_coverage',
    kind: 'ratio',
    unit: 'ratio',
    format: 'decimal2',
    owner: 'sales',
    grain: 'opportunity',
    goodDirection: 'up',
    formula: ratio({ measure: 'pipeline' }, { times: [{ measure: 'intake' }, ratio(number(90), days)] }),
  },
  {
    id: 'win_rate',
    kind: 'ratio',
    unit: 'ratio',
    format: 'percent',
    owner: 'sales',
    grain: 'opportunity',
    goodDirection: 'up',
    formula: ratio({ measure: 'won' }, { measure: 'closed' }),
  },
  {
    id: 'open_cases',
    kind: 'balance',
    unit: 'count',
    format: 'integer',
    owner: 'service',
    grain: 'case',
    goodDirection: 'down',
    formula: { measure: 'open_cases' },
  },
  {
    id: 'stock_out_days',
    kind: 'flow',
    unit: 'days',
    format: 'integer',
    owner: 'supply',
    grain: 'stock_day',
    goodDirection: 'down',
    formula: { measure: 'stock_out_days' },
  },
  {
    id: 'revenue_at_risk',
    kind: 'flow',
    unit: 'money',
    format: 'money',
    owner: 'service',
    grain: 'invoice_line',
    goodDirection: 'down',
    formula: { measure: 'revenue_at_risk' },
  },
  {
    id: 'known_customers',
    kind: 'balance',
    unit: 'count',
    format: 'integer',
    owner: 'marketing',
    grain: 'customer',
    goodDirection: 'none',
    formula: { measure: 'known_customers' },
  },
  {
    id: 'one_system_customers',
    kind: 'balance',
    unit: 'count',
    format: 'integer',
    owner: 'marketing',
    grain: 'customer',
    goodDirection: 'down',
    formula: { measure: 'one_system_customers' },
  },
  {
    id: 'pipeline_quantity',
    kind: 'balance',
    unit: 'quantity',
    format: 'integer',
    owner: 'sales',
    grain: 'opportunity_line',
    goodDirection: 'up',
    formula: { measure: 'pipeline_quantity' },
  },
  {
    id: 'open_order_quantity',
    kind: 'balance',
    unit: 'quantity',
    format: 'integer',
    owner: 'sales',
    grain: 'order_line',
    goodDirection: 'none',
    formula: { measure: 'open_order_quantity' },
  },
  {
    id: 'stock_quantity',
    kind: 'balance',
    unit: 'quantity',
    format: 'integer',
    owner: 'supply',
    grain: 'stock_move',
    goodDirection: 'none',
    formula: { measure: 'stock_quantity' },
  },
  {
    id: 'free_stock',
    kind: 'balance',
    unit: 'quantity',
    format: 'integer',
    owner: 'supply',
    grain: 'stock_move',
    goodDirection: 'none',
    formula: freeStock,
  },
  {
    id: 'stock_after_pipeline',
    kind: 'balance',
    unit: 'quantity',
    format: 'integer',
    owner: 'supply',
    grain: 'stock_move',
    goodDirection: 'none',
    formula: less(freeStock, { measure: 'pipeline_quantity' }),
  },
  {
    id: 'sold_quantity',
    kind: 'flow',
    unit: 'quantity',
    format: 'integer',
    owner: 'sales',
    grain: 'invoice_line',
    goodDirection: 'up',
    formula: { measure: 'sold_quantity' },
  },
];

/** In the order of SPEC.md: `[METRIC-1]` is the first. */
export const metricDefinitions: readonly MetricDefinition[] = list.map((metric, at) => ({
  ...metric,
  spec: `METRIC-${at + 1}`,
}));
