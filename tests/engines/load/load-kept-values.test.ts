import { afterEach, describe, expect, it } from 'vitest';
import { addFix } from '../../../pipelines/load/fixes.ts';
import { LakeFixture } from '../../support/lake-fixture.ts';

const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

const system = `
system: mine
format: { timestamps: ['YYYY-MM-DD'] }
objects:
  accounts:
    files: ['accounts*.csv']
    key: [id]
    cursor: changed
    columns:
      id: { type: id }
      name: { type: text }
      phone: { type: text, header: Phone }
      fax: { type: text }
      changed: { type: timestamp, required: true }
`;

/** Loads files one after the other; a file is its header and its rows. */
async function loaded(files: readonly (readonly string[])[], yaml = system): Promise<LakeFixture> {
  const fixture = new LakeFixture(yaml);
  fixtures.push(fixture);
  for (const [at, lines] of files.entries()) {
    fixture.put({ [`accounts-${at + 1}.csv`]: `${lines.join('\n')}\n` });
    await fixture.load();
  }
  return fixture;
}

const current = (fixture: LakeFixture) =>
  fixture.rows('select id, name, phone, fax from lake.erp.accounts order by id');
const history = async (fixture: LakeFixture) =>
  (
    await fixture.rows<{ text: string }>(
      `select concat_ws(' ', id, strftime(_cursor, '%d'), coalesce(phone, '-'), coalesce(fax, '-')) as text from lake.erp.accounts__history order by id, _cursor`,
    )
  ).map(({ text }) => text);

const whole = ['id,name,Phone,fax,changed', 'A,Ann,11,91,2024-01-01', 'B,Bob,12,92,2024-01-01'];

