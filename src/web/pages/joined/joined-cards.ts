import type { QueryInput, Filter, Window } from '../../../contract/query.ts';
import type { Tone } from '../../charts/figure-model.ts';

/** A figure of one system, split by what only the other one knows. */
export interface JoinedCard {
  readonly id: 'pipeline' | 'winning' | 'risk' | 'systems' | 'sources' | 'campaigns';
  readonly metric: string;
  readonly dimension: string;
  readonly tone: Tone;
  /** The members in the order of a scale, best first; others follow as they come. */
  readonly scale: readonly string[];
  /** The figure above the chart; without one, the sum of the bars. */
  readonly headline?: string;
  /** Over all days of the data instead of the page's period. */
  readonly lifetime?: true;
}

export const joinedCards: readonly JoinedCard[] = [
  {
    id: 'pipeline',
    metric: 'pipeline_value',
    dimension: 'paying_behaviour',
    tone: 'crm',
    scale: ['prompt', 'slow', 'late'],
  },
  {
    id: 'winning',
    metric: 'win_rate',
    dimension: 'delivery_performance',
    tone: 'crm',
    scale: ['good', 'fair', 'poor'],
    headline: 'win_rate',
  },
  {
    id: 'risk',
    metric: 'revenue',
    dimension: 'service_risk',
    tone: 'erp',
    scale: ['both', 'late_order', 'open_case', 'none'],
    headline: 'revenue_at_risk',
  },
  {
    id: 'systems',
    metric: 'known_customers',
    dimension: 'systems',
    tone: 'plain',
    scale: ['both', 'crm', 'erp', 'none'],
    headline: 'one_system_customers',
  },
  { id: 'sources', metric: 'revenue', dimension: 'lead_source', tone: 'erp', scale: [], lifetime: true },
  { id: 'campaigns', metric: 'revenue', dimension: 'first_campaign', tone: 'erp', scale: [], lifetime: true },
];

export interface JoinedQuestion {
  readonly window: Window;
  /** All days of the data. */
  readonly lifetime: Window;
  readonly filters: readonly Filter[];
  readonly allows: (metric: string) => boolean;
}

export const cardQuery = (card: JoinedCard, question: Omit<JoinedQuestion, 'allows'>): QueryInput => ({
  metrics: [card.metric],
  dimensions: [card.dimension],
  window: card.lifetime ? question.lifetime : question.window,
  filters: [...question.filters],
  order: [{ by: card.metric, direction: 'desc' }],
  limit: 30,
});

/** Everything the page shows, as one batch: each card's bars and, where it has one, its headline. */
export const joinedQueries = (question: JoinedQuestion): Record<string, QueryInput> =>
  Object.fromEntries(
    joinedCards
      .filter(({ metric }) => question.allows(metric))
      .flatMap((card): [string, QueryInput][] => {
        const { headline } = card;
        const head: QueryInput | undefined =
          headline === undefined || !question.allows(headline)
            ? undefined
            : { metrics: [headline], window: question.window, filters: [...question.filters] };
        return [
          [card.id, cardQuery(card, question)],
          ...(head ? [[`${card.id}.head`, head] as [string, QueryInput]] : []),
        ];
      }),
  );

/** Bars in the order of the card's scale, then the rest as they came, the unknown member last. */
export const onScale = <T extends { readonly member: string | null }>(
  bars: readonly T[],
  scale: readonly string[],
): T[] => {
  const rank = ({ member }: T): number =>
    member === null ? scale.length + 1 : scale.includes(member) ? scale.indexOf(member) : scale.length;
  return [...bars].sort((a, b) => rank(a) - rank(b));
};
