import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BatchResponse, RowsResponse } from '../../../src/contract/api/query.ts';
import { querySchema } from '../../../src/contract/query.ts';
import { answerQuery } from '../../../src/server/queries/answer-query.ts';
import { withLease } from '../../../src/server/queries/with-lease.ts';
import { servingOf } from '../../support/test-serving.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { runWorkspace, type RunReport } from '../../../pipelines/run.ts';
import { openWorkspace } from '../../../pipelines/workspace.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';

const config = `name: Pumps
base_currency: CNY
time_zone: Asia/Shanghai
as_of: 2026-06-30
sources:
  - { id: hub, system: hubspot, path: extracts/hub }
  - { id: erp, system: odoo, path: extracts/erp }
`;

const exports: Record<string, string> = {
  'hubspot-crm-exports-all-companies-2026-06-30.csv': `Record ID,Company name,Phone Number,City,Company owner,Create Date,Last Modified Date,Number of Employees
501,"Nor ""Best"" Systems",+49 30 5550 1,Stuttgart,Ann Lee,2026-01-05 10:00,2026-06-01 10:00,12
`,
  'hubspot-crm-exports-all-contacts-2026-06-30.csv': `Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,Contact owner,Create Date,Associated Company IDs,Last Modified Date
11,Ann,Weber,ann@example.org,,Opportunity,Ann Lee,2026-03-01 09:00,501,2026-06-01 10:00
12,Bo,Fox,bo@example.org,,Lead,,2026-06-20 09:00,,2026-06-20 10:00
`,
  'hubspot-crm-exports-all-deals-2026-06-30.csv': `Record ID,Deal Name,Deal Stage,Amount,Currency,Deal probability,Close Date,Deal owner,Create Date,Associated Company IDs,Last Modified Date
71,Nor pumps,Contract sent,12000.50,EUR,0.9,2026-07-15 17:00,Ann Lee,2026-04-02 11:00,501,2026-06-02 10:00
72,Nor valves,Closed won,90000,CNY,1,2025-09-15 17:00,Ann Lee,2025-02-02 11:00,501,2025-09-15 17:00
73,Nor spare parts,Contract sent,8000,CNY,0.9,2026-08-15 17:00,Ann Lee,2025-03-02 11:00,501,2026-06-02 10:00
`,
  'leads.csv': `hs_object_id,hs_lead_name,hs_pipeline_stage,hs_lead_is_open,hs_lead_source,hs_createdate,hs_lastmodifieddate,Associated Contact IDs,Associated Deal IDs
90,Nor Systems - pumps,qualified-stage-id,false,Web,2026-03-28 09:30,2026-04-02 11:00,11,71
71,Valves wanted,attempting-stage-id,true,,2026-06-18 09:30,2026-06-19 11:00,,
`,
};

