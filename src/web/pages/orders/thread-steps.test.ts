import { describe, expect, it } from 'vitest';
import type { ThreadDocument, ThreadTie } from '../../../contract/api/orders.ts';
import type { ThreadKind } from '../../../contract/order-words.ts';
import { openEnds, threadSteps } from './thread-steps.ts';

const document = (kind: ThreadKind): ThreadDocument => ({
  kind,
  id: kind,
  number: null,
  title: null,
  state: null,
  on: null,
  dueOn: null,
  amount: null,
  currency: null,
  amountInCurrency: null,
  quantity: null,
  source: null,
});
const tie = (
  fromKind: ThreadKind,
  toKind: ThreadKind,
  confidence: number,
  toId: string | null = toKind,
): ThreadTie => ({
  fromKind,
  fromId: fromKind,
  toKind,
  toId,
  rule: 'explicit_ref',
  confidence,
  gap: null,
});
const lines = (documents: ThreadKind[], ties: ThreadTie[]): Record<string, string> =>
  Object.fromEntries(
    threadSteps({ documents: documents.map(document), ties }).map(({ kind, line }) => [kind, line]),
  );

describe('the steps of a thread', () => {
  it('[THREAD-9] a lead is a step only where there is one, and leads to its opportunity', () => {
    expect(lines(['opportunity'], [])).not.toHaveProperty('lead');
    expect(lines(['lead', 'opportunity'], [tie('lead', 'opportunity', 1)])).toMatchObject({
      campaign: 'none',
      lead: 'none',
      opportunity: 'certain',
      order: 'none',
    });
    expect(lines(['lead'], [tie('lead', 'opportunity', 0, null)])).toMatchObject({
      opportunity: 'missing',
    });
  });

  it('a line runs through steps without documents to the next that has one, and ends with the last', () => {
    expect(lines(['order', 'shipment'], [tie('order', 'shipment', 1)])).toMatchObject({
      campaign: 'none',
      order: 'none',
      work_order: 'certain',
      shipment: 'certain',
      invoice: 'none',
    });
  });

  it('[ORDERS-9] a step is planned while nothing of it has happened', () => {
    const planned = { ...document('shipment'), state: 'planned' };
    const done = { ...document('shipment'), id: 'done', state: 'done' };
    const isPlanned = (...documents: ThreadDocument[]): boolean | undefined =>
      threadSteps({ documents, ties: [] }).find(({ kind }) => kind === 'shipment')?.isPlanned;
    expect([isPlanned(), isPlanned(planned), isPlanned(planned, done), isPlanned(done)]).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });

  it('[ORDERS-9] an inference and a gap have lines of their own and are counted as drawn; the weakest tie speaks for a step', () => {
    const ties = [
      tie('opportunity', 'order', 0.8),
      tie('order', 'work_order', 0.4),
      tie('order', 'work_order', 1),
      tie('order', 'shipment', 1),
      tie('shipment', 'invoice', 0, null),
    ];
    expect(lines(['opportunity', 'order', 'work_order', 'shipment'], ties)).toMatchObject({
      opportunity: 'none',
      quote: 'inferred',
      order: 'inferred',
      work_order: 'inferred',
      shipment: 'certain',
      invoice: 'missing',
      payment: 'none',
    });
    expect(
      openEnds(
        threadSteps({
          documents: (['opportunity', 'order', 'work_order', 'shipment'] as const).map(document),
          ties,
        }),
        { ties },
      ),
    ).toEqual({ missing: 1, inferred: 2, differ: 0, against: 0 });
    const differing = { ...tie('opportunity', 'order', 1), gap: 'customers_differ' };
    expect(openEnds([], { ties: [...ties, differing] }).differ).toBe(1);
    for (const gap of ['shipped_though_cancelled', 'unpaid_though_cancelled'])
      expect(openEnds([], { ties: [{ ...differing, gap }] })).toMatchObject({ differ: 0, against: 1 });
    const [, , , , work] = threadSteps({ documents: [document('work_order')], ties });
    expect(work?.confidence).toBe(0.4);
  });
});
