import type { TiedEntity } from '../../../../pipelines/identity/rules/tie-rule.ts';
import type { Cell } from '../../../contract/api/cell.ts';
import type { IdentityPairResponse } from '../../../contract/api/identity.ts';
import { records } from '../../queries/records.ts';
import type { ServingLease } from '../../queries/serving.ts';
import { tiedSources } from './tied-source.ts';

type Side = IdentityPairResponse['left'];

/** Columns of a record as its source gave them, in the order they are read. */
const fields: Readonly<Record<TiedEntity, readonly string[]>> = {
  product: [
    'code',
    'name',
    'name_zh',
    'category',
    'uom',
    'make_buy',
    'lead_time_days',
    'standard_cost_base',
    'list_price_base',
    'is_active',
    'launched_on',
    'discontinued_on',
  ],
  contact: ['full_name', 'email', 'phone', 'title', 'opted_out', 'created_on'],
};

/** What depends on a record: orders of a product, money of a contact's customer. */
const figures: Readonly<Record<TiedEntity, string>> = {
  product: `used as (
  select d.product_id as id, count(distinct l.order_id)::integer as orders, max(l.ordered_on)::varchar as last_on
  from fct_sales_order_line l join own d on d.product_no = l.product_no group by all
), figure as (select own.product_id as id, coalesce(orders, 0) as orders, last_on, null::double as owed, null::double as expected from own left join used on used.id = own.product_id)`,
  contact: `owed as (
  select customer_no, sum(delta_base)::double as amount from mart_receivable_event where customer_no in (select customer_no from own) group by all
),
expected as (
  select customer_no, sum(weighted_delta_base)::double as amount from mart_pipeline_event where customer_no in (select customer_no from own) group by all
),
figure as (
  select contact_id as id, null::integer as orders, created_on::varchar as last_on, coalesce(owed.amount, 0) as owed, coalesce(expected.amount, 0) as expected
  from own left join owed using (customer_no) left join expected using (customer_no)
)`,
};

/** The records of these ids with all that is shown of them, by id. */
export async function tiedSides(
  lease: Pick<ServingLease, 'rows'>,
  entity: TiedEntity,
  ids: readonly [string, string],
): Promise<ReadonlyMap<string, Side>> {
  const { dimension, idColumn, records: all } = tiedSources[entity];
  const current = entity === 'product' ? 'is_current and ' : '';
  const rows = await records<Record<string, Cell>>(
    lease,
    `with own as (select * from ${dimension} where ${current}${idColumn} in ($1, $2)),
record as (select * from (${all}) where id in ($1, $2)),
${figures[entity]}
select record.id, record.source, record.golden, record.shown, record.about, figure.orders, figure.last_on, figure.owed, figure.expected,
${fields[entity].map((field) => `own.${field}::varchar as "field ${field}"`).join(', ')}
from record join own on own.${idColumn} = record.id join figure on figure.id = record.id`,
    [...ids],
  );
  const text = (value: Cell | undefined): string | null => (typeof value === 'string' ? value : null);
  const number = (value: Cell | undefined): number | null => (typeof value === 'number' ? value : null);
  const shown = (row: Record<string, Cell>): [string, string | null][] => [
    ...fields[entity].map((field): [string, string | null] => [
      field === 'full_name' ? 'name' : field,
      text(row[`field ${field}`]),
    ]),
    ...(entity === 'contact' ? [['customer', text(row['about'])] as [string, string | null]] : []),
  ];
  return new Map(
    rows.map((row) => [
      String(row['id']),
      {
        id: String(row['id']),
        source: String(row['source']),
        name: text(row['shown']),
        city: null,
        country: null,
        about: text(row['about']),
        goldenId: String(row['golden']),
        fields: Object.fromEntries(shown(row)),
        orders: number(row['orders']),
        lastSeen: text(row['last_on']),
        openReceivables: number(row['owed']),
        pipeline: number(row['expected']),
      },
    ]),
  );
}
