import { goldenViews, type IdentityGoldenRequest } from '../../../../contract/api/identity.ts';

export const goldenPageSize = 50;

export interface GoldenAddress {
  readonly entity: IdentityGoldenRequest['entity'];
  readonly view: (typeof goldenViews)[number];
  readonly q: string;
  readonly offset: number;
}

/** Reads the state of the list of golden records from an address; what is not understood falls back to its default. */
export const readGolden = (
  query: URLSearchParams,
  entity: IdentityGoldenRequest['entity'],
): GoldenAddress => ({
  entity,
  view: goldenViews.find((view) => view === query.get('view')) ?? 'all',
  q: (query.get('q') ?? '').slice(0, 200),
  offset: Math.min(1_000_000, Math.max(0, Math.trunc(Number(query.get('offset') ?? 0)) || 0)),
});

/** The address of a state; with `record` its records are open. */
export const writeGolden = ({ entity, view, q, offset }: GoldenAddress, record?: string): string => {
  const query = new URLSearchParams({ entity });
  if (view !== 'all') query.set('view', view);
  if (q !== '') query.set('q', q);
  if (offset > 0) query.set('offset', String(offset));
  if (record !== undefined) query.set('record', record);
  return `/identity/golden?${query.toString()}`;
};
