import type { Cell } from '../../contract/api/cell.ts';
import type { TimelineEvent, TimelineResponse } from '../../contract/api/customers.ts';
import { type EventKind, eventKinds } from '../../contract/event-kinds.ts';
import { compileTimeline, type TimelineQuestion } from '../../metrics/customers/compile-timeline.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import type { Asker } from '../queries/answer-query.ts';
import { compileContext } from '../queries/compile-context.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Services } from '../services.ts';
import type { FoundCustomer } from './find-customer.ts';
import { lineOf } from './line-of.ts';

type Timeline = Pick<TimelineResponse, 'total' | 'counts' | 'step' | 'marks' | 'rows'>;

/** Steps of the axis times kinds of events stay under 2,000 marks. */
const maxSteps = Math.floor(2_000 / eventKinds.length);
const daysOf = { week: 7, month: 30, quarter: 91, year: 366 } as const;

const stepFor = (days: number, most: number): Timeline['step'] =>
  (['week', 'month', 'quarter'] as const).find((step) => days / daysOf[step] < most - 1) ?? 'year';

/** [C360-5] One page of a customer's events, newest first, and all of them counted by step. */
export async function readTimeline(
  services: Pick<Services, 'cache' | 'limits'>,
  lease: ServingLease,
  asker: Asker,
  customer: FoundCustomer,
  question: TimelineQuestion,
): Promise<Timeline> {
  const policy = rowPolicy(asker.principal);
  const compiled = compileTimeline(
    customer.customerNo,
    question,
    policy,
    compileContext(lease, asker.language),
  );
  const key = JSON.stringify(['timeline', lease.generation, customer.goldenId, question, policy.key]);
  const { value } = await services.cache.get(key, () =>
    services.limits.queries.run(asker.principal.userId, async () => {
      const [[span], page] = await Promise.all([
        records<{ first: string | null; last: string | null; total: number }>(
          lease,
          compiled.span.sql,
          compiled.span.parameters,
        ),
        records<Record<string, Cell>>(lease, compiled.page.sql, compiled.page.parameters),
      ]);
      const days =
        span?.first && span.last ? (Date.parse(span.last) - Date.parse(span.first)) / 86_400_000 : 0;
      const step = stepFor(days, Math.min(maxSteps, question.steps ?? maxSteps));
      const statement = compiled.marks(step);
      const marks = await records<{
        kind: EventKind;
        on: string;
        events: number;
        amount: number | null;
        flagged: number;
      }>(lease, statement.sql, statement.parameters);
      const bytes = 500 + marks.length * 60 + page.length * 250;
      return { total: span?.total ?? 0, step, marks, rows: page.map(eventOf), bytes };
    }),
  );
  const counts = eventKinds.map((kind) => ({
    kind,
    events: value.marks.filter((mark) => mark.kind === kind).reduce((sum, { events }) => sum + events, 0),
  }));
  return {
    total: value.total,
    counts,
    step: value.step,
    marks: value.marks,
    rows: value.rows,
  };
}

const text = (value: Cell | undefined): string | null => (typeof value === 'string' ? value : null);
const number = (value: Cell | undefined): number | null => (typeof value === 'number' ? value : null);

const eventOf = (row: Record<string, Cell>): TimelineEvent => ({
  kind: row['kind'] as EventKind,
  key: text(row['key']) ?? '',
  on: text(row['on']) ?? '',
  number: text(row['number']),
  text: text(row['text']),
  status: text(row['status']),
  flag: text(row['flag']),
  days: number(row['days']),
  amount: number(row['amount']),
  currency: text(row['currency']),
  amountInCurrency: number(row['amount_in_currency']),
  order: text(row['order']),
  source: text(row['_source']) ?? '',
  line: lineOf(row),
});
