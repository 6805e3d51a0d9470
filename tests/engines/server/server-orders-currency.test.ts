import { describe, expect, it } from 'vitest';
import type { CustomerResponse, TimelineResponse } from '../../../src/contract/api/customers.ts';
import type { OpportunityResponse, OrderResponse } from '../../../src/contract/api/orders.ts';
import { orderFixture } from '../../support/order-fixture.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { servedOrders } from '../../support/served-orders.ts';

const fixture = orderFixture(20260630);
const orders = fixture['mart_order_status'] ?? [];
const documents = fixture['mart_thread_document'] ?? [];

describe('money in the currency of its document', { timeout: 300_000 }, () => {
  const { ask } = servedOrders(fixture);
  const read = async <T>(path: string): Promise<T> => (await (await ask('GET', path)).json()) as T;
  const open = (id: unknown) => read<OrderResponse>(`/api/orders/${encodeURIComponent(String(id))}`);

  it('[ORDERS-11] an order tells its currency and its money in it; where documents are of others, only in base currency', async () => {
    const [own, base] = [orders[4], orders[2]];
    expect(await open(own?.['order_id'])).toMatchObject({
      currency: 'EUR',
      amount: 104,
      amountInCurrency: 100,
      invoiced: 317.5,
      invoicedInCurrency: 40.7,
      paid: 200.25,
      paidInCurrency: 25.67,
      receivable: 117.25,
      receivableInCurrency: 15.03,
      invoicesWithoutRate: 0,
    });
    expect(await open(base?.['order_id'])).toMatchObject({
      currency: 'EUR',
      invoiced: 317.5,
      invoicedInCurrency: null,
      paidInCurrency: null,
      receivableInCurrency: null,
      invoicesWithoutRate: 1,
    });
  });

  it('[ORDERS-11] so do the documents of its thread, an opportunity without an order and the life of a customer', async () => {
    const invoice = documents.find(({ kind }) => kind === 'invoice');
    const { documents: seen } = await open(invoice?.['thread_id']);
    const money = { amount: 9, currency: 'EUR', amountInCurrency: 1.15 };
    expect(seen.find(({ kind }) => kind === 'invoice')).toMatchObject(money);
    expect(seen.find(({ kind }) => kind === 'shipment')).toMatchObject({ currency: null, amount: null });
    const alone = documents.find(
      ({ kind, thread_id, document_id }) => kind === 'opportunity' && thread_id === document_id,
    );
    const path = `/api/orders/opportunities/${encodeURIComponent(String(alone?.['document_id']))}`;
    expect(await read<OpportunityResponse>(path)).toMatchObject({
      currency: 'USD',
      amount: Number(alone?.['amount_base']),
      amountInCurrency: Number(alone?.['amount']),
    });
    const events: TimelineResponse['rows'] = [];
    const pipeline: CustomerResponse['opportunities'] = [];
    for (const golden of ['gc_1', 'gc_2', 'gc_3']) {
      events.push(...(await read<TimelineResponse>(`/api/customers/${golden}/timeline?limit=500`)).rows);
      pipeline.push(...(await read<CustomerResponse>(`/api/customers/${golden}`)).opportunities);
    }
    const currencies = {
      opportunity: 'USD',
      order: 'EUR',
      invoice: 'EUR',
      credit_note: 'EUR',
      payment: 'CNY',
    };
    for (const [kind, currency] of Object.entries(currencies)) {
      const those = events.filter((event) => event.kind === kind);
      expect(those.length, kind).toBeGreaterThan(0);
      for (const event of those)
        expect(event).toMatchObject({ currency, amountInCurrency: expect.any(Number) as unknown });
    }
    expect(events.find(({ kind }) => kind === 'shipment')).toMatchObject({
      currency: null,
      amountInCurrency: null,
    });
    expect(pipeline.length).toBeGreaterThan(0);
    for (const { currency, amountInCurrency } of pipeline)
      expect([currency, typeof amountInCurrency]).toEqual(['USD', 'number']);
  });

  it('[ORDERS-11] a download has the currency and the amounts in it beside those in base currency', async () => {
    const csv = await (await ask('POST', '/api/orders/export', { view: 'all' })).text();
    const [head = [], ...lines] = parseCsv(csv);
    expect(lines).toHaveLength(orders.length);
    for (const line of lines) {
      const cell = (name: string): string | undefined => line[head.indexOf(name)];
      const row = orders.find(({ order_id }) => order_id === cell('order_id'));
      expect(
        ['currency', 'amount', 'amount_base', 'open_amount', 'missing_amount'].map(cell),
        String(row?.['order_id']),
      ).toEqual(['EUR', '100', row?.['amount_base'], row?.['open_amount'], row?.['missing_amount'] ?? '']);
    }
  });
});
