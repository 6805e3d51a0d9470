import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LakeFixture, sharedFile } from '../../support/lake-fixture.ts';

const dialects = sharedFile('data/erp/dialects');
const lake = new Map<string, LakeFixture>();

/** Loads a system's dialect files; the plan is system → files. */
const plan: Record<string, string[]> = {
  sap_gui: ['sap_se16_VBAK.txt', 'sap_se16_VBAP.txt', 'sap_MARA.tsv'],
  odoo_nested: ['odoo_sale_order.csv'],
  erpnext: ['erpnext_sales_order.csv'],
  business_central: ['businesscentral_demand_forecast_entry.csv'],
  dynamics365: ['dynamics365_accounts.csv'],
  hubspot: ['hubspot_contacts.csv'],
  salesforce_export: ['salesforce_Account.csv', 'salesforce_Opportunity.csv'],
};

const one = (system: string, sql: string) => {
  const fixture = lake.get(system);
  if (fixture === undefined) throw new Error(system);
  return fixture.one<Record<string, string | number>>(sql);
};

/** Cells of a SAP list by a second, simple reader. */
const framedCells = (file: string): string[][] =>
  readFileSync(join(dialects ?? '', file), 'latin1')
    .split(/\r?\n/)
    .filter((line) => /^\|\d/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const sapCents = (text: string): number => {
  const digits = Number(text.replace(/[.,-]/g, ''));
  return text.endsWith('-') ? -digits : digits;
};

describe.skipIf(dialects === undefined)('files of real systems are read by a declared dialect', () => {
  beforeAll(async () => {
    for (const [system, files] of Object.entries(plan)) {
      const yaml = readFileSync(join(import.meta.dirname, '../systems', system, 'system.yaml'), 'utf8');
      const fixture = new LakeFixture(yaml);
      for (const file of files) fixture.copyIn(join(dialects ?? '', file), file);
      lake.set(system, fixture);
      const report = await fixture.load();
      expect(report.unclaimed).toEqual([]);
      expect(
        report.files.map(({ file, status, rejected, drift }) => ({ file, status, rejected, drift })),
      ).toEqual([...files].map((file) => ({ file, status: 'loaded', rejected: 0, drift: [] })));
    }
  });
  afterAll(() => lake.forEach((fixture) => fixture.dispose()));

  it('[LOAD-12] a SAP list gives one row for each framed line, whatever titles, rules and repeated headers stand between', async () => {
    const cells = framedCells('sap_se16_VBAP.txt');
    const read = await one(
      'sap_gui',
      'select count(*) as n, count(distinct _key) as k, min(_line) as first from lake.erp.vbap',
    );
    expect(read).toEqual({ n: String(cells.length), k: String(cells.length), first: '6' });
  });

  it('[LOAD-21] trailing minus and decimal comma add up to what a second reader finds', async () => {
    const cells = framedCells('sap_se16_VBAP.txt');
    const cents = cells.reduce((sum, row) => sum + sapCents(row[8] ?? ''), 0);
    const thousandths = cells.reduce((sum, row) => sum + sapCents(row[5] ?? ''), 0);
    const read = await one(
      'sap_gui',
      'select (sum(netwr) * 100)::bigint as cents, (sum(kwmeng) * 1000)::bigint as thousandths, count(*) filter (kwmeng < 0) as negative from lake.erp.vbap',
    );
    expect(read).toEqual({
      cents: String(cents),
      thousandths: String(thousandths),
      negative: String(cells.filter((row) => row[5]?.endsWith('-')).length),
    });
    expect(Number(read.negative)).toBeGreaterThan(0);
  });

  it('Odoo, ERPNext and SAP tell the same order lines: equal counts, quantities and values', async () => {
    const sap = await one(
      'sap_gui',
      'select count(*) as n, sum(abs(kwmeng))::double as quantity, count(distinct vbeln) as orders from lake.erp.vbap',
    );
    const odoo = await one(
      'odoo_nested',
      'select count(*) as n, sum(quantity)::double as quantity, count(distinct order_id) as orders from lake.erp.order_line',
    );
    const erpnext = await one(
      'erpnext',
      'select count(*) as n, sum(quantity)::double as quantity, count(distinct order_id) as orders from lake.erp.order_item',
    );
    expect(odoo).toEqual(sap);
    expect(erpnext).toEqual(sap);
    expect(sap).toEqual({ n: '2157', quantity: 4812, orders: '600' });
    const value = 'sum(quantity * %)::decimal(18,4)::varchar as value';
    expect(
      await one('odoo_nested', `select ${value.replace('%', 'price_unit')} from lake.erp.order_line`),
    ).toEqual({ value: '4588510.5219' });
    expect(await one('erpnext', `select ${value.replace('%', 'rate')} from lake.erp.order_item`)).toEqual({
      value: '4588510.5219',
    });
  });

  it('[LOAD-13] continuation rows carry the order they belong to', async () => {
    const sap = lake.get('sap_gui');
    const perOrder = await sap?.rows<{ o: string; n: string }>(
      "select ltrim(vbeln, '0') as o, count(*) as n from lake.erp.vbap group by 1 order by 1",
    );
    const odoo = await lake
      .get('odoo_nested')
      ?.rows<{ o: string; n: string }>(
        `select regexp_extract(order_id, '([0-9]+)$', 1) as o, count(*) as n from lake.erp.order_line group by 1 order by 1`,
      );
    expect(odoo).toEqual(perOrder);
  });

  it('SAP order heads and Salesforce opportunities hold the same 600 amounts, but for the cents SAP rounds to', async () => {
    const sap = await one('sap_gui', 'select count(*) as n, sum(netwr)::double as total from lake.erp.vbak');
    const crm = await one(
      'salesforce_export',
      'select count(*) as n, sum(amount)::double as total from lake.erp.opportunity',
    );
    expect(sap).toEqual({ n: '600', total: 4586409.11 });
    expect(crm).toEqual({ n: '600', total: 4586409.0431 });
  });

  it('[LOAD-24] Dynamics and Salesforce hold the same accounts: currency marks and US dates are read right', async () => {
    const sql = (id: string) =>
      `select count(*) as n, sum(annual_revenue)::double as revenue, sum(employees)::bigint as employees, min(_cursor)::date as changed, count(distinct ${id}) as numbers from lake.erp.account`;
    const dynamics = await one('dynamics365', sql('number'));
    const salesforce = await one('salesforce_export', sql('number'));
    expect(dynamics).toMatchObject({ n: '300', revenue: 47320000, employees: '12104', numbers: '300' });
    expect({ ...salesforce, changed: '' }).toEqual({ ...dynamics, changed: '' });
    expect([salesforce.changed, dynamics.changed]).toEqual(['2014-09-12', '2014-09-12']);
  });

  it('[LOAD-11] a Business Central package is read below its three header lines', async () => {
    expect(
      await one(
        'business_central',
        'select count(*) as n, sum(quantity)::integer as q, min(_line) as first, bool_or(is_component) as component from lake.erp.demand_forecast_entry',
      ),
    ).toEqual({
      n: '24',
      q: 516,
      first: '4',
      component: false,
    });
  });

  it('HubSpot labels are read, and minutes without seconds', async () => {
    expect(
      await one(
        'hubspot',
        'select count(*) as n, sum(record_id::bigint)::bigint as ids, min(created_at)::varchar as first from lake.erp.contact',
      ),
    ).toEqual({
      n: '600',
      ids: '6779700',
      first: '2011-05-31 09:30:00',
    });
  });

  it('a deletion mark in the material master leaves the row out of the current rows and in the history', async () => {
    const text = readFileSync(join(dialects ?? '', 'sap_MARA.tsv'), 'latin1')
      .trimEnd()
      .split('\n')
      .slice(1);
    const marked = text.filter((line) => line.split('\t')[6] === 'X').length;
    expect(
      await one(
        'sap_gui',
        'select (select count(*) from lake.erp.mara) as current, (select count(*) from lake.erp.mara__history) as history',
      ),
    ).toEqual({
      current: String(text.length - marked),
      history: String(text.length),
    });
  });
});
