import { afterEach, describe, expect, it } from 'vitest';
import { LakeFixture, type Content } from '../../support/lake-fixture.ts';

const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

/** Loads one file of an object with columns id and v (spec given) and returns what was accepted and what was not. */
async function given(
  v: string,
  file: Content,
  more: { format?: string; object?: string; asOf?: string; name?: string } = {},
) {
  const yaml = `
system: mine
format: { type: csv, ${more.format ?? `decimal: '.'`} }
objects:
  thing:
    files: ['thing*']
    key: [id]
    ${more.object ?? ''}
    columns: { id: { type: id, sentinels: ['0', 'N/A'] }, v: ${v} }
`;
  const fixture = new LakeFixture(yaml, { [more.name ?? 'thing.csv']: file }, more.asOf);
  fixtures.push(fixture);
  const report = await fixture.load();
  const warehouse = await fixture.resolve();
  const accepted = await warehouse.rows<{ id: string; v: string | null; line: string }>(
    'select id, v::varchar as v, _line as line from lake.erp.thing order by _line',
  );
  const rejected = await warehouse.rows<{
    line: string;
    rule: string;
    column_name: string;
    value: string;
    raw: string;
  }>('select line, rule, column_name, value, raw from etl_quarantine order by line');
  warehouse.close();
  return {
    report: report.files[0],
    accepted: accepted.map((row) => `${row.line}:${row.id}=${row.v ?? 'null'}`),
    rejected: rejected.map((row) => `${row.line}:${row.rule}:${row.column_name}:${row.value}`),
    raw: rejected.map((row) => row.raw),
  };
}

const decimal = `{ type: 'decimal(18,4)', required: true, min: 0 }`;

describe('a row that does not fit its contract is kept with its reason', () => {
  const cases: [string, string, string, string[], { format?: string; asOf?: string }?][] = [
    ['[LOAD-30] not_null: a required value is missing', decimal, 'a,', ['2:not_null:v:']],
    ['[LOAD-30] missing_key: the key is empty or blank', decimal, '"  ",1', ['2:missing_key:id:  ']],
    ['[LOAD-31] sentinel_key: 0 and N/A are no keys', decimal, 'N/A,1', ['2:sentinel_key:id:N/A']],
    [
      '[LOAD-32] bad_integer: a fraction is no integer',
      '{ type: integer }',
      'a,1.5',
      ['2:bad_integer:v:1.5'],
    ],
    ['[LOAD-32] bad_decimal: words are no numbers', decimal, 'a,ten', ['2:bad_decimal:v:ten']],
    [
      '[LOAD-20] ambiguous_decimal: 1,234 where a point is declared',
      decimal,
      'a,"1,234"',
      ['2:ambiguous_decimal:v:1,234'],
    ],
    [
      '[LOAD-32] bad_date: there is no 13th month',
      '{ type: date }',
      'a,2024-13-05',
      ['2:bad_date:v:2024-13-05'],
    ],
    [
      '[LOAD-23] ambiguous_date: 03/04 where ISO is declared',
      '{ type: date, formats: [YYYY-MM-DD] }',
      'a,03/04/2025',
      ['2:ambiguous_date:v:03/04/2025'],
    ],
    ['[LOAD-32] bad_boolean: maybe is neither', '{ type: boolean }', 'a,maybe', ['2:bad_boolean:v:maybe']],
    ['[LOAD-32] bad_json: a text that is no JSON', '{ type: json }', 'a,{x', ['2:bad_json:v:{x']],
    [
      '[LOAD-33] not_in_set: a state nobody declared',
      '{ type: text, values: [draft, sale] }',
      'a,bogus',
      ['2:not_in_set:v:bogus'],
    ],
    [
      '[LOAD-33] unknown_currency: XQQ is not in ISO 4217',
      '{ type: text, currency: true }',
      'a,XQQ',
      ['2:unknown_currency:v:XQQ'],
    ],
    ['[LOAD-33] too_long', '{ type: text, max_length: 3 }', 'a,four', ['2:too_long:v:four']],
    ['[LOAD-33] negative_not_allowed', decimal, 'a,-1', ['2:negative_not_allowed:v:-1']],
    [
      '[LOAD-33] out_of_range: over the maximum',
      `{ type: 'decimal(5,2)', max: 100 }`,
      'a,101',
      ['2:out_of_range:v:101'],
    ],
    [
      '[LOAD-33] out_of_range: before the first day',
      '{ type: date, not_before: 2000-01-01 }',
      'a,1999-12-31',
      ['2:out_of_range:v:1999-12-31'],
    ],
    [
      "[LOAD-33] future_date: after the workspace's day",
      '{ type: date, not_after: as_of }',
      'a,2026-07-01',
      ['2:future_date:v:2026-07-01'],
      { asOf: '2026-06-30' },
    ],
  ];
  it.each(cases)('%s', async (_title, spec, row, expected, more) => {
    const got = await given(spec, `id,v\n${row}\n`, more);
    expect(got.rejected).toEqual(expected);
    expect(got.raw).toEqual([row]);
    expect(got.report).toMatchObject({ rows: 1, new: 0, rejected: 1 });
  });
});

