import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerResponse, CustomerSearchResponse } from '../../src/contract/api/customers.ts';
import type { OrderResponse } from '../../src/contract/api/orders.ts';
import { openWarehouse, type Warehouse } from '../../src/warehouse/open.ts';
import type { CoreFixture, CoreRow } from '../support/core-fixture.ts';
import { loadOrderFixture, orderAsOf, orderFixture } from '../support/order-fixture.ts';
import { parseCsv } from '../support/parse-csv.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { testServer, type TestServer } from '../support/test-server.ts';
import { servingOf } from '../support/test-serving.ts';

const year = { from: '2024-03-02', to: '2025-03-02' };
const europe = { region: ['Europe'] };

/** Every third invoice has no rate, and so none of its lines; nor is what is left of it known. */
function withoutRates(core: CoreFixture): CoreFixture {
  const random = seededRandom(8);
  const invoices = (core['fct_invoice'] ?? []).map((row) => ({ row, isUnrated: random.chance(0.33) }));
  const unrated = new Set(invoices.flatMap(({ row, isUnrated }) => (isUnrated ? [row['invoice_id']] : [])));
  return {
    ...core,
    fct_invoice: invoices.map(({ row, isUnrated }) =>
      isUnrated ? { ...row, total_base: null, open_base: null } : row,
    ),
    fct_invoice_line: (core['fct_invoice_line'] ?? []).map((row) =>
      unrated.has(row['invoice_id'] ?? null) ? { ...row, amount_base: null, margin_base: null } : row,
    ),
  };
}
const fixture = withoutRates(orderFixture(20260630));
const rowsOf = (table: string): readonly CoreRow[] => fixture[table] ?? [];

/** The counts by hand, of the rows of one customer whose region is one of `regions`. */
function counted(customer: number, regions?: readonly string[]) {
  const theirs = (row: CoreRow): boolean =>
    row['customer_no'] === customer &&
    String(row['issued_on']) < year.to &&
    (regions === undefined || regions.includes(String(row['region'])));
  const lines = rowsOf('fct_invoice_line').filter((row) => row['amount_base'] === null && theirs(row));
  const documents = rowsOf('fct_invoice').filter(
    (row) => row['total_base'] === null && row['status'] !== 'paid' && theirs(row),
  );
  const invoices = (some: readonly CoreRow[]): number => new Set(some.map((row) => row['invoice_id'])).size;
  return {
    revenue: invoices(lines.filter((row) => String(row['issued_on']) >= year.from)),
    revenueLifetime: invoices(lines),
    receivables: documents.length,
    overdue: documents.filter((row) => row['status'] === 'overdue').length,
  };
}

describe('invoices without a rate', { timeout: 300_000 }, () => {
  let database: Warehouse;
  let server: TestServer;
  let executive: string;
  let scoped: string;
  beforeAll(async () => {
    database = await openWarehouse({ threads: 1 });
    await loadOrderFixture(database, fixture);
    server = await testServer({ serving: await servingOf(database, 'a1b2c3d4e5f6', orderAsOf) });
    executive = await server.person(['executive']);
    scoped = await server.person(['executive'], europe);
  });
  afterAll(async () => {
    await server.close();
    database.close();
  });
  const ask = (as: string, method: string, path: string, body?: unknown): Promise<Response> => {
    server.pass(1_000);
    return server.call(method, path, { as, ...(body === undefined ? {} : { body }) });
  };
  const golden = [1, 2, 3, 4, 5, 6, 7];

  it('[C360-8] [FX-3] the page of a customer says how many each of its sums leaves out, as far as this person sees them', async () => {
    let [all, less] = [0, 0];
    for (const no of golden)
      for (const [as, regions] of [
        [executive, undefined],
        [scoped, europe.region],
      ] as const) {
        const response = await ask(as, 'GET', `/api/customers/gc_${no}`);
        if (response.status === 404) continue;
        const { value } = (await response.json()) as CustomerResponse;
        expect(value.unrated, `gc_${no}`).toEqual(counted(no, regions));
        if (regions === undefined) all += value.unrated.revenueLifetime;
        else less += value.unrated.revenueLifetime;
      }
    expect(all).toBeGreaterThan(less);
    expect(less).toBeGreaterThan(0);
  });

  it('[C360-8] so do the list and its download, in whatever order', async () => {
    for (const order of ['revenue', 'receivables', 'overdue'] as const) {
      const response = await ask(executive, 'POST', '/api/customers/search', { order, limit: 200 });
      const { rows } = (await response.json()) as CustomerSearchResponse;
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.map((row) => row[order])).toEqual(rows.map((row) => row[order]).toSorted((a, b) => b - a));
      for (const { goldenId, unrated } of rows)
        expect({ ...counted(Number(goldenId.slice(3))), ...unrated }, goldenId).toEqual(
          counted(Number(goldenId.slice(3))),
        );
    }
    const csv = await (await ask(executive, 'POST', '/api/customers/export', {})).text();
    const [head = [], ...lines] = parseCsv(csv);
    const cell = (line: readonly string[], name: string): string | undefined => line[head.indexOf(name)];
    for (const line of lines) {
      const { revenue, receivables, overdue } = counted(Number(cell(line, 'golden_id')?.slice(3) ?? ''));
      expect(['revenue', 'receivables', 'overdue'].map((name) => cell(line, `${name}_unrated`))).toEqual(
        [revenue, receivables, overdue].map(String),
      );
    }
  });

  it('[C360-8] [STATUS-4] beside an order stands how many of the overdue invoices are not in their sum', async () => {
    const settled = new Set(rowsOf('mart_settled_invoice').map((row) => row['invoice_id']));
    let unrated = 0;
    for (const row of rowsOf('mart_order_status').filter((_, at) => at % 3 === 0)) {
      const id = encodeURIComponent(String(row['order_id']));
      const { overdue } = (await (await ask(executive, 'GET', `/api/orders/${id}`)).json()) as OrderResponse;
      const those = rowsOf('fct_invoice').filter(
        (each) =>
          each['customer_no'] === row['customer_no'] &&
          row['customer_no'] !== 0 &&
          each['status'] === 'overdue' &&
          String(each['due_on']) < '2025-01-30' &&
          !settled.has(each['invoice_id'] ?? null),
      );
      expect([overdue.invoices, overdue.unrated]).toEqual([
        those.length,
        those.filter((each) => (each['open_base'] ?? null) === null).length,
      ]);
      unrated += overdue.unrated;
    }
    expect(unrated).toBeGreaterThan(0);
  });
});
