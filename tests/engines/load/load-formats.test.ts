import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, describe, expect, it } from 'vitest';
import { profileFile } from '../../../pipelines/load/profile-file.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { LakeFixture, sharedFile } from '../../support/lake-fixture.ts';

const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

const yaml = (type: string, key = '[id]') => `
system: mine
format: { type: ${type} }
objects:
  thing:
    files: ['thing*']
    key: ${key}
    columns: { id: { type: id }, price: { type: 'decimal(18,2)' }, due: { type: date }, city: { type: text, header: [city, address.city] } }
`;
const make = (system: string, files: Record<string, string | Buffer> = {}): LakeFixture => {
  const fixture = new LakeFixture(system, files);
  fixtures.push(fixture);
  return fixture;
};
const things = (fixture: LakeFixture) =>
  fixture.rows(
    'select id, price::varchar as price, due::varchar as due, city, _line as line from lake.erp.thing order by _line',
  );
const expected = [
  { id: '001', price: '1234.50', due: '2024-01-05', city: '上海', line: '2' },
  { id: '002', price: null, due: null, city: 'Köln', line: '4' },
];

describe('other formats than CSV', () => {
  it('[LOAD-10] XLSX: numbers, dates and texts of a sheet; the line is its row', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Data',
          rows: [
            ['id', 'price', 'due', 'city'],
            ['001', 1234.5, new Date(Date.UTC(2024, 0, 5)), '上海'],
            [null, null, null, null],
            ['002', null, null, 'Köln'],
          ],
        },
      ],
    });
    const fixture = make(yaml('xlsx'), { 'thing.xlsx': Buffer.from(bytes) });
    await fixture.load();
    expect(await things(fixture)).toEqual(expected);
  });
  it('[LOAD-10] NDJSON: nested values by dotted headers; a line that is no object is named', async () => {
    const lines = [
      '',
      '{"id":"001","price":1234.5,"due":"2024-01-05","address":{"city":"上海"}}',
      '{broken',
      '{"id":"002","address":{"city":"Köln"}}',
    ];
    const fixture = make(yaml('ndjson'), { 'thing.ndjson': lines.join('\n') });
    await fixture.load();
    expect(await things(fixture)).toEqual(expected);
    expect(await fixture.rows('select line, rule, raw from etl_quarantine')).toEqual([
      { line: '3', rule: 'bad_json', raw: '{broken' },
    ]);
  });
  it('JSON: an array of records', async () => {
    const fixture = make(yaml('json'), {
      'thing.json': JSON.stringify([{ id: 'a', price: '2.50', due: '2024-01-05', city: 'x' }]),
    });
    await fixture.load();
    expect(await things(fixture)).toEqual([
      { id: 'a', price: '2.50', due: '2024-01-05', city: 'x', line: '1' },
    ]);
  });
  it('[LOAD-41] Parquet rows without a key of their own: exact repeats are unchanged', async () => {
    const fixture = make(yaml('parquet', 'row_hash'), { 'thing-none.txt': '' });
    fixture.remove('thing-none.txt');
    const file = join(fixture.workspace.dir, 'extracts', 'thing.parquet');
    const warehouse = await openWarehouse();
    await warehouse.run(
      `copy (select * from (values ('a', 1.5, date '2024-01-05', 'x'), ('a', 1.5, date '2024-01-05', 'x'), ('a', 2.5, null, 'x')) as t(id, price, due, city)) to ${literal(file)} (format parquet)`,
    );
    warehouse.close();
    expect((await fixture.load()).files).toMatchObject([{ rows: 3, new: 2, unchanged: 1, rejected: 0 }]);
    expect((await things(fixture)).map((row) => row.price)).toEqual(['1.50', '2.50']);
  });
  it('A rejected Parquet record, which has no text of its own, is shown as JSON', async () => {
    const fixture = make(yaml('parquet'), { 'thing-none.txt': '' });
    fixture.remove('thing-none.txt');
    const file = join(fixture.workspace.dir, 'extracts', 'thing.parquet');
    const warehouse = await openWarehouse();
    await warehouse.run(
      `copy (select * from (values ('a', 'many', 'x'), ('b', '1.5', 'y'), ('b', '2.5', 'y')) as t(id, price, city)) to ${literal(file)} (format parquet)`,
    );
    warehouse.close();
    expect((await fixture.load()).files).toMatchObject([{ rows: 3, rejected: 2 }]);
    const rows = await fixture.rows('select rule, raw from main.etl_quarantine order by line');
    expect(rows[0]).toEqual({ rule: 'bad_decimal', raw: '{"id":"a","price":"many","city":"x"}' });
    expect(rows[1]).toMatchObject({ rule: 'duplicate_key' });
    expect(JSON.parse(String(rows[1]?.raw))).toMatchObject({ id: 'b', city: 'y' });
  });
});

describe('tandem profile', () => {
  const dialects = sharedFile('data/erp/dialects');
  it.skipIf(dialects === undefined).each([
    ['sap_se16_VBAP.txt', 'sap_list', 2157],
    ['sap_MARA.tsv', 'tsv', 504],
    ['businesscentral_demand_forecast_entry.csv', 'csv', 24],
    ['odoo_sale_order.csv', 'csv', 2157],
    ['salesforce_Account.csv', 'csv', 300],
  ])('recognises %s', async (file, type, rows) => {
    const profile = await profileFile(join(dialects ?? '', file));
    expect([profile.dialect.format.type, profile.rows]).toEqual([type, rows]);
  });
  it.skipIf(dialects === undefined)('what it proposes for an Odoo export loads every row of it', async () => {
    const file = join(dialects ?? '', 'odoo_sale_order.csv');
    const { yaml: proposed, fillDown } = await profileFile(file);
    expect(fillDown).toEqual(['id', 'name', 'partner_id', 'date_order', 'state']);
    const fixture = make(proposed);
    fixture.copyIn(file, 'odoo_sale_order.csv');
    expect((await fixture.load()).files).toMatchObject([{ rows: 2157, new: 2157, rejected: 0 }]);
  });
});