describe('[LOAD-64] a lost column empties nothing', () => {
  it('records keep what the newest earlier version says, new ones have nothing', async () => {
    const fixture = await loaded([
      whole,
      ['id,name,fax,changed', 'A,Anna,,2024-01-02', 'C,Cid,93,2024-01-02'],
    ]);
    expect(await current(fixture)).toEqual([
      { id: 'A', name: 'Anna', phone: '11', fax: null },
      { id: 'B', name: 'Bob', phone: '12', fax: '92' },
      { id: 'C', name: 'Cid', phone: null, fax: '93' },
    ]);
    expect(await history(fixture)).toEqual(['A 01 11 91', 'A 02 11 -', 'B 01 12 92', 'C 02 - 93']);
  });

  it('what a file that has the column leaves empty is empty, from then on', async () => {
    const fixture = await loaded([
      whole,
      ['id,name,Phone,fax,changed', 'A,Ann,,91,2024-01-02'],
      ['id,name,fax,changed', 'A,Ann,94,2024-01-03'],
    ]);
    expect(await history(fixture)).toEqual(['A 01 11 91', 'A 02 - 91', 'A 03 - 94', 'B 01 12 92']);
  });

  it('through several versions in one file, files that lack different columns, and after the column is back', async () => {
    const fixture = await loaded([
      whole,
      ['id,name,fax,changed', 'A,Ann,94,2024-01-02', 'A,Ann,95,2024-01-03'],
      ['id,name,Phone,changed', 'A,Ann,13,2024-01-04', 'B,Bob,,2024-01-04'],
      ['id,name,Phone,fax,changed', 'A,Ann,14,96,2024-01-05'],
    ]);
    expect(await history(fixture)).toEqual([
      'A 01 11 91',
      'A 02 11 94',
      'A 03 11 95',
      'A 04 13 95',
      'A 05 14 96',
      'B 01 12 92',
      'B 04 - 92',
    ]);
  });

  it('a record that comes again at the cursor it had is the version it was', async () => {
    const fixture = await loaded([
      whole,
      ['id,name,fax,changed', 'A,Ann,91,2024-01-01', 'B,Bob,92,2024-01-01'],
    ]);
    expect(await history(fixture)).toEqual(['A 01 11 91', 'B 01 12 92']);
  });

  it('what was cleared stays so where a file without the column came first and old values come last', async () => {
    const fixture = await loaded([
      ['id,name,fax,changed', 'A,Ann,91,2024-01-05'],
      ['id,name,Phone,fax,changed', 'A,Ann,,91,2024-01-05'],
      whole,
    ]);
    expect(await history(fixture)).toEqual(['A 01 11 91', 'A 05 - 91', 'B 01 12 92']);
  });

  it('a version that several files hold says what any of them says', async () => {
    for (const name of ['Ann', 'Anna', 'Anne', 'Anni']) {
      const fixture = await loaded([
        whole,
        ['id,name,fax,changed', `A,${name},,2024-01-05`],
        ['id,name,Phone,changed', `A,${name},,2024-01-05`],
      ]);
      expect(await history(fixture)).toEqual(['A 01 11 91', 'A 05 - -', 'B 01 12 92']);
    }
  });

  it('the new name of the column gives the values of the file, also to rows that looked the same', async () => {
    const fixture = await loaded([
      whole,
      ['id,name,Tel,fax,changed', 'A,Ann,13,91,2024-01-02', 'B,Bob,,92,2024-01-02'],
    ]);
    const kept = ['A 01 11 91', 'A 02 11 91', 'B 01 12 92', 'B 02 12 92'];
    expect(await history(fixture)).toEqual(kept);
    addFix(fixture.workspace, 'erp', { object: 'accounts', column: 'phone', headers: ['Tel'] });
    expect(await history(fixture)).toEqual(kept);
    await fixture.load();
    expect(await history(fixture)).toEqual(['A 01 11 91', 'A 02 13 91', 'B 01 12 92', 'B 02 - 92']);
  });

  it('a file read again under another contract keeps the same', async () => {
    const fixture = await loaded([whole, ['id,name,fax,changed', 'A,Ann,94,2024-01-02']]);
    const before = await history(fixture);
    fixture.put({ '../systems/mine/system.yaml': system.replace('name: { type: text', 'name: { type: id') });
    await fixture.load();
    expect(await history(fixture)).toEqual(before);
    fixture.put({ '../systems/mine/system.yaml': system.replace('header: Phone', 'header: [Phone, Tel]') });
    fixture.remove('accounts-2.csv');
    await fixture.load();
    expect(await history(fixture)).toEqual(before);
  });

  it('in full extracts: what is absent is gone, and keeps its values when it comes back', async () => {
    const full = system.replace('cursor: changed', 'cursor: changed\n    extract: full');
    const fixture = await loaded([whole, ['id,name,fax,changed', 'A,Ann,91,2024-01-02']], full);
    expect(await current(fixture)).toEqual([{ id: 'A', name: 'Ann', phone: '11', fax: '91' }]);
    fixture.put({ 'accounts-3.csv': 'id,name,fax,changed\nA,Ann,91,2024-01-03\nB,Bob,97,2024-01-03\n' });
    await fixture.load();
    expect((await current(fixture))[1]).toEqual({ id: 'B', name: 'Bob', phone: '12', fax: '97' });
  });

  it('a record that was deleted is not brought back by a file that lacks the flag', async () => {
    for (const declared of [true, false]) {
      const flagged = system
        .replace('cursor: changed', "cursor: changed\n    deleted: { column: gone, equals: '1' }")
        .replace(
          'fax: { type: text }',
          `fax: { type: text }${declared ? '\n      gone: { type: text }' : ''}`,
        );
      const fixture = await loaded(
        [
          ['id,name,Phone,fax,gone,changed', 'A,Ann,11,91,1,2024-01-01', 'B,Bob,12,92,0,2024-01-01'],
          ['id,name,Phone,fax,changed', 'A,Ann,13,91,2024-01-02', 'B,Bob,14,92,2024-01-02'],
        ],
        flagged,
      );
      expect(await current(fixture)).toEqual([{ id: 'B', name: 'Bob', phone: '14', fax: '92' }]);
    }
  });

  it('a kept reference that names no record leaves the row out, and the quarantine says so', async () => {
    const yaml = `${system}    references: [{ column: phone, object: lines, on_orphan: quarantine, on_lost: keep }]
  lines: { files: ['lines.csv'], key: [id], columns: { id: { type: id } } }
`;
    const fixture = await loaded(
      [whole, ['id,name,fax,changed', 'A,Anna,91,2024-01-02', 'B,Bo,92,2024-01-02']],
      yaml,
    );
    fixture.put({ 'lines.csv': 'id\n12\n' });
    await fixture.load();
    expect(await current(fixture)).toEqual([{ id: 'B', name: 'Bo', phone: '12', fax: '92' }]);
    expect(await fixture.rows('select file, line, value from etl_quarantine order by file')).toEqual([
      { file: 'accounts-1.csv', line: '2', value: '11' },
      { file: 'accounts-2.csv', line: '2', value: '11' },
    ]);
  });

  it('not of JSON, which leaves out what is empty, nor of rows without an identity', async () => {
    const ndjson = system.replace('format: { timestamps', 'format: { type: ndjson, timestamps');
    const record = (fields: string) => `{"id":"A","name":"Ann",${fields}}`;
    const sparse = await loaded(
      [[record('"Phone":"11","changed":"2024-01-01"')], [record('"fax":"91","changed":"2024-01-02"')]],
      ndjson,
    );
    expect(await history(sparse)).toEqual(['A 01 11 -', 'A 02 - 91']);
    const nameless = system.replace('key: [id]', 'key: row_hash');
    const rows = await loaded([whole, ['id,name,fax,changed', 'A,Ann,91,2024-01-02']], nameless);
    expect(await history(rows)).toEqual(['A 01 11 91', 'A 02 - 91', 'B 01 12 92']);
  });
});
