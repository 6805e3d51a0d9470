import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { LakeFixture } from '../../support/lake-fixture.ts';
import { often } from '../../support/thorough.ts';

const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

const orders = `
system: mine
format: { type: csv, decimal: '.', timestamps: ['YYYY-MM-DD HH:mm:ss'] }
objects:
  customer:
    files: ['customer*.csv']
    key: [id]
    cursor: changed
    columns: { id: { type: id }, changed: { type: timestamp } }
  orders:
    files: ['orders*.csv']
    key: [id]
    cursor: changed
    deleted: { column: gone, equals: '1' }
    columns:
      id: { type: id }
      customer: { type: id, sentinels: ['0'] }
      amount: { type: 'decimal(18,2)', required: true }
      gone: { type: text }
      changed: { type: timestamp, required: true }
    references: [{ column: customer, object: customer, on_orphan: quarantine }]
`;
const header = 'id,customer,amount,gone,changed';
const customers = 'id,changed\nC1,2024-01-01 00:00:00\nC2,2024-01-01 00:00:00\n';

const make = (yaml: string, files: Record<string, string | Buffer>): LakeFixture => {
  const fixture = new LakeFixture(yaml, files);
  fixtures.push(fixture);
  return fixture;
};

const business = 'id, customer, amount::varchar as amount, gone, changed::varchar as changed';
const stateOf = async (fixture: LakeFixture) => {
  const warehouse = await fixture.resolve();
  const current = await warehouse.rows(`select ${business} from lake.erp.orders order by all`);
  const history = await warehouse.rows(`select ${business} from lake.erp.orders__history order by all`);
  warehouse.close();
  return { current, history };
};

