import type { Scope } from '../../src/contract/roles.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import {
  coreFixture,
  fixtureMembers,
  loadCoreFixture,
  type CoreFixture,
  type CoreRow,
} from './core-fixture.ts';
import { loadRows } from './load-rows.ts';
import { seededRandom, type SeededRandom } from './seeded-random.ts';

const source = '_source varchar, _source_key varchar, _batch varchar, _line bigint';
const market = 'region varchar, channel varchar, customer_no integer';
const money = 'decimal(18,4)';

const ddl: Readonly<Record<string, string>> = {
  dim_customer: `${source}, ${market}, customer_id varchar, golden_id varchar, name varchar, kind varchar, external_ref varchar, is_active boolean, created_on date, is_current boolean`,
  dim_golden_customer: `customer_no integer, golden_id varchar, name varchar, kind varchar, region varchar, channel varchar, opted_out boolean`,
  bridge_golden_record:
    'customer_id varchar, golden_id varchar, customer_no integer, source varchar, role varchar, joined_by varchar',
  bridge_golden_value:
    'golden_id varchar, field varchar, value varchar, customer_id varchar, is_winner boolean, rule varchar, rank integer, valid_from date, decision_id varchar',
  bridge_golden_redirect: 'old_golden_id varchar, golden_id varchar',
  bridge_tied_redirect: 'entity varchar, old_golden_id varchar, golden_id varchar',
  fct_identity_pair: 'left_id varchar, right_id varchar, weight integer, same_golden boolean',
  dim_contact: `${source}, ${market}, contact_id varchar, full_name varchar, email varchar, phone varchar, title varchar`,
  bridge_contact_record: 'contact_id varchar, golden_contact_id varchar',
  dim_golden_contact:
    'golden_contact_id varchar, name varchar, email varchar, phone varchar, title varchar, opted_out boolean',
  dim_campaign: 'campaign_id varchar, name varchar',
  fct_campaign_member: `${source}, ${market}, campaign_member_id varchar, campaign_id varchar, status varchar, joined_on date`,
  fct_activity: `${source}, ${market}, activity_id varchar, occurred_on date, kind varchar, subject varchar, status varchar`,
  fct_lead: `${source}, ${market}, lead_id varchar, name varchar, source varchar, status varchar, created_on date, is_closed boolean`,
  fct_payment: `${source}, ${market}, payment_id varchar, invoice_id varchar, paid_on date, currency varchar, amount ${money}, settled_base ${money}`,
  fct_shipment_line: `${source}, ${market}, shipment_line_id varchar, shipment_number varchar, order_id varchar, shipped_on date, status varchar`,
  mart_order_status: `${source}, ${market}, order_id varchar, order_number varchar, customer_po varchar, ordered_on date, state varchar, is_late boolean, is_open boolean, is_incomplete boolean, is_short_closed boolean, days_late integer, currency varchar, amount ${money}, amount_base ${money}`,
};

/** Names in both scripts, one that begins like a formula. */
const companies = [
  'Acme Pumps',
  '华东泵业有限公司',
  'Müller Ventile GmbH',
  '=Sum Trading',
  '江南机电',
  'Nordwind AS',
];
const cities = ['Suzhou', 'Hamburg', '上海'];

export const customerCount = 12;

