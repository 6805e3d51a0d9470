import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from './parse-csv.ts';

const system = `system: hubspot
label: { en: HubSpot, zh-CN: HubSpot }
role: crm
format: { type: csv, dates: ['YYYY-MM-DD'], timestamps: ['YYYY-MM-DD HH:mm:ss'] }
objects:
  companies:
    files: ['companies*.csv']
    key: [record_id]
    cursor: modified
    extract: increment
    columns: &columns
      record_id: { header: Record ID, type: id, required: true }
      name: { header: Name, type: text, required: true }
      external_ref: { header: ERP no., type: text }
      modified: { header: Last Modified Date, type: timestamp, required: true }
  deals:
    files: ['deals*.csv']
    key: [record_id]
    cursor: modified
    extract: increment
    columns:
      record_id: { header: Record ID, type: id, required: true }
      name: { header: Deal Name, type: text, required: true }
      company: { header: Company ID, type: id, required: true }
      order_ref: { header: Order no., type: text }
      close_on: { header: Close Date, type: date, required: true }
      modified: { header: Last Modified Date, type: timestamp, required: true }
`.replace(' &columns', '');

const customer = `select record_id as source_key, name, 'company' as kind, external_ref, true as is_active,
  _cursor as valid_from, _cursor as _modified_at, _batch, _line from companies__history`;
const opportunity = `select record_id as source_key, name, company as customer_key, 'Closed Won' as stage, 'CNY' as currency,
  cast(1000 as decimal(18, 4)) as amount, cast(1 as decimal(9, 6)) as probability, close_on, close_on as created_on, close_on as closed_on,
  true as is_closed, true as is_won, order_ref, _cursor as _modified_at, _batch, _line from deals`;

export interface HubspotDeal {
  readonly recordId: string;
  readonly order: string;
  readonly customerPo: string;
}

/** A customer's own order number that a spreadsheet would take for a formula. */
export const formula = '=HYPERLINK("http://example.test","PO")';

/**
 * Gives a demo workspace a second CRM of its own, by YAML and SQL: some orders of the demo have a deal there that names
 * them. The customer of the first one quotes a formula as its order number.
 */
export function addHubspot(dir: string): HubspotDeal[] {
  const folder = join(dir, 'systems', 'hubspot');
  const extracts = join(dir, 'extracts', 'hub');
  for (const each of [folder, extracts]) mkdirSync(each, { recursive: true });
  writeFileSync(join(folder, 'system.yaml'), system);
  writeFileSync(join(folder, 'customer.sql'), customer);
  writeFileSync(join(folder, 'opportunity.sql'), opportunity);
  appendFileSync(join(dir, 'tandem.yaml'), '  - { id: hub, system: hubspot, path: extracts/hub }\n');

  const [header = [], ...orders] = parseCsv(
    readFileSync(join(dir, 'extracts', 'erp', 'sale.order.csv'), 'utf8'),
  );
  const cell = (row: readonly string[], name: string): string => row[header.indexOf(name)] ?? '';
  const open = orders.filter((row) => cell(row, 'state') === 'sale' && cell(row, 'partner_id/id') !== '');
  // The first names an opportunity of the other CRM too: both are to be told the formula.
  const named = open.findLast((row) => cell(row, 'opportunity_ref') !== '');
  const dealt = [...(named ? [named] : []), ...open.filter((row) => row !== named).slice(-7)];
  const deals = dealt.map((row, at) => ({
    recordId: String(9_001 + at),
    order: cell(row, 'name'),
    customerPo: at === 0 ? formula : cell(row, 'client_order_ref'),
  }));
  const lines = (rows: readonly (readonly string[])[]): string =>
    `${rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`;
  writeFileSync(
    join(extracts, 'companies.csv'),
    lines([
      ['Record ID', 'Name', 'ERP no.', 'Last Modified Date'],
      ...deals.map(({ order }, at) => [String(501 + at), `Company of ${order}`, '', '2026-06-01 08:00:00']),
    ]),
  );
  writeFileSync(
    join(extracts, 'deals.csv'),
    lines([
      ['Record ID', 'Deal Name', 'Company ID', 'Order no.', 'Close Date', 'Last Modified Date'],
      ...deals.map(({ recordId, order }, at) => [
        recordId,
        `Deal of ${order}`,
        String(501 + at),
        order,
        '2026-06-01',
        '2026-06-01 08:00:00',
      ]),
    ]),
  );
  const [first] = dealt;
  if (first) {
    const changed = header.map((name) =>
      name === 'client_order_ref'
        ? formula
        : name === 'write_date'
          ? '2026-06-29 10:00:00'
          : cell(first, name),
    );
    writeFileSync(join(dir, 'extracts', 'erp', 'sale.order-2026-07.csv'), lines([header, changed]));
  }
  return deals;
}
