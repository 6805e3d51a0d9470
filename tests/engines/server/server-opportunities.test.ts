import { describe, expect, it } from 'vitest';
import type {
  OpportunityResponse,
  OrderResponse,
  OrderSearchResponse,
} from '../../../src/contract/api/orders.ts';
import { orderFixture } from '../../support/order-fixture.ts';
import { servedOrders } from '../../support/served-orders.ts';

const fixture = orderFixture(20260630);
const documents = fixture['mart_thread_document'] ?? [];

describe('what no order is tied to', { timeout: 300_000 }, () => {
  const { ask } = servedOrders(fixture, {
    /** Sees every market, but no names of persons. */
    masked: ['planner'],
    narrow: ['service', { region: ['Europe'] }],
  });
  const search = async (
    body: unknown,
    as: 'executive' | 'masked' | 'narrow' = 'executive',
  ): Promise<OrderSearchResponse> =>
    (await (await ask('POST', '/api/orders/search', body, as)).json()) as OrderSearchResponse;

  it('[ORDERS-8] [THREAD-8] finds opportunities no order is tied to by number, name and customer, with what is missing', async () => {
    const unordered = documents.filter(
      (row) => row['thread_id'] === row['document_id'] && row['kind'] === 'opportunity',
    );
    expect(unordered.length).toBeGreaterThan(20);
    const gaps = new Map(
      (fixture['bridge_transaction_thread'] ?? [])
        .filter((row) => row['from_kind'] === 'opportunity')
        .map((row) => [row['thread_id'], row['gap']]),
    );
    for (const row of unordered.filter((_, at) => at % 3 === 0)) {
      const number = String(row['number']);
      for (const q of [
        number,
        number.toUpperCase().replace('91', ' 91-'),
        `What about ${number}?`,
        String(row['title']),
      ]) {
        const { unordered: found, rows } = await search({ q });
        const mine = found.rows.find(({ opportunityId }) => opportunityId === row['document_id']);
        expect(mine, q).toMatchObject({
          number,
          standing: gaps.get(row['thread_id']) ?? 'lost',
          amount: Number(row['amount_base']),
          region: row['region'],
        });
        expect(
          rows.filter(({ isExact }) => isExact),
          'no order has this number',
        ).toEqual([]);
      }
      const opened = (await (
        await ask('GET', `/api/orders/opportunities/${number}`)
      ).json()) as OpportunityResponse;
      expect(opened.documents.filter(({ kind }) => kind !== 'lead')).toMatchObject([
        { kind: 'opportunity', number, title: row['title'] },
      ]);
      const gap = gaps.get(row['thread_id']) ?? null;
      expect(opened.ties.filter(({ fromKind }) => fromKind !== 'lead')).toMatchObject(
        gap === null
          ? []
          : [
              {
                fromId: row['document_id'],
                toKind: 'order',
                toId: null,
                rule: 'missing',
                confidence: 0,
                gap,
              },
            ],
      );
    }
    const [first] = unordered;
    const q = String(first?.['number']);
    expect((await search({ q, view: 'late' })).unordered, 'a view is of orders').toEqual({
      total: 0,
      rows: [],
    });
    expect((await search({})).unordered.total).toBe(0);
    for (const region of [first?.['region'], 'Atlantis'])
      expect((await search({ q, region: [region] })).unordered.rows.some(({ number }) => number === q)).toBe(
        region !== 'Atlantis',
      );
    const many = (await search({ q: 'for plant' })).unordered;
    expect(many.total).toBe(unordered.filter(({ title }) => String(title).startsWith('Valves')).length);
    const known = new Set(
      (fixture['bridge_golden_value'] ?? [])
        .filter(({ value }) => value === '华东泵业有限公司')
        .map((row) => Number(String(row['golden_id']).slice(3))),
    );
    const byName = (await search({ q: 'hdby' })).unordered.rows
      .map(({ opportunityId }) => opportunityId)
      .sort();
    expect(byName).toEqual(
      unordered
        .filter((row) => known.has(row['customer_no'] as number))
        .map((row) => row['document_id'])
        .sort(),
    );
    expect(byName.length).toBeGreaterThan(0);
    const hidden = (await search({ q }, 'masked')).unordered.rows;
    expect(hidden.length).toBeGreaterThan(0);
    for (const row of unordered) {
      const response = await ask(
        'GET',
        `/api/orders/opportunities/${String(row['number'])}`,
        undefined,
        'masked',
      );
      const text = await response.text();
      if ((JSON.parse(text) as OpportunityResponse).name === '•••') {
        expect(text).not.toContain(String(row['title']));
        const found = await search({ q: String(row['title']) }, 'masked');
        expect(found.unordered.rows.map(({ number }) => number)).not.toContain(row['number']);
      }
    }
  });

  it('[ORDERS-8] [THREAD-9] finds what became of a lead by its number, and a lead that became nothing', async () => {
    const orders = new Set((fixture['mart_order_status'] ?? []).map((row) => row['order_id']));
    const leads = documents.filter(({ kind }) => kind === 'lead');
    const count = { ordered: 0, unordered: 0, alone: 0 };
    const tied = new Set((fixture['bridge_transaction_thread'] ?? []).map((row) => row['from_id']));
    for (const row of leads) {
      const number = String(row['number']);
      const found = await search({ q: `lead ${number.toLowerCase().replace('00q', '00Q-')}` });
      if (orders.has(row['thread_id'])) {
        count.ordered++;
        const hit = found.rows.find(({ orderId }) => orderId === row['thread_id']);
        expect(hit?.hits, number).toContainEqual({ kind: 'lead', value: number });
        const order = (await (
          await ask('GET', `/api/orders/${encodeURIComponent(String(row['thread_id']))}`)
        ).json()) as OrderResponse;
        expect(order.ties).toContainEqual(
          expect.objectContaining({ fromKind: 'lead', fromId: row['document_id'], toKind: 'opportunity' }),
        );
        continue;
      }
      const hit = found.unordered.rows.find(({ opportunityId }) => opportunityId === row['thread_id']);
      expect(hit?.hits, number).toContainEqual({ kind: 'lead', value: number });
      const opened = (await (
        await ask('GET', `/api/orders/opportunities/${number}`)
      ).json()) as OpportunityResponse;
      expect(opened.opportunityId).toBe(row['thread_id']);
      expect(opened.documents.map(({ kind }) => kind)).toContain('lead');
      const title = String(row['title']);
      const opens = await (
        await ask('GET', `/api/orders/opportunities/${number}`, undefined, 'masked')
      ).text();
      expect(opens, '[POLICY-5] a lead bears the name of who asked').not.toContain(title);
      const byTitle = (await search({ q: title }, 'masked')).unordered.rows;
      expect(byTitle.map((each) => each.opportunityId)).not.toContain(row['document_id']);
      if (row['thread_id'] !== row['document_id']) count.unordered++;
      else {
        count.alone++;
        const isOpen = tied.has(row['document_id']);
        expect(hit).toMatchObject({ standing: isOpen ? 'lead_open' : 'lead_closed', name: row['title'] });
        expect(opened.ties.map(({ gap }) => gap)).toEqual(isOpen ? ['no_opportunity_yet'] : []);
      }
    }
    expect(count.ordered).toBeGreaterThan(2);
    expect(count.unordered).toBeGreaterThan(2);
    expect(count.alone).toBe(12);
    for (const row of leads.filter(({ region }) => region !== 'Europe').slice(0, 5))
      expect((await search({ q: String(row['number']) }, 'narrow')).unordered.rows).toEqual([]);
  });
});
