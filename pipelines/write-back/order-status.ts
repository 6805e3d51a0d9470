import { z } from 'zod';

const day = z.iso.date().nullable();
const share = z.number().nullable();

/** Where one order stands, as `mart_order_status` of a generation says. NULL is "not known". */
export const orderStatusSchema = z.object({
  order_id: z.string(),
  order_number: z.string(),
  customer_id: z.string().nullable(),
  customer_po: z.string().nullable(),
  state: z.string(),
  /** Something is still to be shipped. */
  is_open: z.boolean(),
  /** A draft or a quotation. */
  is_draft: z.boolean(),
  /** Lines worth something did not come in: what is said is of the others alone. */
  is_incomplete: z.boolean(),
  ordered_on: day,
  promised_on: day,
  expected_on: day,
  late_days: z.number().int().nullable(),
  late_cause: z.string().nullable(),
  /** Nothing of it ever ships, so that it has no shipped share. */
  is_service: z.boolean(),
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

export interface StatusReading {
  readonly orders: readonly OrderOfTarget[];
  /** Accounts that orders concern and that are no more, by why; not among `account_keys`. */
  readonly leftOut: LeftOut;
}

/** How many accounts are left out because the target itself says that they are deleted, or merged into another. */
export interface LeftOut {
  readonly deleted: number;
  readonly merged: number;
}

/** Runs a statement of a generation; columns as JSON values. */
export type ReadRows = (sql: string, parameters: Readonly<Record<string, string>>) => Promise<unknown[]>;

/** [STATUS-1] Below this a tie of opportunity and order is a guess (THREAD rules), and a guess is not written back. */
const certain = 0.9;

/** [STATUS-6] Accounts of one source that it says are merged away, or deleted where `is_active` means that. */
export const goneSql = `
select customer_id, merged_into_id is not null as is_merged
from dim_customer
where is_current
    and starts_with(customer_id, $prefix)
    and (merged_into_id is not null or ($inactive = 'deleted' and is_active is false))`;

const leftOutSql = `
with
gone as (${goneSql}),
concerned as (
    select distinct theirs.customer_id
    from mart_order_status as orders
    inner join bridge_golden_record as ours on orders.customer_id = ours.customer_id
    inner join bridge_golden_record as theirs on ours.golden_id = theirs.golden_id
    where orders.source_status not in ('draft', 'quotation')
)
select
    (count(*) filter (where not gone.is_merged))::integer as deleted,
    (count(*) filter (where gone.is_merged))::integer as merged,
from gone
inner join concerned on gone.customer_id = concerned.customer_id`;

/** [STATUS-1] [STATUS-5] [STATUS-7] [STATUS-13] Orders with their counterparts in one source, oldest first. */
const orderSql = `
with
gone as (${goneSql}),
accounts as (
    select
        ours.customer_id,
        list(substr(theirs.customer_id, length($prefix) + 1) order by theirs.customer_id) as keys,
    from bridge_golden_record as ours
    inner join bridge_golden_record as theirs on ours.golden_id = theirs.golden_id
    anti join gone on theirs.customer_id = gone.customer_id
    where starts_with(theirs.customer_id, $prefix)
    group by ours.customer_id
),
opportunities as (
    select
        order_id,
        arg_max(substr(opportunity_id, length($prefix) + 1), (confidence, opportunity_id)) as key,
    from bridge_opportunity_order
    where starts_with(opportunity_id, $prefix) and confidence >= ${String(certain)}
    group by order_id
),
orders as (
    select
        *,
        case
            when is_incomplete and (not is_open or state = 'shipped') then 'unknown'
            when is_short_closed then 'closed'
            else state
        end as told_state,
        state = 'cancelled' or ((state = 'closed' or is_short_closed) and not is_incomplete) as is_over,
    from mart_order_status
)
select
    orders.order_id,
    orders.order_number,
    orders.customer_id,
    orders.customer_po,
    orders.told_state::varchar as state,
    orders.is_open,
    orders.source_status in ('draft', 'quotation') as is_draft,
    orders.is_incomplete,
    orders.is_service,
    orders.ordered_on::varchar as ordered_on,
    orders.promised_on::varchar as promised_on,
    case
        when not orders.is_over and not orders.is_incomplete
            then coalesce(
                orders.expected_on,
                case when not orders.is_open or orders.state = 'shipped' then orders.last_shipped_on end
            )
    end::varchar as expected_on,
    case
        when orders.is_over then 0
        when not orders.is_incomplete or orders.days_late > 0 then orders.days_late
    end::integer as late_days,
    case
        when not orders.is_over and (not orders.is_incomplete or orders.days_late > 0) then orders.cause
    end::varchar as late_cause,
    case
        when orders.state = 'cancelled' then 0
        when not orders.is_incomplete then round(orders.quantity_shipped / nullif(orders.quantity_to_ship, 0), 4)
    end::double as shipped_share,
    case
        when orders.state = 'cancelled' then 0
        when not orders.is_incomplete then round(orders.quantity_invoiced / nullif(orders.quantity_ordered, 0), 4)
    end::double as invoiced_share,
    orders.last_event::varchar as last_event,
    orders.last_event_on::varchar as last_event_on,
    opportunities.key as opportunity_key,
    to_json(coalesce(accounts.keys, []))::varchar as account_keys,
from orders
left join accounts on orders.customer_id = accounts.customer_id
left join opportunities on orders.order_id = opportunities.order_id
order by orders.ordered_on, orders.order_id`;

const readSchema = orderStatusSchema.extend({
  opportunity_key: z.string().nullable(),
  account_keys: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(z.string())),
});

/** What `is_active` false says of a customer in a system's mapping. */
export type InactiveMeans = 'deleted' | 'archived';

/** All orders of a generation with their counterparts in `source`. */
export async function readOrderStatus(
  rows: ReadRows,
  source: string,
  inactive: InactiveMeans,
): Promise<StatusReading> {
  const parameters = { prefix: `${source}|`, inactive };
  const [leftOut] = z
    .array(z.object({ deleted: z.number(), merged: z.number() }))
    .parse(await rows(leftOutSql, parameters));
  return {
    orders: z.array(readSchema).parse(await rows(orderSql, parameters)),
    leftOut: leftOut ?? { deleted: 0, merged: 0 },
  };
}
