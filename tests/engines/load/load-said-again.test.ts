import { afterEach, describe, expect, it, vi } from 'vitest';
import { resolveLake } from '../../../pipelines/load/resolve-lake.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { LakeFixture } from '../../support/lake-fixture.ts';

const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

const withCursor = `
system: mine
format: { timestamps: ['YYYY-MM-DD'] }
objects:
  accounts:
    files: ['accounts*.csv']
    key: [id]
    cursor: changed
    columns: { id: { type: id }, name: { type: text }, phone: { type: text }, changed: { type: timestamp, required: true } }
`;
const withoutCursor = `
system: mine
objects:
  accounts:
    files: ['accounts-*.csv']
    key: [id]
    extract: full
    extract_date: 'accounts-(\\d{4}-\\d{2}-\\d{2})'
    columns: { id: { type: id }, name: { type: text }, phone: { type: text } }
`;
const make = (yaml: string): LakeFixture => {
  const fixture = new LakeFixture(yaml);
  fixtures.push(fixture);
  return fixture;
};

/** Loads one file; what became of its rows, new/changed/unchanged. */
async function counts(fixture: LakeFixture, file: string, ...lines: string[]): Promise<string> {
  fixture.put({ [file]: `${lines.join('\n')}\n` });
  const report = (await fixture.load()).files.find((one) => one.file === file);
  return [report?.new, report?.changed, report?.unchanged].join('/');
}

const history = async (fixture: LakeFixture) =>
  (
    await fixture.rows<{ text: string }>(
      `select concat_ws(' ', id, strftime(_cursor, '%d'), name, coalesce(phone, '-')) as text from lake.erp.accounts__history order by id, _cursor`,
    )
  ).map(({ text }) => text);

describe('[LOAD-65] a row that differs from what is known by a lost column only is unchanged', () => {
  it('counts as unchanged when the column goes and when it comes back', async () => {
    const fixture = make(withCursor);
    await counts(
      fixture,
      'accounts-1.csv',
      'id,name,phone,changed',
      'A,Ann,11,2024-01-01',
      'B,Bob,12,2024-01-01',
    );
    const lost = ['id,name,changed', 'A,Ann,2024-01-01', 'B,Bo,2024-01-02', 'C,Cid,2024-01-02'];
    expect(await counts(fixture, 'accounts-2.csv', ...lost)).toBe('1/1/1');
    const back = ['id,name,phone,changed', 'A,Ann,11,2024-01-01', 'B,Bo,12,2024-01-02', 'C,Cid,,2024-01-02'];
    expect(await counts(fixture, 'accounts-3.csv', ...back)).toBe('0/0/3');
    expect(await history(fixture)).toEqual(['A 01 Ann 11', 'B 01 Bob 12', 'B 02 Bo 12', 'C 02 Cid -']);
    expect(await counts(fixture, 'accounts-4.csv', ...back, 'D,Dan,,2024-01-03')).toBe('1/0/3');
  });

  it('clearing a value that was kept is a change', async () => {
    const fixture = make(withCursor);
    await counts(fixture, 'accounts-1.csv', 'id,name,phone,changed', 'A,Ann,11,2024-01-01');
    await counts(fixture, 'accounts-2.csv', 'id,name,changed', 'A,Ann,2024-01-02');
    const cleared = ['id,name,phone,changed', 'A,Ann,,2024-01-02'];
    expect(await counts(fixture, 'accounts-3.csv', ...cleared)).toBe('0/1/0');
    expect(await history(fixture)).toEqual(['A 01 Ann 11', 'A 02 Ann -']);
  });

  it('without a cursor there is no version of its own, but what a later file clears or a mended one brings is seen', async () => {
    const fixture = make(withoutCursor);
    await counts(fixture, 'accounts-2024-01-01.csv', 'id,name,phone', 'A,Ann,11', 'B,Bob,12');
    expect(await counts(fixture, 'accounts-2024-01-02.csv', 'id,name,Tel', 'A,Ann,19', 'B,Bob,18')).toBe(
      '0/0/2',
    );
    expect(await counts(fixture, 'accounts-2024-01-03.csv', 'id,name,phone', 'A,Ann,11', 'B,Bob,')).toBe(
      '0/1/1',
    );
    expect(await history(fixture)).toEqual(['A 01 Ann 11', 'B 01 Bob 12', 'B 03 Bob -']);
    fixture.remove('accounts-2024-01-03.csv');
    fixture.put({
      '../systems/mine/system.yaml': withoutCursor.replace(
        'phone: { type',
        'phone: { header: [phone, Tel], type',
      ),
    });
    await fixture.load();
    expect((await history(fixture)).filter((text) => !text.includes(' 01 '))).toEqual([
      'A 02 Ann 19',
      'A 03 Ann 11',
      'B 02 Bob 18',
      'B 03 Bob -',
    ]);
  });
});

describe('[LOAD-64] where nothing is lost nothing is asked', () => {
  /** What resolving the lake runs, and whether the current rows are a view. */
  async function resolving(fixture: LakeFixture): Promise<{ keeps: boolean; isView: boolean }> {
    const warehouse = await openWarehouse({ threads: 1 });
    const run = vi.spyOn(warehouse, 'run');
    await warehouse.run(`attach ':memory:' as lake`);
    await resolveLake(warehouse, fixture.workspace, { catalog: 'lake' });
    const views = await warehouse.rows(
      `select 1 from duckdb_views() where database_name = 'lake' and view_name = 'accounts'`,
    );
    warehouse.close();
    return { keeps: run.mock.calls.some(([sql]) => sql.includes('last_value')), isView: views.length > 0 };
  }

  it('a column that is new in a later file leaves views, and the statements, as they were', async () => {
    const fixture = make(withCursor);
    await counts(fixture, 'accounts-1.csv', 'id,name,changed', 'A,Ann,2024-01-01');
    await counts(
      fixture,
      'accounts-2.csv',
      'id,name,phone,changed',
      'A,Ann,,2024-01-01',
      'B,Bob,12,2024-01-02',
    );
    expect(await resolving(fixture)).toEqual({ keeps: false, isView: true });
    const increments = make(withCursor);
    await counts(increments, 'accounts-1.csv', 'id,name,changed', 'A,Ann,2024-01-01');
    await counts(increments, 'accounts-2.csv', 'id,name,phone,changed', 'A,Ann,11,2024-01-02');
    expect(await resolving(increments)).toEqual({ keeps: false, isView: false });
    await counts(increments, 'accounts-3.csv', 'id,name,changed', 'A,Ann,2024-01-03');
    expect(await resolving(increments)).toEqual({ keeps: true, isView: false });
  });
});
