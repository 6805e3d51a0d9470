import { describe, expect, it } from 'vitest';
import type { CustomerResponse, CustomerSearchResponse } from '../../../src/contract/api/customers.ts';
import type { OrderResponse } from '../../../src/contract/api/orders.ts';
import type { CoreFixture, CoreRow } from '../../support/core-fixture.ts';
import { orderFixture } from '../../support/order-fixture.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { servedOrders } from '../../support/served-orders.ts';

const year = { from: '2024-03-02', to: '2025-03-02' };
const europe = { region: ['Europe'] };

/**
 * Every third invoice has no rate, and so none of its lines; nor is what is left of it known, nor what its payments settle. So
 * has every fourth payment, some of them on account, and every third opportunity.
 */
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
    fct_payment: (core['fct_payment'] ?? []).map((row) => {
      const invoice = random.chance(0.4) ? null : (random.pick(invoices).row['invoice_id'] ?? null);
      const isUnrated = unrated.has(invoice) || random.chance(0.25);
      return { ...row, invoice_id: invoice, ...(isUnrated ? { settled_base: null } : {}) };
    }),
    fct_opportunity: (core['fct_opportunity'] ?? []).map((row) =>
      random.chance(0.33) ? { ...row, amount_base: null } : row,
    ),
  };
}
const fixture = withoutRates(orderFixture(20260630));
const rowsOf = (table: string): readonly CoreRow[] => fixture[table] ?? [];

/** The counts by hand, of the rows of one customer whose region is one of `regions`. */
function counted(customer: number, regions?: readonly string[]) {
  const isSeen = (row: CoreRow): boolean =>
    row['customer_no'] === customer && (regions === undefined || regions.includes(String(row['region'])));
  const theirs = (row: CoreRow): boolean => isSeen(row) && String(row['issued_on']) < year.to;
  const invoiceOf = (row: CoreRow): CoreRow | undefined =>
    rowsOf('fct_invoice').find((each) => each['invoice_id'] === row['invoice_id']);
  const payments = rowsOf('fct_payment').filter(
    (row) => row['settled_base'] === null && isSeen(row) && String(row['paid_on']) < year.to,
  );
  const ofRated = payments.filter((row) => (invoiceOf(row)?.['total_base'] ?? null) !== null);
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
    opportunities: rowsOf('fct_opportunity').filter(
      (row) => row['amount_base'] === null && row['is_closed'] !== true && isSeen(row),
    ).length,
    payments: {
      receivables: ofRated.length + payments.filter((row) => row['invoice_id'] === null).length,
      overdue: ofRated.filter((row) => invoiceOf(row)?.['status'] === 'overdue').length,
      daysToPay: payments.filter(
        (row) =>
          invoiceOf(row)?.['kind'] === 'invoice' &&
          Number(row['amount']) > 0 &&
          String(row['paid_on']) >= year.from,
      ).length,
    },
  };
}

describe('documents without a rate', { timeout: 300_000 }, () => {
  const { ask } = servedOrders(fixture, { scoped: ['executive', europe] });
  const golden = Array.from({ length: 40 }, (_, at) => at + 1);

  it('[C360-8] [FX-3] the page of a customer says how many each of its sums leaves out, as far as this person sees them', async () => {
    let [all, less] = [0, 0];
    const seen: number[][] = [];
    for (const no of golden)
      for (const [as, regions] of [
        ['executive', undefined],
        ['scoped', europe.region],
      ] as const) {
        const response = await ask('GET', `/api/customers/gc_${no}`, undefined, as);
        if (response.status === 404) continue;
        const { value } = (await response.json()) as CustomerResponse;
        expect(value.unrated, `gc_${no}`).toEqual(counted(no, regions));
        const { opportunities, payments } = value.unrated;
        seen.push([opportunities, payments.receivables, payments.overdue, payments.daysToPay]);
        if (regions === undefined) all += value.unrated.revenueLifetime;
        else less += value.unrated.revenueLifetime;
      }
    expect(all).toBeGreaterThan(less);
    expect(less).toBeGreaterThan(0);
    for (const at of [0, 1, 2, 3])
      expect(Math.max(...seen.map((counts) => counts[at] ?? 0))).toBeGreaterThan(0);
  });

  it('[C360-8] so do the list and its download, in whatever order', async () => {
    for (const order of ['revenue', 'receivables', 'overdue'] as const) {
      const response = await ask('POST', '/api/customers/search', { order, limit: 200 });
      const { rows } = (await response.json()) as CustomerSearchResponse;
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.map((row) => row[order])).toEqual(rows.map((row) => row[order]).toSorted((a, b) => b - a));
      for (const { goldenId, unrated } of rows)
        expect(counted(Number(goldenId.slice(3))), goldenId).toMatchObject(unrated);
    }
    const csv = await (await ask('POST', '/api/customers/export', {})).text();
    const [head = [], ...lines] = parseCsv(csv);
    const cell = (line: readonly string[], name: string): string | undefined => line[head.indexOf(name)];
    for (const line of lines) {
      const { revenue, receivables, overdue, payments } = counted(
        Number(cell(line, 'golden_id')?.slice(3) ?? ''),
      );
      expect(['revenue', 'receivables', 'overdue'].map((name) => cell(line, `${name}_unrated`))).toEqual(
        [revenue, receivables, overdue].map(String),
      );
      expect(
        ['receivables', 'overdue'].map((name) => Number(cell(line, `${name}_payments_unrated`))),
      ).toEqual([payments.receivables, payments.overdue]);
    }
  });

  it('[C360-8] [STATUS-4] beside an order stands how many of the overdue invoices are not in their sum', async () => {
    const settled = new Set(rowsOf('mart_settled_invoice').map((row) => row['invoice_id']));
    let unrated = 0;
    for (const row of rowsOf('mart_order_status').filter((_, at) => at % 3 === 0)) {
      const id = encodeURIComponent(String(row['order_id']));
      const { overdue } = (await (await ask('GET', `/api/orders/${id}`)).json()) as OrderResponse;
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
