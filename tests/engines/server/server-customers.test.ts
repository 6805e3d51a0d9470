import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CustomerResponse,
  CustomerSearchResponse,
  TimelineResponse,
} from '../../../src/contract/api/customers.ts';
import { eventKinds } from '../../../src/contract/event-kinds.ts';
import { fixtureMembers } from '../../support/core-fixture.ts';
import { customerCount, customerFixture, loadCustomerFixture } from '../../support/customer-fixture.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { policySides, type PolicyPerson, type PolicySides } from '../../support/policy-sides.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';
import { often } from '../../support/thorough.ts';

const people: readonly PolicyPerson[] = [
  { roles: ['executive'], scope: {} },
  { roles: ['executive'], scope: { region: ['East China'] } },
  { roles: ['marketer'], scope: { channel: ['Web', null] } },
  { roles: ['planner'], scope: { region: ['North China', null] } },
  { roles: ['planner'], scope: {} },
  { roles: ['service'], scope: { channel: ['Distributor'] } },
  { roles: ['service'], scope: { region: [] } },
  { roles: ['steward'], scope: { region: ['East China', 'Europe'], channel: ['Direct', 'Web'] } },
];
const asOf = '2025-03-01';
const fixture = customerFixture(20260630);

const words = [
  '',
  '',
  'acme',
  'bengye',
  'hdby',
  '华东',
  '花冻蹦叶',
  'Acme Pupms',
  'Nordwnid',
  'Pumps acme',
  '91-7',
  '91 7',
  'AC-3',
  'gc_1',
  'gone_1',
  'gp_3',
  'gone_contact',
  'crm|1-0',
  'trading',
  'Müller',
  '%',
  "'",
];

const randomSearch = (random: SeededRandom) => ({
  q: random.pick(words),
  region: random.some([...fixtureMembers.region, 'nowhere'], 0.15),
  channel: random.some([...fixtureMembers.channel], 0.1),
  system: random.pick(['any', 'any', 'crm_only', 'erp_only', 'both']),
  offset: random.pick([0, 0, 3]),
  order: random.pick(['revenue', 'receivables', 'overdue']),
  limit: random.pick([2, 25]),
});

const randomId = (random: SeededRandom): string => {
  const no = 1 + random.integer(customerCount - 1);
  return random.pick([
    `gc_${no}`,
    `gc_${no}`,
    `gone_${random.integer(5)}`,
    `crm|${no}-${random.integer(3)}`,
    `erp|${no}-0`,
    'unknown',
  ]);
};

const randomKinds = (random: SeededRandom): string[] => random.some([...eventKinds], 0.2);

/** All that a caller learns. Which rule chose a value is told only to those without a scope [C360-4]. */
async function learned(response: Response): Promise<string> {
  const text = await response.text();
  return `${response.status} ${response.headers.get('x-tandem-total-rows') ?? ''} ${text
    .replaceAll(/"id":"[0-9a-f]{12}"/g, '')
    .replaceAll(/"rule":("\w+"|null)/g, '')}`;
}

