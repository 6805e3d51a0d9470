import type { IdentityPairsRequest } from '../../../contract/api/identity.ts';
import { identityEntities, type IdentityEntity } from '../../../contract/identity-entities.ts';

export const identityParts = ['review', 'golden', 'band', 'thresholds', 'why', 'journal'] as const;
export type IdentityPart = (typeof identityParts)[number];
export type PairView = NonNullable<IdentityPairsRequest['view']>;
export type PairOrder = NonNullable<IdentityPairsRequest['order']>;

/** Parts of an entity that is linked by weights, and of one that rules tie. */
export const partsOf = (entity: IdentityEntity): readonly IdentityPart[] =>
  identityParts.filter((part) =>
    entity === 'customer' ? part !== 'golden' : part !== 'band' && part !== 'thresholds',
  );

/** Whose records an address is about. */
export const entityOf = (query: URLSearchParams): IdentityEntity =>
  identityEntities.find((entity) => entity === query.get('entity')) ?? 'customer';

/** Views a steward works through, in this order. */
export const queueViews = [
  'review',
  'bridge',
  'match',
  'decided',
  'all',
] as const satisfies readonly PairView[];
export const viewsOf = (entity: IdentityEntity): readonly (typeof queueViews)[number][] =>
  entity === 'customer' ? queueViews : queueViews.filter((view) => view !== 'bridge');
export const pairOrders = ['stake', 'weight_desc', 'weight_asc'] as const satisfies readonly PairOrder[];
export const queuePageSize = 50;
/** [REVIEW-2] How a view is sorted unless told otherwise: of weak bridges the weakest first. */
export const orderOf = (view: QueueAddress['view']): PairOrder =>
  view === 'bridge' ? 'weight_asc' : 'stake';

export interface PairIds {
  readonly left: string;
  readonly right: string;
}

/** All that a link to the queue restores. Weights in bits. */
export interface QueueAddress {
  readonly entity: IdentityEntity;
  readonly view: (typeof queueViews)[number];
  readonly q: string;
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly order: PairOrder;
  readonly offset: number;
  readonly pair: PairIds | undefined;
}

const pathOf = (part: IdentityPart): string => (part === 'review' ? '/identity' : `/identity/${part}`);

/** Where a part of an entity is. */
export const partPath = (part: IdentityPart, entity: IdentityEntity): string =>
  `${pathOf(part)}${entity === 'customer' ? '' : `?entity=${entity}`}`;

/** The part of the page an address names. */
export const identityPartOf = (path: string, entity: IdentityEntity): IdentityPart =>
  partsOf(entity).find((part) => path === pathOf(part)) ?? 'review';

const bits = (text: string | null): number | undefined => {
  if (text === null || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && Math.abs(value) <= 1000 ? Math.round(value * 1000) / 1000 : undefined;
};

/** The two records an address names, or `undefined`. */
export const readPair = (query: URLSearchParams): PairIds | undefined => {
  const [left, right] = [query.get('left'), query.get('right')];
  return left && right ? { left, right } : undefined;
};

/** Reads the queue's state from an address; whatever is not understood falls back to its default. */
export const readQueue = (query: URLSearchParams): QueueAddress => {
  const view = viewsOf(entityOf(query)).find((each) => each === query.get('view')) ?? 'review';
  return {
    entity: entityOf(query),
    view,
    q: (query.get('q') ?? '').slice(0, 200),
    from: bits(query.get('from')),
    to: bits(query.get('to')),
    order: pairOrders.find((order) => order === query.get('order')) ?? orderOf(view),
    offset: Math.min(1_000_000, Math.max(0, Math.trunc(Number(query.get('offset') ?? 0)) || 0)),
    pair: readPair(query),
  };
};

/** The address of a state (defaults left out, so that links stay short). */
export const writeQueue = (queue: QueueAddress): string => {
  const query = new URLSearchParams();
  if (queue.entity !== 'customer') query.set('entity', queue.entity);
  if (queue.view !== 'review') query.set('view', queue.view);
  if (queue.q !== '') query.set('q', queue.q);
  if (queue.from !== undefined) query.set('from', String(queue.from));
  if (queue.to !== undefined) query.set('to', String(queue.to));
  if (queue.order !== orderOf(queue.view)) query.set('order', queue.order);
  if (queue.offset > 0) query.set('offset', String(queue.offset));
  if (queue.pair) {
    query.set('left', queue.pair.left);
    query.set('right', queue.pair.right);
  }
  const text = query.toString();
  return `/identity${text ? `?${text}` : ''}`;
};

/** The list of pairs that a state asks for. */
export const queueRequest = (queue: QueueAddress): IdentityPairsRequest => ({
  entity: queue.entity,
  view: queue.view,
  q: queue.q,
  ...(queue.from === undefined ? {} : { from: Math.round(queue.from * 1000) }),
  ...(queue.to === undefined ? {} : { to: Math.round(queue.to * 1000) }),
  order: queue.order,
  offset: queue.offset,
  limit: queuePageSize,
});

/** An address with some parts of its query changed; `undefined` takes a part out. */
export const addressWith = (
  path: string,
  query: URLSearchParams,
  change: Readonly<Record<string, string | undefined>>,
): string => {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return `${path}${text ? `?${text}` : ''}`;
};

/** Names a pair whichever side comes first. */
export const pairKey = ({ left, right }: PairIds): string =>
  left < right ? `${left}\n${right}` : `${right}\n${left}`;

export const pairQuery = ({ left, right }: PairIds, entity: IdentityEntity): string =>
  new URLSearchParams({ ...(entity === 'customer' ? {} : { entity }), left, right }).toString();
