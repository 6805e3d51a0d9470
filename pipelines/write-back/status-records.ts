import type { OrderOfTarget, OrderStatus } from './order-status.ts';

/** Everything to say about one opportunity or account. */
export interface StatusRecord {
  readonly kind: 'opportunity' | 'account';
  /** Key in the target source. */
  readonly key: string;
  /** The leading order first (STATUS-3); empty where no order counts any more (STATUS-10). */
  readonly orders: readonly OrderStatus[];
  readonly open: number;
}

export interface StatusFeed {
  readonly records: readonly StatusRecord[];
  /** Orders that no record of the target concerns. */
  readonly withoutCounterpart: number;
  /** Drafts and quotations. */
  readonly notPromised: number;
}

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Open before finished before cancelled. */
const rank = ({ is_open: isOpen, state }: OrderStatus): number =>
  isOpen ? 0 : state === 'cancelled' ? 2 : 1;

const leadingFirst = (a: OrderStatus, b: OrderStatus): number =>
  rank(a) - rank(b) ||
  text(b.ordered_on ?? '', a.ordered_on ?? '') ||
  text(b.order_number, a.order_number) ||
  text(b.order_id, a.order_id);

/** [STATUS-1] [STATUS-2] [STATUS-3] Orders gathered under the records of the target, by kind and key. Pure. */
export function statusRecords(orders: readonly OrderOfTarget[]): StatusFeed {
  const promised = orders.filter((order) => !order.is_draft);
  const groups = new Map<string, { kind: StatusRecord['kind']; key: string; orders: OrderStatus[] }>();
  let withoutCounterpart = 0;
  for (const order of promised) {
    const places = [
      ...(order.opportunity_key === null ? [] : [['opportunity', order.opportunity_key] as const]),
      ...[...new Set(order.account_keys)].map((key) => ['account', key] as const),
    ];
    if (places.length === 0) withoutCounterpart += 1;
    for (const [kind, key] of places) {
      const id = `${kind} ${key}`;
      const group = groups.get(id) ?? { kind, key, orders: [] };
      group.orders.push(order);
      groups.set(id, group);
    }
  }
  const records = [...groups.values()]
    .sort((a, b) => text(b.kind, a.kind) || text(a.key, b.key))
    .map(({ kind, key, orders: unsorted }): StatusRecord => ({
      kind,
      key,
      orders: [...unsorted].sort(leadingFirst),
      open: unsorted.filter((order) => order.is_open).length,
    }));
  return { records, withoutCounterpart, notPromised: orders.length - promised.length };
}
