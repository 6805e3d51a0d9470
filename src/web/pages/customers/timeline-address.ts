import { eventKinds, type EventKind } from '../../../contract/event-kinds.ts';

export const timelinePageSize = 50;

export interface TimelineView {
  readonly kinds: readonly EventKind[];
  /** Days chosen in the drawing, `to` not included. */
  readonly span: { readonly from: string; readonly to: string } | undefined;
  readonly offset: number;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

/** What the address of a customer's page asks of its time line. */
export const readTimelineView = (query: URLSearchParams): TimelineView => {
  const [from = '', to = ''] = (query.get('days') ?? '').split('..');
  const page = Number(query.get('page') ?? 1);
  const wanted = query.getAll('kind');
  return {
    kinds: eventKinds.filter((kind) => wanted.includes(kind)),
    span: day.test(from) && day.test(to) && from < to ? { from, to } : undefined,
    offset: Number.isInteger(page) && page > 1 && page < 20_000 ? (page - 1) * timelinePageSize : 0,
  };
};

/** The address with another time line; whatever else it holds stays. */
export const timelineHref = (url: URL, change: Partial<TimelineView>): string => {
  const next = { ...readTimelineView(url.searchParams), offset: 0, ...change };
  const query = new URLSearchParams(url.searchParams);
  for (const name of ['kind', 'days', 'page']) query.delete(name);
  for (const kind of next.kinds) query.append('kind', kind);
  if (next.span) query.set('days', `${next.span.from}..${next.span.to}`);
  if (next.offset > 0) query.set('page', String(next.offset / timelinePageSize + 1));
  const text = query.toString();
  return text === '' ? url.pathname : `${url.pathname}?${text}`;
};

/** What the API is asked for it. */
export const timelinePath = (id: string, { kinds, span, offset }: TimelineView, steps: number): string => {
  const query = new URLSearchParams({
    steps: String(steps),
    offset: String(offset),
    limit: String(timelinePageSize),
  });
  if (kinds.length > 0) query.set('kinds', kinds.join(','));
  if (span) {
    query.set('from', span.from);
    query.set('to', span.to);
  }
  return `/customers/${encodeURIComponent(id)}/timeline?${query.toString()}`;
};
