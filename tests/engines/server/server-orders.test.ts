import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrderResponse, OrderSearchResponse } from '../../../src/contract/api/orders.ts';
import { orderViews } from '../../../src/contract/order-words.ts';
import { orderNumber } from '../../../src/metrics/orders/order-number.ts';
import type { CoreRow } from '../../support/core-fixture.ts';
import { customersWithin } from '../../support/customer-fixture.ts';
import { loadOrderFixture, orderAsOf, orderFixture } from '../../support/order-fixture.ts';
import { randomOrderCall, withoutUnpromised } from '../../support/random-order-call.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { policySides, type PolicyPerson, type PolicySides } from '../../support/policy-sides.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { often } from '../../support/thorough.ts';

const people: readonly PolicyPerson[] = [
  { roles: ['executive'], scope: {} },
  { roles: ['service'], scope: { region: ['East China'] } },
  { roles: ['service'], scope: { channel: ['Web', null] } },
  { roles: ['planner'], scope: { region: ['North China', null] } },
  { roles: ['planner'], scope: {} },
  { roles: ['service'], scope: { region: [] } },
  { roles: ['steward'], scope: { region: ['East China', 'Europe'], channel: ['Direct', 'Web'] } },
];
const fixture = orderFixture(20260630);

/** All that a caller learns, without what is left out for people with a scope [ORDERS-6]. */
async function learned(response: Response): Promise<string> {
  const text = await response.text();
  const plain = withoutUnpromised(text).replaceAll(/"id":"[0-9a-f]{12}"/g, '');
  return `${response.status} ${response.headers.get('x-tandem-total-rows') ?? ''} ${plain}`;
}