describe('a damaged line takes no neighbour along', () => {
  it('[LOAD-14] broken_quotes: a quote that never closes costs its own line only', async () => {
    const got = await given('{ type: text }', 'id,v\na,"open\nb,"fine"\nc,plain\n');
    expect(got.rejected).toEqual(['2:broken_quotes::']);
    expect(got.accepted).toEqual(['3:b=fine', '4:c=plain']);
    expect(got.raw).toEqual(['a,"open']);
  });
  it('[LOAD-14] broken_quotes: text after a closing quote', async () => {
    const got = await given('{ type: text }', 'id,v\na,"x"y\nb,1\n');
    expect(got.rejected).toEqual(['2:broken_quotes::']);
    expect(got.accepted).toEqual(['3:b=1']);
  });
  it('[LOAD-15] wrong_column_count: too few and too many', async () => {
    const got = await given('{ type: text }', 'id,v\na\nb,1\nc,1,2\nd,2\n');
    expect(got.rejected).toEqual(['2:wrong_column_count::1 of 2', '4:wrong_column_count::3 of 2']);
    expect(got.accepted).toEqual(['3:b=1', '5:d=2']);
  });
  it('[LOAD-16] bad_encoding: one bad byte in UTF-8', async () => {
    const got = await given(
      '{ type: text }',
      Buffer.concat([Buffer.from('id,v\na,caf'), Buffer.from([0xe9]), Buffer.from('\nb,café\n')]),
    );
    expect(got.rejected).toEqual(['2:bad_encoding::']);
    expect(got.accepted).toEqual(['3:b=café']);
  });
  it('[LOAD-10] the line is the physical one: line breaks in quotes and blank lines count', async () => {
    const got = await given('{ type: integer }', 'id,v\r\n"a\r\nb",1\r\n\r\nc,x\r\n"d\nd",y\r\n');
    expect(got.accepted).toEqual(['2:a\nb=1']);
    expect(got.rejected).toEqual(['5:bad_integer:v:x', '6:bad_integer:v:y']);
    expect(got.raw).toEqual(['c,x', '"d\nd",y']);
  });
  it('[LOAD-13] continuation rows of a damaged order are not given to the order before it', async () => {
    const fixture = new LakeFixture(
      `system: mine\nobjects:\n  thing: { files: ['*.csv'], key: [id], fill_down: [o], columns: { id: { type: id }, o: { type: id, required: true }, v: { type: text } } }\n`,
      { 'thing.csv': 'id,o,v\n1,A,x\n2,,y\n3,B\n4,,z\n5,C,w\n' },
    );
    fixtures.push(fixture);
    await fixture.load();
    expect(await fixture.rows('select id, o from lake.erp.thing order by id')).toEqual([
      { id: '1', o: 'A' },
      { id: '2', o: 'A' },
      { id: '5', o: 'C' },
    ]);
    expect(await fixture.rows('select line, rule from etl_quarantine order by line')).toEqual([
      { line: '4', rule: 'wrong_column_count' },
      { line: '5', rule: 'not_null' },
    ]);
  });
});

