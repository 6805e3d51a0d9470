import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWorkspace, type Workspace } from '../../pipelines/workspace.ts';

const system = `system: shop
label: { en: Shop, zh-CN: 商店 }
role: erp
format: { type: csv, timestamps: ['YYYY-MM-DD HH:mm:ss'] }
objects:
  orders:
    files: ['orders-*.csv']
    key: [id]
    cursor: changed_at
    extract: increment
    columns:
      id: { type: id, required: true }
      customer: { type: id, required: true }
      ordered_on: { type: date, required: true }
      quantity: { type: 'decimal(18,4)', required: true }
      price: { type: 'decimal(18,4)', required: true }
      changed_at: { type: timestamp, required: true }
`;

const mappings = {
  customer: `select
  customer as source_key,
  customer as name,
  'company' as kind,
  true as is_active,
  min(ordered_on) as created_on,
  min(_cursor) as valid_from,
  min(_cursor) as _modified_at,
  arg_min(_batch, (_cursor, _batch, _line)) as _batch,
  arg_min(_line, (_cursor, _batch, _line)) as _line,
from orders
group by customer`,
  sales_order: `select id as source_key, id as number, customer as customer_key, ordered_on, 'confirmed' as status,
  'USD' as currency, _cursor as _modified_at, _batch, _line
from orders`,
  sales_order_line: `select id as source_key, id as order_key, 1 as line_no, quantity, price as unit_price,
  quantity * price as amount, false as cancelled, _cursor as _modified_at, _batch, _line
from orders`,
};

/** A workspace of one small system made of YAML and SQL, in a folder of its own. */
export function makeSmallWorkspace({ keep = 3 } = {}): Workspace {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-small-'));
  mkdirSync(join(dir, 'systems/shop'), { recursive: true });
  mkdirSync(join(dir, 'extracts/shop'), { recursive: true });
  writeFileSync(
    join(dir, 'tandem.yaml'),
    `name: Small\nkeep_generations: ${keep}\nsources:\n  - { id: shop, system: shop, path: extracts/shop }\n`,
  );
  writeFileSync(join(dir, 'systems/shop/system.yaml'), system);
  for (const [entity, sql] of Object.entries(mappings))
    writeFileSync(join(dir, `systems/shop/${entity}.sql`), sql);
  return openWorkspace(dir);
}

/** One more extract: ten new orders and a change of one of the orders before. Returns how many orders there are now. */
export function addExtract(workspace: Workspace, part: number): number {
  const lines = ['id,customer,ordered_on,quantity,price,changed_at'];
  const day = String((part % 28) + 1).padStart(2, '0');
  const row = (order: number, quantity: number): string =>
    `O${order},C${order % 7},2026-05-${String((order % 28) + 1).padStart(2, '0')},${quantity},${10 + (order % 5)}.50,2026-06-${day} 08:00:${String(part % 60).padStart(2, '0')}`;
  for (let each = 0; each < 10; each++) lines.push(row(part * 10 + each, each + 1));
  if (part > 0) lines.push(row(part * 10 - 3, 100 + part));
  writeFileSync(
    join(workspace.dir, `extracts/shop/orders-${String(part).padStart(3, '0')}.csv`),
    `${lines.join('\n')}\n`,
  );
  return (part + 1) * 10;
}
