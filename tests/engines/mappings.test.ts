import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCanonical } from '../../pipelines/publish/canonical.ts';
import { repositoryPaths } from '../../pipelines/publish/repository-paths.ts';
import { openWarehouse, type Row, type Warehouse } from '../../src/warehouse/open.ts';
import { identifier, literal } from '../../src/warehouse/quote.ts';
import { createTypedInputs, createTypedObjects } from '../support/typed-inputs.ts';

type SourceRow = Readonly<Record<string, string | number | boolean | null>>;

let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse();
  await createTypedInputs(warehouse, readCanonical(repositoryPaths.canonical));
  await warehouse.run(`update config set time_zone = 'Asia/Shanghai'`);
  for (const system of ['salesforce', 'odoo', 'tryton', 'hubspot'])
    await createTypedObjects(warehouse, join(repositoryPaths.systems, system), system);
});

afterAll(() => warehouse.close());

/** What a mapping makes of the given source rows, one at least an object, in order of their keys. */
async function mapped(system: string, entity: string, given: Record<string, SourceRow[]>): Promise<Row[]> {
  for (const [object, rows] of Object.entries(given)) {
    const table = `${identifier(system)}.${identifier(object)}`;
    await warehouse.run(`delete from ${table}`);
    for (const row of rows)
      await warehouse.run(
        `insert into ${table} (${Object.keys(row).map(identifier).join(', ')})
         values (${Object.values(row)
           .map((value) => (value === null ? 'null' : literal(String(value))))
           .join(', ')})`,
      );
  }
  await warehouse.run(`set search_path = '${system},main'`);
  const sql = readFileSync(join(repositoryPaths.systems, system, `${entity}.sql`), 'utf8');
  return warehouse
    .rows(`select * from (${sql}) order by source_key`)
    .finally(() => warehouse.run(`set search_path = 'main'`));
}

describe('Odoo', () => {
  it('[CAL-1] an order placed late in the day in UTC belongs to the next day in Shanghai', async () => {
    const rows = await mapped('odoo', 'sales_order', {
      sale_order: [
        { id: 'a', name: 'SO1', state: 'sale', date_order: '2026-03-31 15:59:59' },
        {
          id: 'b',
          name: 'SO2',
          state: 'sent',
          date_order: '2026-03-31 16:00:00',
          commitment_date: '2026-04-05 02:00:00',
        },
        { id: 'c', name: 'SO3', state: 'cancel', date_order: '2026-03-31 16:00:00' },
      ],
    });
    expect(rows).toMatchObject([
      { source_key: 'a', ordered_on: '2026-03-31', status: 'confirmed', promised_on: null },
      { source_key: 'b', ordered_on: '2026-04-01', status: 'quotation', promised_on: '2026-04-05' },
      { source_key: 'c', status: 'cancelled' },
    ]);
  });

  it('[AR-2] a payment of a credit note is money paid back, whatever its sign in the file', async () => {
    const rows = await mapped('odoo', 'payment', {
      account_move: [
        { id: 'i', move_type: 'out_invoice' },
        { id: 'r', move_type: 'out_refund' },
      ],
      account_payment: [
        { id: '1', move_id: 'i', amount: 10, state: 'posted' },
        { id: '2', move_id: 'r', amount: 3, state: 'posted' },
        { id: '3', move_id: 'r', amount: -3, state: 'draft' },
        { id: '4', move_id: null, amount: 7, state: 'posted' },
      ],
    });
    expect(rows.map((row) => [row['source_key'], Number(row['amount']), row['status']])).toEqual([
      ['1', 10, 'posted'],
      ['2', -3, 'posted'],
      ['3', -3, 'draft'],
      ['4', 7, 'posted'],
    ]);
  });

  it('a partner who only supplies is no customer; one who once bought stays one, with every version', async () => {
    const rows = await mapped('odoo', 'customer', {
      res_partner__history: [
        {
          id: 's',
          name: 'Steel',
          customer_rank: 0,
          supplier_rank: 3,
          _is_deleted: false,
          _cursor: '2026-01-01',
        },
        {
          id: 'c',
          name: 'Acme',
          is_company: true,
          customer_rank: 1,
          supplier_rank: 0,
          active: true,
          _is_deleted: false,
          _cursor: '2026-01-01',
        },
        {
          id: 'c',
          name: 'Acme',
          is_company: true,
          customer_rank: 0,
          supplier_rank: 1,
          active: false,
          _is_deleted: false,
          _cursor: '2026-02-01',
        },
        { id: 'p', name: '李雷', is_company: false, _is_deleted: false, _cursor: '2026-01-01' },
      ],
    });
    expect(rows.map((row) => [row['source_key'], row['kind'], row['is_active']])).toEqual([
      ['c', 'company', expect.any(Boolean)],
      ['c', 'company', expect.any(Boolean)],
      ['p', 'person', true],
    ]);
    expect(rows.filter((row) => row['is_active'] === false)).toMatchObject([
      { valid_from: '2026-02-01 00:00:00' },
    ]);
  });

  it('goods have a day of shipment only when they have left', async () => {
    const rows = await mapped('odoo', 'shipment_line', {
      stock_picking_line: [
        { id: 'a', state: 'done', quantity: 1, date_done: '2026-03-31 16:30:00' },
        { id: 'b', state: 'assigned', quantity: 1, date_done: '2026-03-31 16:30:00', is_return: true },
      ],
    });
    expect(rows).toMatchObject([
      { status: 'done', shipped_on: '2026-04-01', is_return: false },
      { status: 'planned', shipped_on: null, is_return: true },
    ]);
  });
});

