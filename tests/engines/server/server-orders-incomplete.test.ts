import { describe, expect, it } from 'vitest';
import type { OrderResponse, OrderSearchResponse } from '../../../src/contract/api/orders.ts';
import { orderFixture } from '../../support/order-fixture.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { servedOrders } from '../../support/served-orders.ts';

const fixture = orderFixture(20260630);

describe('an order that did not come in whole', { timeout: 300_000 }, () => {
  const { ask } = servedOrders(fixture);

  it('[ORDERS-10] is told as such in the list, by itself and in the download, and no other order is', async () => {
    const found = await ask('POST', '/api/orders/search', { view: 'all', limit: 200 });
    const { rows } = (await found.json()) as OrderSearchResponse;
    const csv = parseCsv(await (await ask('POST', '/api/orders/export', { view: 'all' })).text());
    const [head = [], ...lines] = csv;
    for (const row of fixture['mart_order_status'] ?? []) {
      const id = String(row['order_id']);
      const missing = row['missing_base'] === null ? null : Number(row['missing_base']);
      const told = { isIncomplete: row['is_incomplete'], missing, lineCount: 2 };
      expect(rows.find(({ orderId }) => orderId === id)).toMatchObject(told);
      const one = await ask('GET', `/api/orders/${encodeURIComponent(id)}`);
      expect((await one.json()) as OrderResponse).toMatchObject(told);
      const line = lines.find((cells) => cells[head.indexOf('order_id')] === id);
      expect(line?.[head.indexOf('is_incomplete')]).toBe(String(row['is_incomplete']));
      expect(line?.[head.indexOf('missing_base')]).toBe(missing === null ? '' : String(missing));
    }
    expect(rows.filter(({ isIncomplete }) => isIncomplete)).toHaveLength(10);
  });
});
