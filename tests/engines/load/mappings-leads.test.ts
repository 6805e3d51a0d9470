import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMappings, type Mappings } from '../../support/open-mappings.ts';

let mappings: Mappings;
beforeAll(async () => {
  mappings = await openMappings(['tryton', 'hubspot']);
});
afterAll(() => mappings.close());
const mapped: Mappings['mapped'] = (...question) => mappings.mapped(...question);

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
        source_key: 'contact-12',
        number: '12',
        name: '李雷',
        company: '个人',
        status: 'Lead',
        is_closed: false,
      },
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
      {
        source_key: 'lead-90',
        number: '90',
        name: 'Pumps for Lee',
        customer_key: '501',
        opportunity_key: '72',
        created_on: '2026-03-08',
        closed_on: '2026-03-09',
        is_closed: true,
      },
      { source_key: 'lead-91', number: '91', opportunity_key: null, customer_key: null, is_closed: true },
      { source_key: 'lead-92', number: '92', created_on: '2026-03-08', is_closed: false },
      { source_key: 'lead-93', number: '93', is_closed: true },
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
