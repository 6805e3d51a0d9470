import { z } from 'zod';

const day = z.iso.date().nullable();
const share = z.number().nullable();

/** Where one order stands, as `mart_order_status` of a generation says. NULL is "not known". */
export const orderStatusSchema = z.object({
  order_id: z.string(),
  order_number: z.string(),
  customer_id: z.string().nullable(),
  customer_po: z.string().nullable(),
  /** Opportunity as source and key. */
  opportunity_id: z.string().nullable(),
  state: z.string(),
  ordered_on: day,
  promised_on: day,
  expected_on: day,
  late_days: z.number().int().nullable(),
  late_cause: z.string().nullable(),
  /** 0 to 1. */
  shipped_share: share,
  invoiced_share: share,
  last_event: z.string().nullable(),
  last_event_on: day,
});
export type OrderStatus = z.infer<typeof orderStatusSchema>;

/** An order and the records of the target it concerns. */
export interface OrderOfTarget extends OrderStatus {
  /** Key of the opportunity in the target source. */
  readonly opportunity_key: string | null;
  /** Keys of the accounts of the target source that are this order's customer by identity. */
  readonly account_keys: readonly string[];
}

/** Runs a statement of a generation; columns as JSON values. */
export type ReadRows = (sql: string, parameters: Readonly<Record<string, string>>) => Promise<unknown[]>;

/** [STATUS-1] Orders with their counterparts in one source, oldest first. */
const orderSql = `
with
accounts as (
    select ours.customer_id, theirs.customer_id as account_id
    from int_customer_identity as ours
    inner join int_customer_identity as theirs on ours.golden_id = theirs.golden_id
    where starts_with(theirs.customer_id, $prefix)
),
orders as (
    select
        order_id,
        order_number,
        customer_id,
        customer_po,
        opportunity_id,
        state::varchar as state,
        ordered_on::varchar as ordered_on,
        promised_on::varchar as promised_on,
        expected_on::varchar as expected_on,
        late_days::integer as late_days,
        late_cause::varchar as late_cause,
        round(shipped_share, 4)::double as shipped_share,
        round(invoiced_share, 4)::double as invoiced_share,
        last_event::varchar as last_event,
        last_event_on::varchar as last_event_on,
    from mart_order_status
),
account_keys as (
    select customer_id, list(substr(account_id, length($prefix) + 1) order by account_id) as keys
    from accounts
    group by customer_id
)
select
    orders.*,
    case when starts_with(opportunity_id, $prefix) then substr(opportunity_id, length($prefix) + 1) end as opportunity_key,
    to_json(coalesce(account_keys.keys, []))::varchar as account_keys,
from orders
left join account_keys using (customer_id)
order by ordered_on, order_id`;

const readSchema = orderStatusSchema.extend({
  opportunity_key: z.string().nullable(),
  account_keys: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.string())),
});

/** All orders of a generation with their counterparts in `source`. */
export async function readOrderStatus(rows: ReadRows, source: string): Promise<OrderOfTarget[]> {
  return z.array(readSchema).parse(await rows(orderSql, { prefix: `${source}|` }));
}