/** Core tables with golden customers whose source records lie in several regions and channels. */
export function customerFixture(seed: number, size = 160): CoreFixture {
  const random = seededRandom(seed);
  const core = coreFixture(seed, size);
  let line = 50_000;
  const place = (source: string): CoreRow => ({
    _source: source,
    _source_key: `${line}`,
    _batch: `b${random.integer(5)}`,
    _line: ++line,
    region: random.pick(fixtureMembers.region),
    channel: random.pick(fixtureMembers.channel),
  });
  const anyDay = (): string =>
    new Date(Date.UTC(2023, 5, 1 + random.integer(640))).toISOString().slice(0, 10);
  const someone = (): number => random.integer(customerCount);
  const times = (count: number, make: (at: number) => CoreRow): CoreRow[] =>
    Array.from({ length: count }, (_, at) => make(at));
  const event = (source: string): CoreRow => ({ ...place(source), customer_no: someone() });

  const records = goldenRecords(random, place, anyDay);
  const contacts = times(30, (at): CoreRow => ({
    ...event('crm'),
    contact_id: `crm|k${at}`,
    full_name: `Person ${at >> 1}`,
    email: `p${at}@example.test`,
    phone: random.chance(0.5) ? `1380000${at}` : null,
    title: random.chance(0.5) ? 'Buyer' : null,
  }));
  return {
    ...core,
    fct_invoice: (core['fct_invoice'] ?? []).map((row) => ({
      ...row,
      kind: random.chance(0.85) ? 'invoice' : 'credit_note',
      status: random.pick(['paid', 'open', 'overdue']),
      order_id: `erp|o${random.integer(30)}`,
    })),
    ...records,
    dim_golden_customer: [
      { customer_no: 0, golden_id: 'unknown', opted_out: false },
      ...times(customerCount - 1, (at) => ({
        customer_no: at + 1,
        golden_id: `gc_${at + 1}`,
        name: 'never read',
        kind: 'company',
        opted_out: random.chance(0.3),
      })),
    ],
    bridge_golden_redirect: times(4, (at) => ({
      old_golden_id: `gone_${at}`,
      golden_id: `gc_${1 + random.integer(customerCount - 1)}`,
    })),
    bridge_tied_redirect: [{ entity: 'contact', old_golden_id: 'gone_contact', golden_id: 'gp_3' }],
    dim_contact: contacts,
    bridge_contact_record: contacts.map((row, at) => ({
      contact_id: row['contact_id'] ?? null,
      golden_contact_id: `gp_${at >> 1}`,
    })),
    dim_golden_contact: times(15, (at) => ({
      golden_contact_id: `gp_${at}`,
      name: `Person ${at}`,
      email: `p${2 * at + 1}@example.test`,
      opted_out: random.chance(0.3),
    })),
    dim_campaign: times(3, (at) => ({ campaign_id: `crm|m${at}`, name: `Campaign ${at}` })),
    fct_campaign_member: times(60, (at) => ({
      ...event('crm'),
      campaign_member_id: `crm|cm${at}`,
      campaign_id: `crm|m${random.integer(3)}`,
      status: 'Sent',
      joined_on: anyDay(),
    })),
    fct_activity: times(60, (at) => ({
      ...event('crm'),
      activity_id: `crm|a${at}`,
      occurred_on: anyDay(),
      kind: random.pick(['Call', 'Email']),
      subject: `Talk with person ${at}`,
      status: 'Completed',
    })),
    fct_payment: times(80, (at) => ({
      ...event('erp'),
      payment_id: `erp|y${at}`,
      invoice_id: `erp|v${random.integer(size / 4)}`,
      paid_on: anyDay(),
      currency: 'CNY',
      amount: `${at}`,
      settled_base: `${1 + random.integer(9_000)}`,
    })),
    fct_shipment_line: times(60, (at) => ({
      ...event('erp'),
      shipment_line_id: `erp|h${at}`,
      shipment_number: `OUT/${random.integer(30)}`,
      order_id: `erp|o${random.integer(30)}`,
      shipped_on: random.chance(0.9) ? anyDay() : null,
      status: 'done',
    })),
    mart_order_status: times(60, (at) => ({
      ...event('erp'),
      order_id: `erp|o${at}`,
      order_number: `S${at}`,
      customer_po: random.chance(0.4) ? '=1+1' : `PO-${at}`,
      ordered_on: anyDay(),
      state: ((state) => (at % 5 === 3 ? 'cancelled' : state))(
        random.pick(['quoted', 'confirmed', 'shipped', 'paid']),
      ),
      is_late: random.chance(0.2),
      is_open: random.chance(0.4),
      is_incomplete: at % 4 === 1,
      is_short_closed: at % 6 === 4,
      days_late: random.integer(20),
      currency: 'EUR',
      amount: `${at}.75`,
      amount_base: `${random.integer(90_000)}`,
    })),
    fct_lead: times(40, (at) => ({
      ...event('crm'),
      lead_id: `crm|q${at}`,
      name: `Asked by person ${at}`,
      status: 'Closed - Converted',
      created_on: anyDay(),
      is_closed: random.chance(0.8),
    })),
  };
}

function goldenRecords(
  random: SeededRandom,
  place: (source: string) => CoreRow,
  anyDay: () => string,
): Pick<CoreFixture, string> {
  const dim: CoreRow[] = [
    {
      customer_id: 'unknown',
      golden_id: 'unknown',
      customer_no: 0,
      is_current: true,
      region: null,
      channel: null,
    },
  ];
  const bridge: CoreRow[] = [];
  const values: CoreRow[] = [];
  const pairs: CoreRow[] = [];
  for (let no = 1; no < customerCount; no++) {
    const golden_id = `gc_${no}`;
    const own: CoreRow[] = Array.from({ length: 1 + random.integer(4) }, (_, at): CoreRow => {
      const source = random.pick(['crm', 'erp']);
      return {
        ...place(source),
        customer_id: `${source}|${no}-${at}`,
        golden_id,
        customer_no: no,
        name: random.pick(companies),
        kind: random.pick(['company', 'person', null]),
        external_ref: random.chance(0.3) ? `AC-${no}` : null,
        is_active: random.chance(0.8),
        created_on: anyDay(),
        is_current: true,
      };
    });
    dim.push(...own);
    for (const row of own)
      bridge.push({
        customer_id: row['customer_id'] ?? null,
        golden_id,
        customer_no: no,
        source: row['_source'] ?? null,
        role: row['_source'] ?? null,
        joined_by: own.length === 1 ? 'alone' : random.pick(['linked', 'decided']),
      });
    for (let at = 1; at < own.length; at++)
      pairs.push({
        left_id: own[at - 1]?.['customer_id'] ?? null,
        right_id: own[at]?.['customer_id'] ?? null,
        weight: random.integer(30_000),
        same_golden: true,
      });
    values.push(...offersOf(random, golden_id, own, anyDay));
  }
  return {
    dim_customer: dim,
    bridge_golden_record: bridge,
    bridge_golden_value: values,
    fct_identity_pair: pairs,
  };
}