describe('Salesforce', () => {
  it('[SCD-7] a deleted account stays, inactive from then on', async () => {
    const rows = await mapped('salesforce', 'customer', {
      account__history: [
        { id: 'a', name: 'Acme', _is_deleted: false, _cursor: '2026-01-01' },
        { id: 'b', name: 'Wang', type: 'Person Account', _is_deleted: true, _cursor: '2026-02-01' },
      ],
    });
    expect(rows).toMatchObject([
      { source_key: 'a', kind: 'company', is_active: true },
      { source_key: 'b', kind: 'person', is_active: false, valid_from: '2026-02-01 00:00:00' },
    ]);
  });

  it('names are said family name first in Chinese', async () => {
    const rows = await mapped('salesforce', 'contact', {
      contact: [
        { id: 'a', first_name: 'Ann', last_name: 'Lee' },
        { id: 'b', first_name: '雷', last_name: '李' },
        { id: 'c', last_name: 'Muster' },
        { id: 'd' },
      ],
    });
    expect(rows.map((row) => row['full_name'])).toEqual(['Ann Lee', '李雷', 'Muster', null]);
  });

  it('a chance is a share of one, and only a closed opportunity has a closing day', async () => {
    const rows = await mapped('salesforce', 'opportunity', {
      opportunity: [
        {
          id: 'a',
          stage_name: 'Proposal',
          probability: 50,
          close_date: '2026-07-31',
          is_closed: false,
          is_won: false,
        },
        {
          id: 'b',
          stage_name: 'Closed Won',
          probability: 100,
          close_date: '2026-05-31',
          is_closed: true,
          is_won: true,
        },
      ],
    });
    expect(rows.map((row) => [Number(row['probability']), row['close_on'], row['closed_on']])).toEqual([
      [0.5, '2026-07-31', null],
      [1, '2026-05-31', '2026-05-31'],
    ]);
  });

  it('[CASE-1] a case that is reopened is open, although it has a day of closing', async () => {
    const rows = await mapped('salesforce', 'service_case', {
      case: [
        { id: 'a', is_closed: false, created_at: '2026-01-01 20:00:00', closed_at: '2026-01-05 20:00:00' },
        {
          id: 'b',
          is_closed: true,
          created_at: '2026-01-01 20:00:00',
          system_modstamp: '2026-01-09 01:00:00',
        },
      ],
    });
    expect(rows).toMatchObject([
      { opened_on: '2026-01-02', closed_on: null },
      { opened_on: '2026-01-02', closed_on: '2026-01-09' },
    ]);
  });

  it('[THREAD-9] a lead is closed by what it became or by its status, named whether the export has one name or two', async () => {
    const rows = await mapped('salesforce', 'lead', {
      lead: [
        {
          id: 'a',
          first_name: 'Ann',
          last_name: 'Lee',
          company: 'Lee Ltd',
          status: 'Closed - Converted',
          is_converted: true,
          converted_date: '2026-03-02',
          converted_account_id: '001A',
          converted_opportunity_id: '006A',
          created_at: '2026-02-28 16:30:00',
        },
        { id: 'b', last_name: '李', first_name: '雷', status: 'Working - Contacted', campaign_id: '701K' },
        { id: 'c', name: 'Cy Dent', status: 'Closed - Not Converted', is_converted: false },
        { id: 'd', name: 'Dee', last_name: null, status: 'Unqualified' },
        { id: 'e', last_name: 'Ek', status: 'Qualified', lead_source: 'Web' },
      ],
    });
    expect(rows).toMatchObject([
      {
        name: 'Ann Lee',
        company: 'Lee Ltd',
        customer_key: '001A',
        opportunity_key: '006A',
        created_on: '2026-03-01',
        closed_on: '2026-03-02',
        is_closed: true,
      },
      { name: '李雷', campaign_key: '701K', opportunity_key: null, is_closed: false },
      { name: 'Cy Dent', closed_on: null, is_closed: true },
      { name: 'Dee', is_closed: true },
      { name: 'Ek', source: 'Web', is_closed: false },
    ]);
  });

  it('a task about an opportunity names it; a task about something else does not', async () => {
    const rows = await mapped('salesforce', 'activity', {
      opportunity: [{ id: '006A' }],
      task: [
        { id: 'a', what_id: '006A' },
        { id: 'b', what_id: '500B' },
      ],
    });
    expect(rows).toMatchObject([{ opportunity_key: '006A' }, { opportunity_key: null }]);
  });
});

