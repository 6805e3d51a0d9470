import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMappings, type Mappings } from '../../support/open-mappings.ts';

let mappings: Mappings;
beforeAll(async () => {
  mappings = await openMappings(['salesforce', 'odoo']);
});
afterAll(() => mappings.close());
const mapped: Mappings['mapped'] = (...question) => mappings.mapped(...question);

describe('Odoo', () => {
  it('[CAL-1] an order placed late in the day in UTC belongs to the next day in Shanghai', async () => {
    const rows = await mapped('odoo', 'sales_order', {
      sale_order: [
        { id: 'a', name: 'SO1', state: 'sale', date_order: '2026-03-31 15:59:59', amount_untaxed: 12.5 },
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
    expect(
      rows.map((row) => row['total'] && Number(row['total'])),
      '[ORD-4] its own total',
    ).toEqual([12.5, null, null]);
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
      { source_key: 'a', kind: null, is_active: true },
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

  it('a product has its code, else its stock keeping unit, and a deleted one is not active', async () => {
    const rows = await mapped('salesforce', 'product', {
      product2__history: [
        {
          id: 'a',
          name: 'Pump',
          product_code: 'PU-1',
          stock_keeping_unit: 'X',
          is_active: true,
          _is_deleted: false,
        },
        { id: 'b', name: 'Valve', stock_keeping_unit: 'VA-1', _is_deleted: false },
        { id: 'c', name: 'Gone', is_active: true, _is_deleted: true },
      ],
    });
    expect(rows.map((row) => [row['code'], row['is_active']])).toEqual([
      ['PU-1', true],
      ['VA-1', true],
      [null, false],
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