describe('the lake holds each version of each row once', () => {
  it('[LOAD-2] the same file twice changes nothing, under whatever name', async () => {
    const file = `${header}\n1,C1,10,,2024-01-01 10:00:00\n2,C2,20,,2024-01-01 10:00:00\n`;
    const fixture = make(orders, { 'customer.csv': customers, 'orders.csv': file });
    await fixture.load();
    fixture.put({ 'orders-copy.csv': file });
    const again = await fixture.load();
    expect(
      again.files.map(({ status, new: fresh, changed, unchanged }) => ({
        status,
        fresh,
        changed,
        unchanged,
      })),
    ).toEqual([2, 2, 2].map((unchanged) => ({ status: 'same', fresh: 0, changed: 0, unchanged })));
    expect((await stateOf(fixture)).current).toHaveLength(2);
  });

  it('[LOAD-3] rows are new, changed or unchanged against what the lake holds', async () => {
    const fixture = make(orders, {
      'customer.csv': customers,
      'orders-1.csv': `${header}\n1,C1,10,,2024-01-01 10:00:00\n2,C2,20,,2024-01-01 10:00:00\n`,
    });
    await fixture.load();
    fixture.put({
      'orders-2.csv': `${header}\n1,C1,10,,2024-01-01 10:00:00\n2,C2,25,,2024-01-02 10:00:00\n3,C2,30,,2024-01-02 10:00:00\n`,
    });
    const report = await fixture.load();
    expect(report.files.find((file) => file.file === 'orders-2.csv')).toMatchObject({
      rows: 3,
      new: 1,
      changed: 1,
      unchanged: 1,
      rejected: 0,
    });
    const { current, history } = await stateOf(fixture);
    expect(current.map((row) => [row.id, row.amount].join('='))).toEqual(['1=10.00', '2=25.00', '3=30.00']);
    expect(history).toHaveLength(4);
  });

  it('[LOAD-4] a late file with an older version is kept as history and does not win', async () => {
    const fixture = make(orders, {
      'customer.csv': customers,
      'orders-1.csv': `${header}\n1,C1,99,,2024-05-01 10:00:00\n`,
    });
    await fixture.load();
    fixture.put({ 'orders-2.csv': `${header}\n1,C1,10,,2024-01-01 10:00:00\n` });
    await fixture.load();
    const { current, history } = await stateOf(fixture);
    expect(current.map((row) => row.amount)).toEqual(['99.00']);
    expect(history.map((row) => row.amount)).toEqual(['10.00', '99.00']);
  });

  it('[LOAD-40] equal rows of a file are repeats; other content at the same key and cursor is a duplicate', async () => {
    const fixture = make(orders, {
      'customer.csv': customers,
      'orders.csv': `${header}\n1,C1,10,,2024-01-01 10:00:00\n1,C1,10,,2024-01-01 10:00:00\n1,C1,11,,2024-01-01 10:00:00\n1,C1,12,,2024-01-02 10:00:00\n`,
    });
    const report = await fixture.load();
    expect(report.files.find((file) => file.object === 'orders')).toMatchObject({
      rows: 4,
      new: 2,
      unchanged: 1,
      rejected: 1,
    });
    const [reject] = await fixture.rows<{ rule: string; value: string; raw: string; line: string }>(
      'select rule, value, raw, line from etl_quarantine',
    );
    expect(reject).toMatchObject({ rule: 'duplicate_key', value: '1' });
    expect(reject?.raw).toMatch(/^1,C1,1[01],,2024-01-01 10:00:00$/);
  });

  it('[LOAD-5] any mix of splits, repeats, orders and late updates of files gives the same rows and the same history', async () => {
    const version = fc.record({
      id: fc.integer({ min: 1, max: 6 }),
      customer: fc.constantFrom('C1', 'C2', 'C9', '0', ''),
      amount: fc.integer({ min: 0, max: 3 }),
      gone: fc.constantFrom('', '1'),
      day: fc.integer({ min: 1, max: 5 }),
    });
    const line = (row: { id: number; customer: string; amount: number; gone: string; day: number }) =>
      `${row.id},${row.customer},${row.amount},${row.gone},2024-01-0${row.day} 10:00:00`;
    await fc.assert(
      fc.asyncProperty(
        fc.array(version, { minLength: 1, maxLength: 14 }),
        fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 28, maxLength: 28 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 1_000 })),
        async (versions, parts, shuffle) => {
          const together = make(orders, {
            'customer.csv': customers,
            'orders.csv': [header, ...versions.map(line)].join('\n'),
          });
          await together.load();
          const apart = make(orders, {});
          const dealt = [...versions, ...versions.filter((_, at) => (parts[at] ?? 0) > 0)]
            .map((row) => ({ row, at: shuffle.next().value as number }))
            .sort((a, b) => a.at - b.at);
          for (const part of [0, 1, 2]) {
            if (part === 1) apart.put({ 'customer.csv': customers });
            const mine = dealt.filter((_, at) => (parts[at] ?? 0) === part).map(({ row }) => line(row));
            if (mine.length > 0) apart.put({ [`orders-${part}.csv`]: [header, ...mine].join('\n') });
            await apart.load();
          }
          if (!(await apart.load()).files.some((file) => file.file === 'customer.csv'))
            apart.put({ 'customer.csv': customers });
          await apart.load();
          expect(await stateOf(apart)).toEqual(await stateOf(together));
          together.dispose();
          apart.dispose();
        },
      ),
      { numRuns: often(15, 6), seed: 20260630, endOnFailure: true },
    );
  });

  it('[LOAD-42] an orphan is found whichever file comes first', async () => {
    const file = `${header}\n1,C1,10,,2024-01-01 10:00:00\n2,C7,20,,2024-01-01 10:00:00\n`;
    const fixture = make(orders, { 'orders.csv': file });
    await fixture.load();
    expect((await stateOf(fixture)).current).toEqual([]);
    fixture.put({ 'customer.csv': customers });
    await fixture.load();
    expect((await stateOf(fixture)).current.map((row) => row.id)).toEqual(['1']);
    expect(
      await fixture.rows(
        `select line, rule, column_name, value, raw->>'customer' as raw_customer from etl_quarantine`,
      ),
    ).toEqual([
      { line: '3', rule: 'orphan_reference', column_name: 'customer', value: 'C7', raw_customer: 'C7' },
    ]);
  });

  it('[LOAD-31] a sentinel that is no key is read as nothing and counted', async () => {
    const fixture = make(orders, {
      'customer.csv': customers,
      'orders.csv': `${header}\n1,0,10,,2024-01-01 10:00:00\n`,
    });
    await fixture.load();
    expect((await stateOf(fixture)).current).toMatchObject([{ id: '1', customer: null }]);
    expect(await fixture.rows('select rule, column_name, n_rows from etl_warning')).toEqual([
      { rule: 'sentinel_key', column_name: 'customer', n_rows: '1' },
    ]);
  });
});