describe('Tryton', () => {
  it('[THREAD-9] a lead and the opportunity it became are one record: a lead while it is one, then both', async () => {
    const versions = [
      { id: '1', state: 'lead', _cursor: '2026-03-01 01:00:00' },
      { id: '2', state: 'lead', _cursor: '2026-03-01 01:00:00' },
      { id: '2', state: 'opportunity', party: '9', employee: '5', _cursor: '2026-03-09 17:00:00' },
      { id: '3', state: 'won', party: '9', employee: '5', _cursor: '2026-03-09 01:00:00' },
      { id: '4', state: 'lost', party: '9', _cursor: '2026-03-09 01:00:00' },
      { id: '5', state: 'lost', party: '9', employee: '5', _cursor: '2026-03-09 01:00:00' },
      { id: '6', state: 'lead', _cursor: '2026-03-09 01:00:00' },
    ].map((row) => ({ ...row, description: `Deal ${row.id}`, start_date: '2026-02-28' }));
    const given = {
      sale_opportunity__history: versions,
      sale_opportunity: versions.filter((row, at) => row.id !== versions[at + 1]?.id),
      sale_opportunity_ids: ['1', '2', '3', '4', '5'].map((id) => ({ id })),
    };
    const leads = await mapped('tryton', 'lead', given);
    expect(leads).toMatchObject([
      { source_key: '1@lead', name: 'Deal 1', status: 'lead', opportunity_key: null, is_closed: false },
      {
        source_key: '2@lead',
        status: 'opportunity',
        customer_key: '9',
        opportunity_key: '2',
        created_on: '2026-02-28',
        closed_on: '2026-03-10',
        is_closed: true,
      },
      { source_key: '4@lead', status: 'lost', opportunity_key: null, closed_on: null, is_closed: true },
    ]);
    expect(leads).toHaveLength(3);
    expect(await mapped('tryton', 'opportunity', { ...given, sale_sale: [] })).toMatchObject([
      { source_key: '2', stage: 'opportunity', is_closed: false },
      { source_key: '3', stage: 'won', is_closed: true, is_won: true },
      { source_key: '5', stage: 'lost', is_closed: true, is_won: false },
    ]);
    const stages = await mapped('tryton', 'opportunity_stage', given);
    expect(stages.map((row) => [row['opportunity_key'], row['stage']])).toEqual([
      ['2', 'opportunity'],
      ['3', 'won'],
      ['4', 'lost'],
      ['5', 'lost'],
    ]);
  });
});