function offersOf(
  random: SeededRandom,
  golden_id: string,
  own: readonly CoreRow[],
  anyDay: () => string,
): CoreRow[] {
  const said: Readonly<Record<string, (row: CoreRow) => string | null>> = {
    name: (row) => String(row['name']),
    legal_name: () => (random.chance(0.4) ? random.pick(companies) : null),
    kind: (row) => row['kind'] as string | null,
    tax_id: () => (random.chance(0.6) ? `91-${random.integer(20)}` : null),
    email: () => (random.chance(0.6) ? `mail${random.integer(9)}@example.test` : null),
    phone: () => (random.chance(0.6) ? `021-${random.integer(999)}` : null),
    street: () => (random.chance(0.6) ? `${random.integer(99)} Road` : null),
    city: () => (random.chance(0.7) ? random.pick(cities) : null),
    region: (row) => row['region'] as string | null,
    channel: (row) => row['channel'] as string | null,
    owner_key: () => (random.chance(0.6) ? random.pick(['erp|u1', 'erp|u2']) : null),
  };
  return Object.entries(said).flatMap(([field, of]) => {
    const offers = own
      .flatMap((row) => {
        const value = of(row);
        return value === null ? [] : [{ value, customer_id: row['customer_id'] ?? null, at: random.next() }];
      })
      .sort((a, b) => a.at - b.at);
    const pinned = random.chance(0.1);
    return offers.map(({ value, customer_id }, at) => ({
      golden_id,
      field,
      value,
      customer_id,
      is_winner: at === 0,
      rule: pinned ? 'pin' : random.pick(['trust', 'recency', 'completeness']),
      rank: at + 1,
      valid_from: anyDay(),
      decision_id: pinned && at === 0 ? `d_${golden_id}_${field}` : null,
    }));
  });
}

/** The oracle: the data without what a person of this scope may not see. */
export function customersWithin(fixture: CoreFixture, scope: Scope): CoreFixture {
  const allowed = (row: CoreRow): boolean =>
    (['region', 'channel'] as const).every(
      (column) => scope[column]?.includes((row[column] ?? null) as string | null) ?? true,
    );
  const ids = (table: string, column: string): ReadonlySet<unknown> =>
    new Set((fixture[table] ?? []).filter(allowed).map((row) => row[column]));
  const [customers, contacts] = [ids('dim_customer', 'customer_id'), ids('dim_contact', 'contact_id')];
  return Object.fromEntries(
    Object.entries(fixture).map(([table, rows]) => {
      const columns = Object.keys(rows[0] ?? {});
      if (table === 'dim_golden_customer' || table === 'dim_golden_contact') return [table, rows];
      if (table === 'fct_identity_pair')
        return [table, rows.filter((row) => customers.has(row['left_id']) && customers.has(row['right_id']))];
      if (table.startsWith('bridge_golden_') && columns.includes('customer_id'))
        return [table, rows.filter((row) => customers.has(row['customer_id']))];
      if (table === 'bridge_contact_record')
        return [table, rows.filter((row) => contacts.has(row['contact_id']))];
      return [table, columns.includes('region') ? rows.filter(allowed) : rows];
    }),
  );
}

/** Creates the core tables, the roll-ups and the tables of golden customers. */
export async function loadCustomerFixture(warehouse: Warehouse, fixture: CoreFixture): Promise<void> {
  await loadCoreFixture(warehouse, fixture);
  await loadCustomerTables(warehouse, fixture);
}

/** Creates the tables of customers alone. */
export async function loadCustomerTables(warehouse: Warehouse, fixture: CoreFixture): Promise<void> {
  for (const [table, columns] of Object.entries(ddl))
    await loadRows(warehouse, table, columns, fixture[table] ?? []);
}