describe('how values are written is declared or proven', () => {
  it('[LOAD-20] an undeclared decimal sign is proven by one value that fits only one reading', async () => {
    const got = await given(`{ type: 'decimal(18,2)' }`, 'id;v\na;1.234\nb;12,5\nc;7\n', {
      format: `delimiter: ';'`,
    });
    expect(got.accepted).toEqual(['2:a=1234.00', '3:b=12.50', '4:c=7.00']);
  });
  it('[LOAD-20] where every value fits both readings the ambiguous ones are named, not guessed', async () => {
    const got = await given(`{ type: 'decimal(18,2)' }`, 'id;v\na;1.234\nb;5.678\nc;7\n', {
      format: `delimiter: ';'`,
    });
    expect(got.rejected).toEqual(['2:ambiguous_decimal:v:1.234', '3:ambiguous_decimal:v:5.678']);
    expect(got.accepted).toEqual(['4:c=7.00']);
  });
  it('[LOAD-23] undeclared day and month are proven by a 13th, else ambiguous unless equal', async () => {
    expect((await given('{ type: date }', 'id,v\na,03/04/2025\nb,13/04/2025\n')).accepted).toEqual([
      '2:a=2025-04-03',
      '3:b=2025-04-13',
    ]);
    const open = await given('{ type: date }', 'id,v\na,03/04/2025\nb,05/05/2025\n');
    expect(open.rejected).toEqual(['2:ambiguous_date:v:03/04/2025']);
    expect(open.accepted).toEqual(['3:b=2025-05-05']);
  });
  it('[LOAD-21] a trailing minus is a sign only where declared', async () => {
    expect(
      (
        await given(`{ type: 'decimal(18,2)' }`, 'id;v\na;10.124,97-\n', {
          format: `delimiter: ';', decimal: ',', thousands: '.', trailing_minus: true`,
        })
      ).accepted,
    ).toEqual(['2:a=-10124.97']);
    expect(
      (
        await given(`{ type: 'decimal(18,2)' }`, 'id;v\na;0.023-\n', {
          format: `delimiter: ';', decimal: '.'`,
        })
      ).rejected,
    ).toEqual(['2:bad_decimal:v:0.023-']);
  });
  it('[LOAD-25] 15-character Salesforce ids get their check characters', async () => {
    const got = await given(
      '{ type: id, extend_to_18: true }',
      'id,v\na,001A0000006Vm9r\nb,001000000000001AAA\n',
    );
    expect(got.accepted).toEqual(['2:a=001A0000006Vm9rIAC', '3:b=001000000000001AAA']);
  });
  it.each([
    [
      'utf-8 with a mark',
      '',
      Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('id,v\na,价格\n')]),
    ],
    ['utf-16', '', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('id,v\na,价格\n', 'utf16le')])],
    [
      'gb18030',
      'encoding: gb18030',
      Buffer.concat([Buffer.from('id,v\na,'), Buffer.from([0xbc, 0xdb, 0xb8, 0xf1]), Buffer.from('\n')]),
    ],
  ])('[LOAD-17] encoding: %s', async (_name, format, content) => {
    expect((await given('{ type: text }', content, { format })).accepted).toEqual(['2:a=价格']);
  });
  it('[LOAD-17] cp1252 is read by declaration', async () => {
    expect(
      (
        await given('{ type: text }', Buffer.from('id,v\na,M\u00fcller \u0080\n', 'latin1'), {
          format: 'encoding: cp1252',
        })
      ).accepted,
    ).toEqual(['2:a=Müller €']);
  });
});