describe('HubSpot’s exports, by label or by internal name', { timeout: 300_000 }, () => {
  let dir: string;
  let report: RunReport;
  let warehouse: Warehouse;
  let server: TestServer;
  beforeAll(async () => {
    dir = mkdtempSync(join(tmpdir(), 'tandem-hubspot-'));
    mkdirSync(join(dir, 'extracts', 'hub'), { recursive: true });
    writeFileSync(join(dir, 'tandem.yaml'), config);
    for (const [name, text] of Object.entries(exports))
      writeFileSync(join(dir, 'extracts', 'hub', name), text);
    cpSync(join(import.meta.dirname, '../../../data/sample/extracts/erp'), join(dir, 'extracts', 'erp'), {
      recursive: true,
    });
    const workspace = openWorkspace(dir);
    report = await runWorkspace(workspace);
    warehouse = await openWarehouse({
      path: generationFile(workspace.paths.warehouse, report.generation ?? ''),
      readOnly: true,
    });
    server = await testServer({
      workspace,
      serving: await servingOf(warehouse, report.generation ?? '', '2026-06-30'),
    });
  }, 300_000);
  afterAll(async () => {
    await server.close();
    warehouse.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('loads every row', async () => {
    expect(
      await warehouse.rows(
        `select object, sum(n_rows)::integer as n, sum(n_rejected)::integer as rejected from etl_batch where source = 'hub' group by object order by object`,
      ),
    ).toEqual([
      { object: 'company', n: 1, rejected: 0 },
      { object: 'contact', n: 2, rejected: 0 },
      { object: 'deal', n: 3, rejected: 0 },
      { object: 'lead', n: 2, rejected: 0 },
    ]);
  });

  it('who owns a company or a deal is a person, named as there', async () => {
    expect(
      await warehouse.rows(
        `select e.name as owner from fct_opportunity as o
         inner join dim_employee as e on o.owner_id = e.employee_id where o.opportunity_id = 'hub|71'`,
      ),
    ).toEqual([{ owner: 'Ann Lee' }]);
    expect(await warehouse.rows(`select employee_id, name from dim_employee where _source = 'hub'`)).toEqual([
      { employee_id: 'hub|Ann Lee', name: 'Ann Lee' },
    ]);
  });

  it('[PIPE-7] [QUERY-13] has no stages of before, so the weighted pipeline is compared with none', async () => {
    expect(
      await warehouse.rows('select source, known_from::varchar as known_from from mart_stage_history'),
    ).toEqual([{ source: 'hub', known_from: '2026-06-30' }]);
    const { columns, rows } = await withLease(server.services, 'test', (lease) =>
      answerQuery(
        server.services,
        lease,
        { principal: { userId: 'test', roles: ['executive'], scope: {} }, language: 'en' },
        querySchema.parse({
          metrics: ['weighted_pipeline', 'pipeline_value'],
          window: { from: '2025-07-01', to: '2026-07-01' },
          compare: ['previous_year'],
        }),
      ),
    );
    const [weighted, weightedBefore, , before] = rows[0] ?? [];
    expect(weighted).toBeGreaterThan(8_000);
    expect([weightedBefore, before]).toEqual([null, 98_000]);
    expect(columns.map(({ knownFrom }) => knownFrom)).toEqual([
      undefined,
      '2026-06-30',
      undefined,
      undefined,
    ]);
  });

  it('[QUERY-13] [API-19] of months that ended before, the weighted pipeline is nowhere shown as known', async () => {
    const as = await server.person(['executive']);
    const window = { from: '2025-01-01', to: '2025-09-01' };
    const metrics = ['weighted_pipeline', 'pipeline_value'];
    const { results } = (await (
      await server.call('POST', '/api/query', { as, body: { queries: { q: { metrics, window } } } })
    ).json()) as BatchResponse;
    expect(results['q']).toMatchObject({
      columns: [{ knownFrom: '2026-06-30' }, {}],
      rows: [[null, 98_000]],
    });

    const rows = { metric: 'weighted_pipeline', window };
    const behind = (await (
      await server.call('POST', '/api/rows', { as, body: rows })
    ).json()) as RowsResponse;
    expect(behind).toMatchObject({ total: 0, value: null, knownFrom: '2026-06-30' });

    const stages = async (to: string) => {
      const body = { metric: 'pipeline_value', window: { ...window, to } };
      const { columns, rows } = (await (
        await server.call('POST', '/api/rows', { as, body })
      ).json()) as RowsResponse;
      const shown = ['opportunity', 'stage', 'probability', 'open_base'].map((name) =>
        columns.findIndex((column) => column.name === name),
      );
      return rows.map((row) => shown.map((at) => row[at]));
    };
    expect(await stages('2025-09-01')).toEqual([
      ['Nor valves', null, null, 90_000],
      ['Nor spare parts', null, null, 8_000],
    ]);
    expect(await stages('2026-07-01')).toContainEqual(['Nor spare parts', 'Contract sent', 0.9, 8_000]);

    const download = async (body: unknown, language: string) => {
      const headers = { 'accept-language': language };
      const response = await server.call('POST', '/api/export', { as, body, headers });
      return { response, lines: (await response.text()).trim().split('\r\n') };
    };
    const inEnglish = await download({ query: { metrics, window } }, 'en');
    expect(inEnglish.lines).toEqual([
      'weighted_pipeline,pipeline_value,weighted_pipeline__known_from,weighted_pipeline__note',
      expect.stringMatching(
        /^,98000,2026-06-30,Not known before 30 Jun 2026: the stages of opportunities were not recorded$/,
      ),
    ]);
    const inChinese = await download({ query: { metrics, window } }, 'zh-CN');
    expect(inChinese.lines[0]).toBe(inEnglish.lines[0]);
    expect(inChinese.lines[1]).toMatch(/,2026-06-30,2026年6月30日 之前无法得知：当时没有记录商机阶段$/);
    const empty = await download({ rows }, 'en');
    expect(empty.response.headers.get('x-tandem-known-from')).toBe('2026-06-30');
    expect(empty.lines).toHaveLength(1);
  });

  it('[BEGIN-2] [QUERY-14] [API-19] no figure is compared with a year that the data of its systems do not reach', async () => {
    expect(
      await warehouse.rows(
        `select fact, known_from::varchar as known_from from mart_data_begin
         where fact in ('invoice', 'opportunity', 'customer_event') order by fact`,
      ),
    ).toEqual([
      { fact: 'customer_event', known_from: '2023-12-28' },
      { fact: 'invoice', known_from: '2023-07-01' },
      { fact: 'opportunity', known_from: '2025-02-02' },
    ]);
    const as = await server.person(['executive']);
    const query = {
      metrics: ['revenue', 'lost_customers', 'pipeline_value'],
      window: { from: '2024-01-01', to: '2025-01-01' },
      compare: ['previous_year' as const],
    };
    const { results } = (await (
      await server.call('POST', '/api/query', { as, body: { queries: { q: query } } })
    ).json()) as BatchResponse;
    const part = results['q'];
    if (!part || 'error' in part) throw new Error('no answer');
    const [revenue, before, lost, lostBefore, , pipelineBefore] = part.rows[0] ?? [];
    expect(Number(revenue)).toBeGreaterThan(0);
    expect(Number(lost)).toBeGreaterThan(0);
    expect([before, lostBefore, pipelineBefore]).toEqual([null, null, null]);
    const none = [undefined, undefined];
    expect(part.columns.map(({ knownFrom, lacking }) => [knownFrom, lacking])).toEqual([
      none,
      ['2023-07-01', 'data'],
      none,
      ['2023-12-28', 'past'],
      none,
      ['2025-02-02', 'data'],
    ]);

    const response = await server.call('POST', '/api/export', {
      as,
      body: { query: { ...query, metrics: ['revenue'] } },
    });
    const [head, row] = (await response.text()).trim().split('\r\n');
    expect(head).toBe('revenue,revenue__previous_year,revenue__known_from,revenue__note');
    expect(row).toMatch(/^[\d.]+,,2023-07-01,No comparison: the data begin on 1 Jul 2023$/);
  });

  it('[THREAD-9] a lead with the number of a deal is not that deal', async () => {
    expect(
      await warehouse.rows(
        `select opportunity_id, kind, number, name from mart_unordered_opportunity where opportunity_id like 'hub|%71' order by kind`,
      ),
    ).toEqual([
      { opportunity_id: 'hub|lead-71', kind: 'lead', number: '71', name: 'Valves wanted' },
      { opportunity_id: 'hub|71', kind: 'opportunity', number: '71', name: 'Nor pumps' },
    ]);
  });

  it('[THREAD-1] [THREAD-9] ties a lead to the deal it became; others wait for theirs', async () => {
    expect(
      await warehouse.rows(
        `select thread_id, from_id, to_id, gap from bridge_transaction_thread where from_kind = 'lead' order by from_id`,
      ),
    ).toEqual([
      { thread_id: 'hub|contact-12', from_id: 'hub|contact-12', to_id: null, gap: 'no_opportunity_yet' },
      { thread_id: 'hub|lead-71', from_id: 'hub|lead-71', to_id: null, gap: 'no_opportunity_yet' },
      { thread_id: 'hub|71', from_id: 'hub|lead-90', to_id: 'hub|71', gap: null },
    ]);
    expect(
      await warehouse.rows(
        `select lead.name, lead.source, customer.name as customer from fct_lead as lead
         inner join dim_golden_customer as customer using (customer_no) where lead_id = 'hub|lead-90'`,
      ),
    ).toEqual([{ name: 'Nor Systems - pumps', source: 'Web', customer: 'Nor "Best" Systems' }]);
  });
});