describe('where is my order', { timeout: 300_000 }, () => {
  let served: PolicySides;
  beforeAll(async () => {
    served = await policySides(fixture, people, loadOrderFixture, orderAsOf);
  });
  afterAll(() => served.close());

  const ask: PolicySides['ask'] = (...asked) => served.ask(...asked);
  const executive = (): string => served.sides[0]?.as ?? '';
  const search = async (body: unknown, as = executive()): Promise<OrderSearchResponse> =>
    (await (await ask(as, 'POST', '/api/orders/search', body)).json()) as OrderSearchResponse;
  const open = async (id: string, as = executive()): Promise<OrderResponse> =>
    (await (await ask(as, 'GET', `/api/orders/${encodeURIComponent(id)}`)).json()) as OrderResponse;
  const orders = fixture['mart_order_status'] ?? [];
  const documents = fixture['mart_thread_document'] ?? [];

  it('[ORDERS-1] [POLICY-9] random (person, question, order) triples show what the data without the hidden rows would show', async () => {
    const random = seededRandom(13);
    const count = { found: 0, opened: 0, listed: 0 };
    for (let at = 0; at < often(260, 60); at++) {
      const side = random.pick(served.sides);
      const [method, path, body] = randomOrderCall(random);
      const mine = await learned(await ask(side.as, method, path, body));
      const truth = await learned(await served.askOracle(side, method, path, body));
      expect(mine, `${JSON.stringify(side.person)} ${path} ${JSON.stringify(body)}`).toBe(truth);
      if (mine.startsWith('200') && method === 'GET') count.opened++;
      if (/^200 .*"hits":\[\{/.test(mine)) count.found++;
      if (/^200 .*"hits":\[\]/.test(mine)) count.listed++;
    }
    expect(count.opened).toBeGreaterThan(often(10, 2));
    expect(count.found).toBeGreaterThan(often(5, 1));
    expect(count.listed).toBeGreaterThan(often(3, 0));
  });

  it('[ORDERS-2] finds an order by every number of its thread, in any spelling, and says which number it was', async () => {
    const spellings = [
      (text: string) => text,
      (text: string) => text.toLowerCase().replaceAll(/[-/_]/g, ' '),
      (text: string) => ` ${text.replaceAll(/[^\p{L}\p{N}]/gu, '')} `,
      (text: string) => text.replaceAll(/(^|\D)0+/g, '$1'),
      (text: string) =>
        text.replaceAll(/[0-9]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
      (text: string) => `Hello, where is ${text}? Thanks`,
    ];
    let asked = 0;
    // Opportunities and leads that no order is tied to are found in a list of their own, see [ORDERS-8].
    const known = new Set(orders.map((row) => row['order_id']));
    const ofOrders = documents.filter((row) => known.has(row['thread_id']));
    for (const row of ofOrders.filter((_, at) => at % 3 === 0)) {
      const kind = row['kind'] as string;
      const value = kind === 'payment' ? String(row['document_id']).split('|')[1] : row['number'];
      if (typeof value !== 'string' || orderNumber(value).length < 4) continue;
      const spell = spellings[asked++ % spellings.length];
      const q = spell?.(value) ?? value;
      const { rows } = await search({ q, limit: 200 });
      const hit = rows.find(({ orderId }) => orderId === row['thread_id']);
      expect(hit?.isExact, `${kind} ${q}`).toBe(true);
      expect(hit?.hits, `${kind} ${q}`).toContainEqual({ kind, value });
    }
    expect(asked).toBeGreaterThan(40);
  });

  it('[ORDERS-2] the normal form of the page is that of the warehouse', async () => {
    const rows = await served.database.rows<{ token: string; value: string }>(
      'select token, value from mart_order_number',
    );
    expect(rows.length).toBeGreaterThan(150);
    for (const { token, value } of rows) expect(orderNumber(value)).toBe(token);
  });

  it('[ORDERS-2] the customer’s own number comes first, whole numbers before beginnings, ends and names', async () => {
    const own = orders.find(({ customer_po }) => String(customer_po).startsWith('PO-00'));
    const number = String(own?.['customer_po']);
    const { rows } = await search({ q: number, limit: 200 });
    expect(rows[0]).toMatchObject({ orderId: own?.['order_id'], customerPo: number, isExact: true });
    expect(rows[0]?.hits[0]).toEqual({ kind: 'customer_po', value: number });
    const ends = await search({ q: number.slice(3), limit: 200 });
    expect(ends.rows.some(({ orderId }) => orderId === own?.['order_id'])).toBe(true);
    const begins = await search({ q: 'SO00001', limit: 200 });
    expect(begins.rows.map(({ number: found }) => found)).toEqual(['SO00001']);
    const zeros = await search({ q: 'mo/0', limit: 200 });
    expect(zeros.total).toBe(
      new Set(documents.filter(({ kind }) => kind === 'work_order').map((row) => row['thread_id'])).size,
    );
    const known = new Set(orders.map((row) => row['order_id']));
    const invoice = documents.find(({ kind, thread_id }) => kind === 'invoice' && known.has(thread_id));
    const digits = String(invoice?.['number']).replaceAll(/\D/g, '');
    for (const q of [`invoice no. ${digits}`, `Rg. 000${digits}`, `re: RE/2026/${digits}, please`]) {
      const within = await search({ q, limit: 200 });
      const hit = within.rows.find(({ orderId }) => orderId === invoice?.['thread_id']);
      expect(hit, q).toMatchObject({
        isExact: false,
        hits: [{ kind: 'invoice', value: invoice?.['number'] }],
      });
    }
    const zeroless = await search({ q: String(invoice?.['number']).replace('/00', '/') });
    expect(zeroless.rows[0]).toMatchObject({ orderId: invoice?.['thread_id'], isExact: true });
    // A number that is met as it stands keeps out what its digits only end.
    expect(
      (await search({ q: String(invoice?.['number']), limit: 200 })).rows.every(({ isExact }) => isExact),
    ).toBe(true);
    const names = await search({ q: 'pumps for hall', limit: 200 });
    expect(names.total).toBe(
      new Set(
        documents.filter(({ title }) => String(title).startsWith('Pumps')).map((row) => row['thread_id']),
      ).size,
    );
    expect((await search({ q: 'nonsense' })).total).toBe(0);
    expect((await search({ q: '---' })).total).toBe(0);
  });

  it('[ORDERS-3] finds the orders of a customer by name, its parts and its sound', async () => {
    const named = new Set(
      (fixture['bridge_golden_value'] ?? [])
        .filter(
          (row) =>
            ['name', 'legal_name'].includes(String(row['field'])) && row['value'] === '华东泵业有限公司',
        )
        .map((row) => Number(String(row['golden_id']).slice(3))),
    );
    const wanted = orders
      .filter((row) => named.has(row['customer_no'] as number))
      .map((row) => row['order_id'])
      .sort();
    expect(wanted.length).toBeGreaterThan(4);
    for (const q of ['华东泵业', 'huadongbengye', 'hdby', '泵业 华东']) {
      const { rows } = await search({ q, limit: 200 });
      const found = rows.filter(({ hits }) => hits.some(({ kind }) => kind === 'customer'));
      expect(found.map(({ orderId }) => orderId).sort(), q).toEqual(wanted);
    }
  });

  it('[ORDERS-3] [POLICY-5] a planner finds no natural person, reads none, and no subject of a case', async () => {
    const as = served.sides[4]?.as ?? '';
    for (const { orderId, customer } of (await search({ view: 'all', limit: often(200, 60) }, as)).rows) {
      const text = await (await ask(as, 'GET', `/api/orders/${encodeURIComponent(orderId)}`)).text();
      expect(text).not.toMatch(/Call from|Seller|Motors wanted/);
      if (customer?.name === '•••') {
        expect(text).not.toMatch(/Pumps for hall|号/);
        const number = orders.find((row) => row['order_id'] === orderId)?.['customer_no'];
        const names = (fixture['bridge_golden_value'] ?? [])
          .filter((row) => row['golden_id'] === `gc_${String(number)}` && row['field'] === 'name')
          .map((row) => String(row['value']));
        for (const q of names)
          expect((await search({ q, limit: 200 }, as)).rows.map((row) => row.orderId)).not.toContain(orderId);
      }
    }
    const masked = (await search({ view: 'all', limit: 200 }, as)).rows.filter(
      ({ customer }) => customer?.name === '•••',
    );
    expect(masked.length).toBeGreaterThan(3);
  });

  it('[ORDERS-4] [ORDERS-5] without a search: what is late, blocked or cancelled in vain, by open amount × days late; every view counts its own', async () => {
    const lines = fixture['mart_order_line_status'] ?? [];
    const blocked = (row: CoreRow): boolean =>
      lines.some(
        (line) =>
          line['order_id'] === row['order_id'] &&
          line['is_open'] === true &&
          (line['cause'] === 'payment_hold' ||
            Number(line['quantity_covered']) < Number(line['quantity_open']) ||
            line['expected_on'] === null),
      );
    const due = (row: CoreRow): boolean =>
      row['is_open'] === true &&
      String(row['next_promised_on']) >= orderAsOf &&
      String(row['next_promised_on']) < '2025-03-08';
    const against = (row: CoreRow): boolean =>
      row['is_shipped_though_cancelled'] === true || row['is_unpaid_though_cancelled'] === true;
    expect(orders.filter((row) => against(row) && row['is_late'] !== true && !blocked(row))).not.toEqual([]);
    const expected = {
      attention: orders.filter((row) => row['is_late'] === true || blocked(row) || against(row)),
      late: orders.filter((row) => row['is_late'] === true),
      blocked: orders.filter(blocked),
      due_week: orders.filter(due),
      open: orders.filter((row) => row['is_open'] === true),
      all: orders,
    };
    const first = await search({ limit: 200 });
    expect(first.view).toBe('attention');
    expect(first.counts).toEqual(orderViews.map((view) => ({ view, orders: expected[view].length })));
    for (const view of orderViews) {
      const { rows, total } = await search({ view, limit: 200 });
      expect(total).toBe(expected[view].length);
      expect(rows.map(({ orderId }) => orderId).sort(), view).toEqual(
        expected[view].map((row) => row['order_id']).sort(),
      );
      expect(expected[view].length, view).toBeGreaterThan(3);
    }
    const stake = first.rows
      .filter(({ isLate }) => isLate)
      .map(({ open: amount, daysLate }) => amount * daysLate);
    expect(stake).toEqual(stake.toSorted((a, b) => b - a));
    expect(first.rows.map(({ isLate }) => isLate)).toEqual(
      first.rows.map(({ isLate }) => isLate).toSorted((a, b) => Number(b) - Number(a)),
    );
    const parts = await Promise.all([0, 5, 10].map((offset) => search({ offset, limit: 5 })));
    expect(parts.flatMap(({ rows }) => rows)).toEqual(first.rows.slice(0, 15));
  });

  it('[ORDERS-6] stock and supply come with the line that waits for them; what is unpromised only to who sees all', async () => {
    const [side, waiting] =
      served.sides
        .slice(1)
        .filter(({ person }) => person.scope.region !== undefined || person.scope.channel !== undefined)
        .map((each) => [each, customersWithin(fixture, each.person.scope)['mart_order_line_status']] as const)
        .map(([each, lines]) => [each, lines?.find((row) => row['supply_kind'] === 'work_order')] as const)
        .find(([, line]) => line !== undefined) ?? [];
    const id = String(waiting?.['order_id']);
    const whole = await open(id);
    const line = whole.lines.find(({ lineId }) => lineId === waiting?.['order_line_id']);
    expect(line?.promise).toMatchObject({
      fromStock: 2,
      fromSupply: Number(waiting?.['quantity_covered']) - 2,
      uncovered: 6 - Number(waiting?.['quantity_covered']),
      supply: { kind: 'work_order', number: waiting?.['supply_number'] },
    });
    expect(line).toHaveProperty('unpromised');
    expect(whole.production.map(({ number }) => number)).toContain(waiting?.['supply_number']);
    const scoped = await open(id, side?.as ?? '');
    expect(scoped.lines[0]).not.toHaveProperty('unpromised');
    expect(scoped.lines[0]).not.toHaveProperty('earliestOn');
    expect(scoped.lines.map(({ promise }) => promise)).toEqual(whole.lines.map(({ promise }) => promise));
    expect(scoped.production).toEqual(whole.production);
  });

  it('[ORDERS-4] reasons are codes with all that their words name, the latest first', async () => {
    for (const row of orders.filter((each) => each['is_late'] === true)) {
      const { reasons, lines } = await open(String(row['order_id']));
      const late = lines.filter(({ isLate, cause }) => isLate && cause !== 'not_yet_due');
      expect(reasons.flatMap((reason) => reason.lines).sort()).toEqual(
        expect.arrayContaining(late.map(({ lineId }) => lineId)),
      );
      expect(reasons.map(({ daysLate }) => daysLate)).toEqual(
        reasons.map(({ daysLate }) => daysLate).toSorted((a, b) => b - a),
      );
      for (const reason of reasons)
        for (const lineId of reason.lines)
          expect(lines.find((line) => line.lineId === lineId)).toMatchObject({
            cause: reason.code,
            promise: { supply: { number: reason.supplyNumber } },
          });
    }
  });

  it('[STATUS-4] a line says for which day its delivery is scheduled', async () => {
    const lines = (fixture['mart_order_line_status'] ?? []).filter((row) => row['is_open'] === true);
    const scheduled = lines.filter((row) => row['scheduled_on'] !== null);
    expect(scheduled.length).toBeGreaterThan(0);
    for (const row of [
      ...scheduled.slice(0, 3),
      ...lines.filter((each) => !scheduled.includes(each)).slice(0, 3),
    ])
      expect((await open(String(row['order_id']))).lines).toContainEqual(
        expect.objectContaining({
          lineId: row['order_line_id'],
          promise: expect.objectContaining({ scheduledOn: row['scheduled_on'] }) as unknown,
        }),
      );
  });

  it('[STATUS-4] [AR-6] beside an order stand the long overdue invoices of its customer that nothing settles', async () => {
    const settled = new Set((fixture['mart_settled_invoice'] ?? []).map((row) => row['invoice_id']));
    let left = 0;
    for (const row of orders.filter((_, at) => at % 4 === 0)) {
      const overdue = (fixture['fct_invoice'] ?? []).filter(
        (each) =>
          each['customer_no'] === row['customer_no'] &&
          row['customer_no'] !== 0 &&
          each['status'] === 'overdue' &&
          String(each['due_on']) < '2025-01-30',
      );
      const held = overdue.filter((each) => !settled.has(each['invoice_id']));
      left += overdue.length - held.length;
      expect((await open(String(row['order_id']))).overdue.invoices).toBe(held.length);
    }
    expect(left).toBeGreaterThan(0);
  });

  it('[THREAD-6] a tie is seen with both its documents; a gap with the document that waits', async () => {
    let gaps = 0;
    const each = often(1, 4);
    for (const [side, { as }] of served.sides.entries())
      for (const row of orders.filter((_, at) => (at + side) % each === 0)) {
        const response = await ask(as, 'GET', `/api/orders/${encodeURIComponent(String(row['order_id']))}`);
        if (response.status === 404) continue;
        const { documents: seen, ties } = (await response.json()) as OrderResponse;
        const ids = new Set(seen.map(({ kind, id }) => `${kind} ${id}`));
        for (const { fromKind, fromId, toKind, toId, gap } of ties) {
          expect(ids.has(`${fromKind} ${fromId}`)).toBe(true);
          if (toId !== null) expect(ids.has(`${toKind} ${toId}`)).toBe(true);
          else if (gap === 'shipment_without_invoice') gaps++;
        }
      }
    expect(gaps).toBeGreaterThan(5);
  });

  it('[ORDERS-7] a download is the screen, to the last row, and holds no formulas', async () => {
    for (const asked of [{}, { view: 'all' }, { q: 'so' }] as const) {
      const screen = await search({ ...asked, limit: 200 });
      const csv = parseCsv(await (await ask(executive(), 'POST', '/api/orders/export', asked)).text());
      const [head = [], ...rows] = csv;
      const column = (name: string): string[] => rows.map((row) => row[head.indexOf(name)] ?? '');
      expect(column('order_id')).toEqual(screen.rows.map(({ orderId }) => orderId));
      expect(column('promised_on')).toEqual(screen.rows.map(({ promisedOn }) => promisedOn ?? ''));
      expect(column('is_short_closed')).toEqual(
        screen.rows.map(({ isShortClosed }) => String(isShortClosed)),
      );
      expect(column('days_late')).toEqual(screen.rows.map(({ daysLate }) => String(daysLate)));
      expect(csv.flat().some((cell) => cell.startsWith('='))).toBe(false);
    }
    const { rows } = await search({ view: 'all', limit: 200 });
    expect(rows.some(({ customerPo }) => customerPo?.startsWith('='))).toBe(true);
    expect(rows.filter(({ isShortClosed }) => isShortClosed).map(({ orderId }) => orderId)).toEqual(
      expect.arrayContaining(
        (fixture['mart_order_status'] ?? []).flatMap((row) =>
          row['is_short_closed'] === true ? [String(row['order_id'])] : [],
        ),
      ),
    );
    expect((await ask(served.sides[1]?.as ?? '', 'POST', '/api/orders/export', {})).status).toBe(403);
  });

  it('[POLICY-2] orders are for executives, planners, service and stewards', async () => {
    for (const role of ['marketer', 'admin'] as const) {
      const as = await served.real.person([role]);
      expect((await ask(as, 'POST', '/api/orders/search', {})).status).toBe(403);
      expect((await ask(as, 'GET', '/api/orders/SO00001')).status).toBe(403);
    }
  });
});
