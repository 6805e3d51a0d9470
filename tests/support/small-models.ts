import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const order = {
  sql: `select _source || '|' || source_key as order_line_id, customer_key, quantity, amount
from int_sales_order_line
join (select source_key as order_key, customer_key from int_sales_order) using (order_key)`,
  yml: `grain: One row per order line.
keys: [order_line_id]
columns: { order_line_id: Key, customer_key: Customer, quantity: { type: 'decimal(18,4)', not_null: true }, amount: Amount }
references: [ { column: customer_key, to: dim_customer.customer_key } ]
invariants: [quantity > 0]
totals:
  - { name: amount, model: select sum(amount) from fct_order, source: select sum(amount) from int_sales_order_line }
critical: [sales_order_line]
`,
};

const customer = {
  sql: 'select source_key as customer_key, name from int_customer',
  yml: 'grain: One row per customer.\nkeys: [customer_key]\ncolumns: { customer_key: Key, name: Name }\n',
};

/** A folder with two models over the small workspace; `change` alters the fact's files. */
export function makeSmallModels(
  change: { sql?: (sql: string) => string; yml?: (yml: string) => string } = {},
): string {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-models-'));
  mkdirSync(join(dir, 'core'));
  writeFileSync(join(dir, 'core/fct_order.sql'), change.sql?.(order.sql) ?? order.sql);
  writeFileSync(join(dir, 'core/fct_order.yml'), change.yml?.(order.yml) ?? order.yml);
  writeFileSync(join(dir, 'core/dim_customer.sql'), customer.sql);
  writeFileSync(join(dir, 'core/dim_customer.yml'), customer.yml);
  return dir;
}
