import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWarehouse, type DemoWarehouse } from '../../tests/support/demo-warehouse.ts';
import { brokenKinds, damagePlan, type BrokenKind } from './broken-kinds.ts';
import { extractObjects, type ExtractName } from './extract-files.ts';

let demo: DemoWarehouse;
beforeAll(async () => {
  demo = await demoWarehouse(0.1);
}, 120_000);
afterAll(() => demo.close());

const signs: Record<BrokenKind, RegExp> = {
  bad_date: /2026-13-45/,
  ambiguous_date: /03\/04\/2026/,
  bad_decimal: /12\.\.5/,
  decimal_comma: /"1234,50"/,
  ambiguous_decimal: /"1,234"/,
  missing_required: /,,|,"",|,"?\r?\n$/,
  unknown_state: /shipped\?/,
  negative_quantity: /-5\b/,
  conflicting_duplicate: / \(2\)/,
  exact_duplicate: /./,
  sentinel_id: /^"?(0|N\/A)"?,/,
  orphan_reference: /5g0000s[Za]/,
  unknown_currency: /ZZZ/,
  unit_spelled_otherwise: /,pcs\.,/,
  wrong_column_count: /./,
  broken_quotes: /"Best"/,
  bad_encoding: /\xcb\xd5\xd6\xdd/,
  future_date: /2062-/,
  too_long: /x{700}/,
  bad_boolean: /maybe/,
  blank_key: /^"? {3}"?,/,
};

describe('broken rows are known one by one', () => {
  it('makes about one row in a hundred broken', () => {
    const share = demo.broken.length / (demo.goodLines + demo.broken.length);
    expect(share).toBeGreaterThan(0.008);
    expect(share).toBeLessThan(0.013);
    expect(demo.report.broken).toBe(demo.broken.length);
  });

  it('writes each of the kinds, even to the smallest company', async () => {
    const kinds = (rows: DemoWarehouse['broken']): string[] =>
      [...new Set(rows.map((row) => row.kind))].sort();
    expect(kinds(demo.broken)).toEqual(Object.keys(brokenKinds).sort());
    expect(Object.keys(brokenKinds).length).toBeGreaterThanOrEqual(20);
    const small = await demoWarehouse(0.002);
    expect(kinds(small.broken).filter((kind) => kind !== 'unit_spelled_otherwise')).toEqual(
      Object.keys(brokenKinds)
        .filter((kind) => kind !== 'unit_spelled_otherwise')
        .sort(),
    );
    small.close();
  });

  it('finds each damage on the line that the truth names', () => {
    for (const row of demo.broken) {
      expect(row.raw.toString('latin1'), `${row.file}:${row.line} ${row.kind}`).toMatch(
        signs[row.kind as BrokenKind],
      );
      expect(row.rule).toBe(brokenKinds[row.kind as BrokenKind]);
    }
  });

  it('leaves dozens of order lines with the unit "pcs." for a steward to map', () => {
    const units = demo.broken.filter((row) => row.kind === 'unit_spelled_otherwise');
    expect(units.length).toBeGreaterThanOrEqual(24);
    expect(units.length).toBeLessThanOrEqual(60);
    expect(new Set(units.map((row) => row.file))).toEqual(
      new Set(['extracts/erp/sale.order.line-2026-06.csv']),
    );
  });

  it('damages single lines: without them every file reads strictly, and each good line is one row', async () => {
    let rows = 0;
    for (const table of Object.keys(extractObjects)) {
      const [row] = await demo.warehouse.rows<{ n: string }>(`select count(*) as n from "${table}"`);
      rows += Number(row?.n);
    }
    // Only account addresses run over two lines, and mended units count twice.
    const [two] = await demo.warehouse.rows<{ n: string }>(
      `select count(*) as n from account where "BillingStreet" like '%' || chr(10) || '%'`,
    );
    const units = demo.broken.filter((row) => row.kind === 'unit_spelled_otherwise').length;
    expect(rows).toBe(demo.goodLines - Number(two?.n));
    expect(rows).toBe(demo.report.rows);
    expect(Number(two?.n)).toBeGreaterThan(5);
    expect(units).toBeGreaterThan(0);
  });

  it('leaves no other row broken: keys, dates, numbers and booleans all read as declared', async () => {
    const checks: [ExtractName, string][] = [
      [
        'order',
        `try_cast(date_order as timestamp) is null or state not in ('draft', 'sent', 'sale', 'done', 'cancel') or "currency_id/name" not in ('CNY', 'EUR', 'USD')`,
      ],
      [
        'orderLine',
        `try_cast(product_uom_qty as int) is null or product_uom_qty::int < 1 or try_cast(price_unit as decimal(18,2)) is null or "product_uom/name" not in ('pcs', 'set', 'kg', 'm') or try_cast(promised_date as date) is null`,
      ],
      [
        'pickingLine',
        `try_cast(quantity as int) is null or is_return not in ('True', 'False') or (state = 'done') <> (date_done is not null)`,
      ],
      [
        'invoice',
        `try_cast(invoice_date as date) is null or try_cast(amount_untaxed as decimal(18,2)) is null or move_type not in ('out_invoice', 'out_refund')`,
      ],
      [
        'stockMove',
        `try_cast(product_qty as int) is null or product_qty::int < 1 or try_cast(date as timestamp) is null`,
      ],
      [
        'account',
        `length("Id") <> 18 or "IsDeleted" not in ('0', '1') or try_cast("AnnualRevenue" as bigint) is null or "Name" is null`,
      ],
      ['contact', `length("Id") <> 18 or "LastName" is null or "HasOptedOutOfEmail" not in ('0', '1')`],
      [
        'opportunity',
        `try_cast("Amount" as decimal(18,2)) is null or try_cast("CloseDate" as date) is null or "IsClosed" not in ('0', '1')`,
      ],
    ];
    for (const [table, wrong] of checks)
      expect(await demo.warehouse.rows(`select * from "${table}" where ${wrong} limit 2`), table).toEqual([]);
  });

  it('gives a good key only one content at a time', async () => {
    for (const [table, object] of Object.entries(extractObjects)) {
      const crm = object.side === 'crm';
      const twice = await demo.warehouse.rows(
        `select "${crm ? 'Id' : 'id'}" from "${table}" group by "${crm ? 'Id' : 'id'}", "${crm ? 'SystemModstamp' : 'write_date'}" having count(*) > 1 limit 2`,
      );
      if (table !== 'quant') expect(twice, table).toEqual([]);
    }
  });

  it('plans damage only for columns that exist', () => {
    for (const [name, plan] of Object.entries(damagePlan))
      for (const [, column] of plan) expect(extractObjects[name as ExtractName].columns).toContain(column);
  });
});