describe('customers across systems', { timeout: 300_000 }, () => {
  let served: PolicySides;
  beforeAll(async () => {
    served = await policySides(fixture, people, loadCustomerFixture, asOf);
  });
  afterAll(() => served.close());

  const ask: PolicySides['ask'] = (...asked) => served.ask(...asked);
  const search = async (as: string, body: unknown): Promise<CustomerSearchResponse> =>
    (await (await ask(as, 'POST', '/api/customers/search', body)).json()) as CustomerSearchResponse;
  const executive = (): string => served.sides[0]?.as ?? '';

  it('[C360-1] [POLICY-9] random (person, question, customer) triples show what the data without the hidden rows would show', async () => {
    const random = seededRandom(11);
    const asked = often(400, 30);
    let found = 0;
    for (let at = 0; at < asked; at++) {
      const side = random.pick(served.sides);
      const id = encodeURIComponent(randomId(random));
      const kinds = randomKinds(random);
      const [method, path, body] = random.pick<[string, string, unknown?]>([
        ['POST', '/api/customers/search', randomSearch(random)],
        ['GET', `/api/customers/${id}`],
        [
          'GET',
          `/api/customers/${id}/timeline?kinds=${kinds.join(',')}&limit=20&offset=${random.pick([0, 5])}${random.pick(['', '&from=2024-01-01', '&from=2024-01-01&to=2024-07-01'])}`,
        ],
        ['POST', '/api/customers/export', { timeline: { customer: decodeURIComponent(id), kinds } }],
        ['POST', '/api/customers/export', { search: randomSearch(random) }],
      ]);
      const mine = await learned(await ask(side.as, method, path, body));
      const truth = await learned(await served.askOracle(side, method, path, body));
      expect(mine, `${JSON.stringify(side.person)} ${path} ${JSON.stringify(body)}`).toBe(truth);
      if (mine.startsWith('200')) found++;
    }
    expect(found).toBeGreaterThan(asked / 3.1);
  });

  it('[C360-4] only someone without a scope is told which rule chose a value', async () => {
    const rules = async (as: string): Promise<unknown[]> => {
      const { rows } = await search(as, {});
      const all = await Promise.all(
        rows.map(async ({ goldenId }) => {
          const one = (await (await ask(as, 'GET', `/api/customers/${goldenId}`)).json()) as CustomerResponse;
          return one.fields.flatMap(({ winner, losers }) => [winner, ...losers].map(({ rule }) => rule));
        }),
      );
      return all.flat();
    };
    const [told, kept] = [await rules(executive()), await rules(served.sides[1]?.as ?? '')];
    expect(told.length).toBeGreaterThan(50);
    expect(told.every((rule) => typeof rule === 'string')).toBe(true);
    expect(kept.length).toBeGreaterThan(10);
    expect(new Set(kept)).toEqual(new Set([null]));
  });

  it('[C360-2] a planner reads no name, address, telephone number or subject of a natural person, and cannot search by one', async () => {
    const as = served.sides[4]?.as ?? '';
    const { rows } = await search(as, { limit: 200 });
    const persons = rows.filter(({ kind }) => kind !== 'company');
    expect(persons.length).toBeGreaterThan(2);
    expect(persons.every(({ name }) => name === null || name === '•••')).toBe(true);
    const named = { company: 0, masked: 0 };
    for (const { goldenId, kind } of rows) {
      const text = await (await ask(as, 'GET', `/api/customers/${goldenId}`)).text();
      expect(text).not.toMatch(/@example\.test|Person \d|1380000|021-\d|\d+ Road|Seller/);
      const line = await (await ask(as, 'GET', `/api/customers/${goldenId}/timeline?limit=500`)).text();
      expect(line).not.toMatch(/Talk with|Call from|Asked by/);
      const body = { timeline: { customer: goldenId, kinds: ['opportunity'] } };
      const csv = await (await ask(as, 'POST', '/api/customers/export', body)).text();
      for (const told of [text, line, csv])
        if (kind === 'company') named.company += told.split('Opportunity ').length - 1;
        else expect(told, 'an opportunity bears the name of its customer').not.toContain('Opportunity ');
      if (kind !== 'company') named.masked += line.split('"kind":"opportunity"').length - 1;
    }
    expect(Math.min(named.company, named.masked)).toBeGreaterThan(3);
    for (const q of ['acme', '华东', 'hdby', '91-7'])
      for (const { kind } of (await search(as, { q, limit: 200 })).rows) expect(kind).toBe('company');
    const open = await search(executive(), { q: 'acme', limit: 200 });
    expect(open.rows.some(({ kind }) => kind !== 'company')).toBe(true);
  });

  it('[C360-3] finds by either script, sound, id, account and tax number; the best match first', async () => {
    const records = fixture['dim_customer'] ?? [];
    const named = new Set(
      (fixture['bridge_golden_value'] ?? [])
        .filter(
          (row) =>
            ['name', 'legal_name'].includes(String(row['field'])) && row['value'] === '华东泵业有限公司',
        )
        .map((row) => row['golden_id']),
    );
    expect(named.size).toBeGreaterThan(1);
    for (const q of ['华东泵业', 'huadongbengye', 'Huadong Bengye', 'hdby'])
      expect(
        new Set((await search(executive(), { q, limit: 200 })).rows.map(({ goldenId }) => goldenId)),
        q,
      ).toEqual(named);
    const account = records.find((row) => row['external_ref']);
    const hit = (
      await search(executive(), { q: String(account?.['external_ref']).toLowerCase().replace('-', ' ') })
    ).rows[0];
    expect(hit).toMatchObject({ goldenId: account?.['golden_id'], matched: 'record' });
    const tax = (fixture['bridge_golden_value'] ?? []).find((row) => row['field'] === 'tax_id');
    const byTax = await search(executive(), { q: String(tax?.['value']).replace('-', ''), limit: 200 });
    expect(byTax.rows.map(({ goldenId }) => goldenId)).toContain(tax?.['golden_id']);
  });

  it('[C360-3] [GOLDEN-2] finds by a golden id, now or before, of the customer or of a contact', async () => {
    const found = async (q: string): Promise<string[]> =>
      (await search(executive(), { q, limit: 200 })).rows.map(
        ({ goldenId, matched }) => `${goldenId} ${matched ?? ''}`,
      );
    expect(await found(' GC_2 ')).toEqual(['gc_2 record']);
    const gone = (fixture['bridge_golden_redirect'] ?? [])[1];
    expect(await found(String(gone?.['old_golden_id']))).toEqual([`${String(gone?.['golden_id'])} record`]);
    const contacts = new Set(['crm|k6', 'crm|k7']);
    const customers = new Set(
      (fixture['dim_contact'] ?? [])
        .filter((row) => contacts.has(String(row['contact_id'])) && row['customer_no'] !== 0)
        .map((row) => `gc_${String(row['customer_no'])} record`),
    );
    expect(customers.size).toBeGreaterThan(0);
    for (const q of ['gp_3', 'gone_contact']) expect(new Set(await found(q)), q).toEqual(customers);
    expect(await found('gone_nobody')).toEqual([]);
  });

  it('[C360-3] a name with a slip is found when none is spelled so, and says that it is only close', async () => {
    const found = async (q: string): Promise<CustomerSearchResponse['rows']> =>
      (await search(executive(), { q, limit: 200 })).rows;
    const right = (await found('Acme Pumps')).map(({ goldenId }) => goldenId).sort();
    expect(right.length).toBeGreaterThan(0);
    for (const q of ['acme pupms', 'Pumsp Acme', 'acme pumpes']) {
      const close = await found(q);
      expect(close.map(({ goldenId }) => goldenId).sort(), q).toEqual(right);
      expect(new Set(close.map(({ matched }) => matched)), q).toEqual(new Set(['close']));
    }
    expect(new Set((await found('acme pumps')).map(({ matched }) => matched))).toEqual(new Set(['name']));
    // A short word is taken as it stands, and two slips in a word of nine letters or less are another word.
    for (const q of ['bcme pumps', 'acme pxxps', '%%%%%%']) expect(await found(q), q).toEqual([]);
    const [heard, read] = [await found('花冻蹦叶'), await found('华东泵业')];
    expect(heard.map(({ goldenId }) => goldenId)).toEqual(read.map(({ goldenId }) => goldenId));
    expect(new Set(heard.map(({ matched }) => matched))).toEqual(new Set(['pinyin']));
  });

  it('[C360-3] the list without words begins with the largest of what is asked for', async () => {
    for (const order of ['revenue', 'receivables', 'overdue'] as const) {
      const values = (await search(executive(), { order, limit: 200 })).rows.map((row) => row[order]);
      expect(values.length).toBeGreaterThan(5);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
    }
  });

  it('[C360-3] pages neither overlap nor leave out', async () => {
    const whole = await search(executive(), { limit: 200 });
    expect(whole.rows.length).toBe(customerCount - 1);
    const parts = await Promise.all([0, 4, 8].map((offset) => search(executive(), { offset, limit: 4 })));
    expect(parts.flatMap(({ rows }) => rows)).toEqual(whole.rows);
    expect(parts.map(({ total }) => total)).toEqual([11, 11, 11]);
  });

  it('[C360-5] the time line holds every event of the customer once, newest first, and its counts add up', async () => {
    for (let no = 1; no < 5; no++) {
      const line = (await (
        await ask(executive(), 'GET', `/api/customers/gc_${no}/timeline?limit=500`)
      ).json()) as TimelineResponse;
      expect(line.rows).toHaveLength(line.total);
      expect(new Set(line.rows.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(line.total);
      expect(line.rows.map(({ on }) => on)).toEqual(
        line.rows
          .map(({ on }) => on)
          .toSorted()
          .toReversed(),
      );
      expect(line.marks.reduce((sum, { events }) => sum + events, 0)).toBe(line.total);
      const lanes = line.marks.filter(({ kind }) => kind === 'order');
      const counted = line.rows.filter(({ kind, status }) => kind === 'order' && status !== 'cancelled');
      expect(
        lanes.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
        '[STATUS-14]',
      ).toBeCloseTo(
        counted.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
        4,
      );
      for (const { kind, events } of line.counts)
        expect(line.rows.filter((event) => event.kind === kind)).toHaveLength(events);
      const count = (table: string): number =>
        (fixture[table] ?? []).filter((row) => row['customer_no'] === no).length;
      const of = (kind: string): number => line.counts.find((each) => each.kind === kind)?.events ?? 0;
      expect(of('activity')).toBe(count('fct_activity'));
      expect(of('lead')).toBe(count('fct_lead'));
      expect(of('order') + of('quote')).toBe(count('mart_order_status'));
      expect(of('invoice') + of('credit_note')).toBe(count('fct_invoice'));
      expect(of('payment')).toBe(count('fct_payment'));
    }
  });

  it('[C360-5] [ORD-4] [STATUS-12] an order that did not come in whole, or was closed short, says so, late or not', async () => {
    const flags = new Map<unknown, string | null>();
    for (let no = 1; no < customerCount; no++) {
      const path = `/api/customers/gc_${no}/timeline?limit=500&kinds=order,quote`;
      for (const { key, flag } of ((await (await ask(executive(), 'GET', path)).json()) as TimelineResponse)
        .rows)
        flags.set(key, flag);
    }
    const orders = (fixture['mart_order_status'] ?? []).filter((row) => flags.has(row['order_id']));
    for (const [isLate, isIncomplete, flag] of [
      [true, true, 'late_incomplete'],
      [true, false, 'late'],
      [false, true, 'incomplete'],
    ] as const) {
      const some = orders.filter((row) => row['is_late'] === isLate && row['is_incomplete'] === isIncomplete);
      expect(some.length, flag).toBeGreaterThan(0);
      expect(new Set(some.map((row) => flags.get(row['order_id'])))).toEqual(new Set([flag]));
    }
    const short = orders.filter(
      (row) => row['is_short_closed'] === true && row['is_late'] !== true && row['is_incomplete'] !== true,
    );
    expect(short.length).toBeGreaterThan(0);
    for (const row of short)
      expect(flags.get(row['order_id'])).toBe(
        Number(row['days_late']) > 0 ? 'was_late_short_closed' : 'short_closed',
      );
  });

  it('[C360-5] days narrow the rows and their number, not what the drawing counts', async () => {
    const read = async (query: string): Promise<TimelineResponse> =>
      (await (
        await ask(executive(), 'GET', `/api/customers/gc_2/timeline?limit=500${query}`)
      ).json()) as TimelineResponse;
    const whole = await read('');
    const [to = '', from = ''] = [1, 3].map((part) => whole.rows[(whole.rows.length * part) >> 2]?.on);
    const part = await read(`&kinds=order,activity,invoice&from=${from}&to=${to}`);
    const wanted = whole.rows.filter(
      ({ kind, on }) => ['order', 'activity', 'invoice'].includes(kind) && on >= from && on < to,
    );
    expect(wanted.length).toBeGreaterThan(2);
    expect(wanted.length).toBeLessThan(whole.rows.length);
    expect(part.rows).toEqual(wanted);
    expect(part.total).toBe(wanted.length);
    expect(part.marks).toEqual(whole.marks);
    const coarse = await read('&steps=10');
    expect(coarse.step).not.toBe('week');
    expect(coarse.counts).toEqual(whole.counts);
    expect((await ask(executive(), 'GET', '/api/customers/gc_2/timeline?from=soon')).status).toBe(400);
  });

  it('[C360-6] the value is that of the metrics; service sees no margin', async () => {
    const window = { from: '2024-03-02', to: '2025-03-02' };
    const filters = [{ dimension: 'customer', op: 'in', values: ['gc_2'] }];
    const metrics = ['revenue', 'receivables', 'weighted_pipeline', 'otif_rate', 'open_cases', 'orders'];
    const response = await ask(executive(), 'POST', '/api/query', {
      queries: { all: { metrics, filters, window } },
    });
    const { results } = (await response.json()) as { results: { all: { rows: number[][] } } };
    const { value } = (await (
      await ask(executive(), 'GET', '/api/customers/gc_2')
    ).json()) as CustomerResponse;
    expect([
      value.revenue,
      value.receivables,
      value.weightedPipeline,
      value.otifRate,
      value.openCases,
      value.orders,
    ]).toEqual(results.all.rows[0]);
    expect(value.revenue).not.toBe(0);
    expect(value).toHaveProperty('margin');
    const service = await served.real.person(['service']);
    const seen = (await (await ask(service, 'GET', '/api/customers/gc_2')).json()) as CustomerResponse;
    expect(seen.value).not.toHaveProperty('margin');
    expect(seen.value.revenue).toBe(value.revenue);
  });

  it('[C360-7] downloads equal the screen and hold no formulas', async () => {
    const csv = parseCsv(
      await (
        await ask(executive(), 'POST', '/api/customers/export', {
          timeline: { customer: 'gc_2', kinds: ['order', 'payment'] },
        })
      ).text(),
    );
    const line = (await (
      await ask(executive(), 'GET', '/api/customers/gc_2/timeline?kinds=order,payment&limit=500')
    ).json()) as TimelineResponse;
    expect(csv.slice(1).map((row) => [row[0], row[2], row[3] || null])).toEqual(
      line.rows.map(({ on, kind, number }) => [on, kind, number]),
    );
    expect(line.rows.some(({ text }) => text === '=1+1')).toBe(true);
    expect(csv.flat().some((cell) => cell.startsWith('='))).toBe(false);
    const list = await search(executive(), { q: 'trading' });
    const rows = parseCsv(
      await (await ask(executive(), 'POST', '/api/customers/export', { search: { q: 'trading' } })).text(),
    );
    expect(rows.slice(1).map((row) => row[0])).toEqual(list.rows.map(({ goldenId }) => goldenId));
    const service = await served.real.person(['service']);
    expect((await ask(service, 'POST', '/api/customers/export', { search: {} })).status).toBe(403);
  });
});