describe('deletes', () => {
  it('[LOAD-6] a deletion flag takes the row out of the current rows and keeps its history', async () => {
    const fixture = make(orders, {
      'customer.csv': customers,
      'orders-1.csv': `${header}\n1,C1,10,0,2024-01-01 10:00:00\n`,
    });
    await fixture.load();
    fixture.put({ 'orders-2.csv': `${header}\n1,C1,10,1,2024-01-02 10:00:00\n` });
    await fixture.load();
    const { current, history } = await stateOf(fixture);
    expect([current.length, history.length]).toEqual([0, 2]);
  });

  const stock = `
system: mine
format: { type: csv, decimal: '.' }
objects:
  stock:
    files: ['stock-*.csv']
    key: [id]
    extract: full
    extract_date: 'stock-(\\d{4}-\\d{2}-\\d{2})'
    columns: { id: { type: id }, n: { type: integer, required: true } }
`;
  it('[LOAD-7] a key that the newest full extract lacks is gone, whichever extract is loaded last', async () => {
    const files = { 'stock-2024-01-01.csv': 'id,n\na,1\nb,2\n', 'stock-2024-01-02.csv': 'id,n\nb,2\nc,3\n' };
    const forward = make(stock, files);
    await forward.load();
    const backward = make(stock, { 'stock-2024-01-02.csv': files['stock-2024-01-02.csv'] });
    await backward.load();
    backward.put(files);
    await backward.load();
    for (const fixture of [forward, backward])
      expect(await fixture.rows('select id, n from lake.erp.stock order by id')).toEqual([
        { id: 'b', n: '2' },
        { id: 'c', n: '3' },
      ]);
  });
  it('[LOAD-7] an extract without rows deletes nothing', async () => {
    const fixture = make(stock, { 'stock-2024-01-01.csv': 'id,n\na,1\n', 'stock-2024-01-02.csv': 'id,n\n' });
    await fixture.load();
    expect(await fixture.rows('select id from lake.erp.stock')).toEqual([{ id: 'a' }]);
  });
  it('[LOAD-7] a rejected row is not a deleted one', async () => {
    const fixture = make(stock, {
      'stock-2024-01-01.csv': 'id,n\na,1\nb,2\n',
      'stock-2024-01-02.csv': 'id,n\na,x\nb,3\n',
    });
    await fixture.load();
    expect(await fixture.rows('select id, n from lake.erp.stock order by id')).toEqual([
      { id: 'a', n: '1' },
      { id: 'b', n: '3' },
    ]);
  });
});

describe('schema drift', () => {
  it('[LOAD-50] added and missing optional columns are reported with a sample', async () => {
    const fixture = make(orders, {
      'customer.csv': customers,
      'orders.csv': 'id,amount,changed,gone,Colour\n1,10,2024-01-01 10:00:00,,red\n',
    });
    await fixture.load();
    expect(
      await fixture.rows(
        `select kind, column_name, detail from etl_schema_change where object = 'orders' order by kind`,
      ),
    ).toEqual([
      { kind: 'added', column_name: 'Colour', detail: `{"n":1,"sample":"'red'"}` },
      { kind: 'missing', column_name: 'customer', detail: '{"names":"customer"}' },
    ]);
    expect((await stateOf(fixture)).current).toHaveLength(1);
  });
  it('[LOAD-51] a missing required column refuses the file; the last good data stays', async () => {
    const fixture = make(orders, {
      'customer.csv': customers,
      'orders-1.csv': `${header}\n1,C1,10,,2024-01-01 10:00:00\n`,
    });
    await fixture.load();
    fixture.put({ 'orders-2.csv': 'id,customer,sum,gone,changed\n1,C1,11,,2024-02-01 10:00:00\n' });
    const report = await fixture.load();
    expect(report.files.find((file) => file.file === 'orders-2.csv')).toMatchObject({
      status: 'refused',
      reason: 'missing_columns',
      details: { columns: 'amount' },
      rows: 0,
    });
    expect((await stateOf(fixture)).current.map((row) => row.amount)).toEqual(['10.00']);
  });
  it('[LOAD-53] a file saved under the name of another object is refused, whole files are not', async () => {
    const people = `
    files: ['people*.csv']
    key: [id]
    columns: { id: { type: id }, changed: { type: timestamp }, login: { type: text } }
`;
    const fixture = make(orders.replace('\n  customer:', `\n  people:${people}  customer:`), {
      'people-1.csv': `${header}\n1,C1,10,,2024-01-01 10:00:00\n`,
      'people-2.csv': 'id,changed\n7,2024-01-01 10:00:00\n',
      'customer.csv': `${header}\nC1,C1,10,,2024-01-01 10:00:00\n`,
    });
    const report = await fixture.load();
    const said = report.files.map(({ file, status, reason, details }) => [file, status, reason, details]);
    expect(said).toEqual([
      ['people-1.csv', 'refused', 'misnamed', { other: 'orders', object: 'people' }],
      ['people-2.csv', 'loaded', undefined, undefined],
      ['customer.csv', 'loaded', undefined, undefined],
    ]);
  });
  it('[LOAD-52] a column most of whose values no longer fit is reported as retyped', async () => {
    const fixture = make(orders, {
      'customer.csv': customers,
      'orders.csv': `${header}\n1,C1,EUR 1,,2024-01-01 10:00:00\n2,C1,EUR 2,,2024-01-01 10:00:00\n`,
    });
    const report = await fixture.load();
    expect(report.files.find((file) => file.object === 'orders')?.drift).toEqual([
      { kind: 'retyped', column: 'amount', details: { n: 2, total: 2, rule: 'bad_decimal' } },
    ]);
  });
  it('[LOAD-1] an object without files is empty and typed; a file nobody asks for is named', async () => {
    const fixture = make(orders, { 'other.csv': 'a\n1\n' });
    expect((await fixture.load()).unclaimed).toEqual([{ source: 'erp', file: 'other.csv' }]);
    expect(
      await fixture.rows('select typeof(any_value(amount)) as t, count(*) as n from lake.erp.orders'),
    ).toEqual([{ t: 'DECIMAL(18,2)', n: '0' }]);
  });
});
