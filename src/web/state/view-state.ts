import type { Compare, Filter, Window } from '../../contract/query.ts';
import { isPeriodId, periodWindow, type PeriodId } from './periods.ts';

export type Member = string | null;
export type DrillTab = 'rows' | 'definition' | 'lineage';

/** The number under the glass: a metric, where on the page it was picked, and what is asked about it. */
export interface Drill {
  readonly metric: string;
  readonly tab: DrillTab;
  /** The mark picked: one member of each of these dimensions. */
  readonly at: readonly { readonly dimension: string; readonly value: Member }[];
  /** The mark's own days, where they are not the page's. */
  readonly span: Window | undefined;
  readonly row: { readonly source: string; readonly batch: string; readonly line: number } | undefined;
}

/** All that a link to a page restores. */
export interface View {
  readonly period: PeriodId | Window;
  readonly region: readonly Member[];
  readonly channel: readonly Member[];
  readonly compare: Compare;
  readonly movers: string;
  readonly drill: Drill | undefined;
}

export const defaultPeriod: PeriodId = 'last12m';
const tabs: readonly DrillTab[] = ['rows', 'definition', 'lineage'];

// NULL is a member like any other: `~` alone stands for it, a leading `~` of a real name is doubled.
const writeMember = (member: Member): string => (member === null ? '~' : member.replace(/^~/, '~~'));
const readMember = (text: string): Member => (text === '~' ? null : text.replace(/^~~/, '~'));

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

const readWindow = (from: string | null, to: string | null): Window | undefined => {
  return from !== null && to !== null && isDay(from) && isDay(to) && from < to ? { from, to } : undefined;
};

const readDrill = (query: URLSearchParams): Drill | undefined => {
  const metric = query.get('drill');
  if (!metric) return undefined;
  const [source, batch, line] = (query.get('row') ?? '').split('|');
  const at = query.getAll('at').flatMap((text) => {
    const cut = text.indexOf(':');
    return cut > 0 ? [{ dimension: text.slice(0, cut), value: readMember(text.slice(cut + 1)) }] : [];
  });
  const [from = null, to = null] = (query.get('span') ?? '').split('..');
  return {
    metric,
    tab: tabs.find((tab) => tab === query.get('tab')) ?? 'rows',
    at,
    span: readWindow(from, to),
    row: source && batch && Number(line) >= 1 ? { source, batch, line: Number(line) } : undefined,
  };
};

/** Reads the page's state from an address; whatever is not understood falls back to its default. */
export const readView = (query: URLSearchParams): View => {
  const period = query.get('period');
  const movers = query.get('movers');
  return {
    period: isPeriodId(period) ? period : (readWindow(query.get('from'), query.get('to')) ?? defaultPeriod),
    region: query.getAll('region').map(readMember),
    channel: query.getAll('channel').map(readMember),
    compare: query.get('compare') === 'previous_period' ? 'previous_period' : 'previous_year',
    movers: movers === 'product' || movers === 'region' ? movers : 'customer',
    drill: readDrill(query),
  };
};

const own = new Set('period from to region channel compare movers drill tab at span row'.split(' '));

/** Where in a list a page begins: of another list that would be anywhere. */
const pages = ['page', 'offset'];
const isNarrowedOtherwise = (view: View, before: URLSearchParams): boolean =>
  (['region', 'channel'] as const).some(
    (name) => view[name].map(writeMember).join('\n') !== before.getAll(name).join('\n'),
  );

/** The query part of the address of a state (defaults left out, so that links stay short), after what is not of it. */
export const writeView = (view: View, before: URLSearchParams = new URLSearchParams()): string => {
  const query = new URLSearchParams([...before].filter(([name]) => !own.has(name)));
  if (isNarrowedOtherwise(view, before)) for (const name of pages) query.delete(name);
  if (typeof view.period === 'string') {
    if (view.period !== defaultPeriod) query.set('period', view.period);
  } else {
    query.set('from', view.period.from);
    query.set('to', view.period.to);
  }
  for (const member of view.region) query.append('region', writeMember(member));
  for (const member of view.channel) query.append('channel', writeMember(member));
  if (view.compare !== 'previous_year') query.set('compare', view.compare);
  if (view.movers !== 'customer') query.set('movers', view.movers);
  const { drill } = view;
  if (drill) {
    query.set('drill', drill.metric);
    if (drill.tab !== 'rows') query.set('tab', drill.tab);
    for (const { dimension, value } of drill.at) query.append('at', `${dimension}:${writeMember(value)}`);
    if (drill.span) query.set('span', `${drill.span.from}..${drill.span.to}`);
    if (drill.row) query.set('row', `${drill.row.source}|${drill.row.batch}|${drill.row.line}`);
  }
  const text = query.toString();
  return text ? `?${text}` : '';
};

export const viewWindow = (view: View, asOf: string): Window =>
  typeof view.period === 'string' ? periodWindow(view.period, asOf) : view.period;

/** The page's filters as the query contract spells them. */
export const viewFilters = (view: Pick<View, 'region' | 'channel'>): Filter[] =>
  (['region', 'channel'] as const)
    .filter((dimension) => view[dimension].length > 0)
    .map((dimension) => ({ dimension, op: 'in', values: [...view[dimension]] }));

/** The page's filters, narrowed to the mark that was picked. */
export const drillFilters = (view: View, drill: Drill): Filter[] => {
  const picked = new Set(drill.at.map(({ dimension }) => dimension));
  return [
    ...viewFilters(view).filter(({ dimension }) => !picked.has(dimension)),
    ...drill.at.map(({ dimension, value }): Filter => ({ dimension, op: 'in', values: [value] })),
  ];
};
