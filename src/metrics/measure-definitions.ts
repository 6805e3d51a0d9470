import type { CustomerAttribute } from './dimension-definitions.ts';
import type { FactId } from './fact-definitions.ts';

export type MeasureId =
  | 'revenue'
  | 'sold_quantity'
  | 'cost'
  | 'margin'
  | 'intake'
  | 'orders'
  | 'buyers'
  | 'due_lines'
  | 'otif_lines'
  | 'backlog'
  | 'open_order_quantity'
  | 'receivables'
  | 'overdue'
  | 'inventory'
  | 'inventory_before'
  | 'stock_quantity'
  | 'pipeline'
  | 'pipeline_quantity'
  | 'weighted_pipeline'
  | 'closed'
  | 'won'
  | 'open_cases'
  | 'new_customers'
  | 'lost_customers'
  | 'stock_out_days'
  | 'revenue_at_risk'
  | 'known_customers'
  | 'one_system_customers';

/** What is added up. `value` is SQL over one row of the fact. */
export interface MeasureDefinition {
  readonly id: MeasureId;
  readonly fact: FactId;
  /**
   * `flow`: sum of the rows dated in the window; `distinct`: count of distinct values of those rows;
   * `balance`: sum of all rows dated before the window's end, `balance_before`: before its start.
   */
  readonly kind: 'flow' | 'distinct' | 'balance' | 'balance_before';
  readonly value: string;
  /** What must have been recorded for its value on a past day to be known. */
  readonly needs?: 'stages';
  /** Only rows whose customer has one of these members of an attribute. */
  readonly only?: { readonly dimension: CustomerAttribute; readonly members: readonly string[] };
}

const flag = (condition: string): string => `case when ${condition} then 1 else 0 end`;

const measures: readonly MeasureDefinition[] = [
  { id: 'revenue', fact: 'invoice', kind: 'flow', value: 'amount_base' },
  { id: 'sold_quantity', fact: 'invoice', kind: 'flow', value: 'quantity' },
  { id: 'cost', fact: 'invoice', kind: 'flow', value: 'cost_base' },
  { id: 'margin', fact: 'invoice', kind: 'flow', value: 'margin_base' },
  { id: 'intake', fact: 'intake', kind: 'flow', value: 'amount_base' },
  { id: 'orders', fact: 'intake', kind: 'distinct', value: 'order_id' },
  { id: 'buyers', fact: 'buyer', kind: 'distinct', value: 'customer_no' },
  { id: 'due_lines', fact: 'promise', kind: 'flow', value: '1' },
  { id: 'otif_lines', fact: 'promise', kind: 'flow', value: flag('is_otif') },
  { id: 'backlog', fact: 'backlog', kind: 'balance', value: 'delta_base' },
  { id: 'open_order_quantity', fact: 'open_order', kind: 'balance', value: 'delta_quantity' },
  { id: 'receivables', fact: 'receivable', kind: 'balance', value: 'delta_base' },
  { id: 'overdue', fact: 'receivable', kind: 'balance', value: 'overdue_delta_base' },
  { id: 'inventory', fact: 'inventory', kind: 'balance', value: 'delta_base' },
  { id: 'inventory_before', fact: 'inventory', kind: 'balance_before', value: 'delta_base' },
  { id: 'stock_quantity', fact: 'on_hand', kind: 'balance', value: 'delta_quantity' },
  { id: 'pipeline', fact: 'pipeline', kind: 'balance', value: 'delta_base' },
  { id: 'pipeline_quantity', fact: 'pipeline_line', kind: 'balance', value: 'delta_quantity' },
  {
    id: 'weighted_pipeline',
    fact: 'pipeline',
    kind: 'balance',
    value: 'weighted_delta_base',
    needs: 'stages',
  },
  { id: 'closed', fact: 'closed_opportunity', kind: 'flow', value: '1' },
  { id: 'won', fact: 'closed_opportunity', kind: 'flow', value: flag('is_won') },
  { id: 'open_cases', fact: 'case', kind: 'balance', value: 'delta_open' },
  { id: 'new_customers', fact: 'customer_event', kind: 'flow', value: flag(`kind = 'new'`) },
  { id: 'lost_customers', fact: 'customer_event', kind: 'flow', value: flag(`kind = 'lost'`) },
  { id: 'stock_out_days', fact: 'stock', kind: 'flow', value: flag('is_stock_out') },
  {
    id: 'revenue_at_risk',
    fact: 'invoice',
    kind: 'flow',
    value: 'amount_base',
    only: { dimension: 'service_risk', members: ['open_case', 'late_order', 'both'] },
  },
  { id: 'known_customers', fact: 'known_customer', kind: 'balance', value: 'delta' },
  {
    id: 'one_system_customers',
    fact: 'known_customer',
    kind: 'balance',
    value: 'delta',
    only: { dimension: 'systems', members: ['crm', 'erp'] },
  },
];

export const measureDefinitions = Object.fromEntries(
  measures.map((measure) => [measure.id, measure]),
) as Readonly<Record<MeasureId, MeasureDefinition>>;