describe('HubSpot', () => {
  it('[THREAD-9] a lead became the first deal made after it; a contact in the lead stages is one where no lead names it', async () => {
    const rows = await mapped('hubspot', 'lead', {
      deal: [
        { record_id: '70', created_at: '2026-01-05 10:00:00' },
        { record_id: '71', created_at: '2026-03-20 09:00:00' },
        { record_id: '72', created_at: '2026-03-09 18:00:00' },
      ],
      contact: [
        { record_id: '11', last_name: 'Lee', company_ids: '501;502', created_at: '2026-03-01 09:00:00' },
        {
          record_id: '12',
          first_name: '雷',
          last_name: '李',
          company_name: '个人',
          lifecycle_stage: 'Lead',
          created_at: '2026-03-02 09:00:00',
        },
        {
          record_id: '13',
          email: 'c@example.org',
          lifecycle_stage: 'Customer',
          became_lead_at: '2026-02-01 08:00:00',
          original_source: 'Organic Search',
          company_id: '503',
          deal_ids: '70; 71',
          created_at: '2025-12-01 09:00:00',
        },
        { record_id: '14', last_name: 'Old', lifecycle_stage: 'Customer', created_at: '2026-03-02 09:00:00' },
        {
          record_id: '15',
          last_name: 'No',
          lifecycle_stage: 'Sales Qualified Lead',
          lead_status: 'Bad Timing',
          created_at: '2026-03-02 09:00:00',
        },
      ],
      lead: [
        {
          record_id: '90',
          name: 'Pumps for Lee',
          stage: 'Qualified',
          contact_ids: '11',
          deal_ids: '71;72;70',
          created_at: '2026-03-08 09:00:00',
        },
        { record_id: '91', name: 'Valves', stage: 'Disqualified', created_at: '2026-03-08 09:00:00' },
        { record_id: '92', name: 'Motors', stage: 'Connected', created_at: '2026-03-08 23:00:00' },
        { record_id: '93', name: 'Own stage', stage: 'Given up', is_open: false },
      ],
    });
    expect(rows).toMatchObject([
      {
        source_key: '90',
        name: 'Pumps for Lee',
        customer_key: '501',
        opportunity_key: '72',
        created_on: '2026-03-08',
        closed_on: '2026-03-09',
        is_closed: true,
      },
      { source_key: '91', opportunity_key: null, customer_key: null, is_closed: true },
      { source_key: '92', created_on: '2026-03-08', is_closed: false },
      { source_key: '93', is_closed: true },
      { source_key: 'contact-12', name: '李雷', company: '个人', status: 'Lead', is_closed: false },
      {
        source_key: 'contact-13',
        name: 'c@example.org',
        source: 'Organic Search',
        customer_key: '503',
        opportunity_key: '71',
        created_on: '2026-02-01',
        is_closed: true,
      },
      { source_key: 'contact-15', status: 'Bad Timing', is_closed: true },
    ]);
    expect(rows).toHaveLength(7);
  });

  it('a deal is closed by its stage, its chance or what HubSpot counts as won, and has a currency', async () => {
    const made = { created_at: '2026-03-01 09:00:00', close_date: '2026-04-01 23:30:00' };
    const rows = await mapped('hubspot', 'opportunity', {
      deal: [
        { ...made, record_id: '1', stage: 'Closed Won', currency: 'EUR', company_ids: '501; 502' },
        { ...made, record_id: '2', stage: 'closedlost' },
        { ...made, record_id: '3', stage: 'Signed', is_closed_won: true },
        { ...made, record_id: '4', stage: 'Gone', probability: 0 },
        { ...made, record_id: '5', stage: 'Contract sent', probability: 0.9, company_id: '503' },
      ],
    });
    expect(
      rows.map((row) =>
        ['customer_key', 'currency', 'closed_on', 'is_closed', 'is_won'].map((column) => row[column]),
      ),
    ).toEqual([
      ['501', 'EUR', '2026-04-01', true, true],
      [null, 'CNY', '2026-04-01', true, false],
      [null, 'CNY', '2026-04-01', true, true],
      [null, 'CNY', '2026-04-01', true, false],
      ['503', 'CNY', null, false, false],
    ]);
  });
});
