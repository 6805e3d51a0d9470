import { type CompileContext, hasTable, tableSql } from './compile-context.ts';
import { createParameters, type ParameterValue } from './parameters.ts';
import type { RowPolicy } from './policy.ts';
import { predicateSql } from './predicate.ts';
import { factsOf, metricDefinitions } from './registry.ts';
import { rowDefinitions } from './row-definitions.ts';

export interface SourceLine {
  readonly source: string;
  readonly batch: string;
  readonly line: number;
}

/** What the page of a customer shows beside the facts of the metrics. */
const ofCustomers = [
  'dim_customer',
  'dim_contact',
  'fct_activity',
  'fct_campaign_member',
  'fct_lead',
  'fct_payment',
  'fct_shipment_line',
  'fct_invoice',
  'mart_order_status',
];

/**
 * [POLICY-8] One row, `visible`: true when a row of a fact that this person may see came from this line of this batch.
 * A raw line is shown only then: a line number is not a key to other people's customers.
 */
export function compileLineVisible(
  { source, batch, line }: SourceLine,
  policy: RowPolicy,
  context: CompileContext,
): { readonly sql: string; readonly parameters: readonly ParameterValue[] } {
  const facts = metricDefinitions.filter(({ id }) => policy.metrics.has(id)).flatMap(factsOf);
  const documents = facts.flatMap(({ id }) => {
    const { open, moved } = rowDefinitions[id];
    return [...(open ? [open.document] : []), ...(moved ? ['fct_stock_move'] : [])];
  });
  const tables = [...new Set([...facts.map(({ table }) => table), ...documents, ...ofCustomers])]
    .filter((table) => table !== 'fct_stock_snapshot' && table !== 'mart_inventory_event')
    .filter((table) => hasTable(context, table));
  const parameters = createParameters();
  const seen = tables.map(
    (table) =>
      `exists (select 1 from ${tableSql(context, table)} where _source = ${parameters.text(source)} and _batch = ${parameters.text(batch)} and _line = ${parameters.integer(line)} and ${predicateSql(policy.predicate, parameters)})`,
  );
  return { sql: `select (${seen.join(' or ') || 'false'}) as visible`, parameters: parameters.values };
}
