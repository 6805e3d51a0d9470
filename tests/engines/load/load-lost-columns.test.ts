import { afterEach, describe, expect, it } from 'vitest';
import { checkFiles } from '../../../pipelines/load/check-files.ts';
import type { LoadReport } from '../../../pipelines/load/load-workspace.ts';
import { standingLosses } from '../../../pipelines/load/standing-losses.ts';
import { doctorCommand } from '../../../src/cli/doctor.ts';
import { sayReport } from '../../../src/cli/run.ts';
import { silent } from '../../../src/contract/progress.ts';
import type { Language } from '../../../src/messages/language.ts';
import { loadMessages } from '../../../src/messages/load-messages.ts';
import { createTranslate } from '../../../src/messages/translate.ts';
import { LakeFixture } from '../../support/lake-fixture.ts';

const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

const system = `
system: mine
objects:
  accounts:
    files: ['accounts*.csv']
    key: [id]
    cursor: changed
    columns:
      id: { type: id }
      phone: { type: text, header: Phone }
      fax: { type: text, header: Fax }
      changed: { type: timestamp }
`;
const make = (files: Record<string, string>, yaml = system): LakeFixture => {
  const fixture = new LakeFixture(yaml, files);
  fixtures.push(fixture);
  return fixture;
};
const first = { 'accounts-1.csv': 'id,Phone,changed\nA,11,2024-01-01 10:00:00\n' };
const renamed = { 'accounts-2.csv': 'id,PhoneNumber,changed\nA,12,2024-01-02 10:00:00\n' };
const back = { 'accounts-3.csv': 'id,Phone,changed\nA,13,2024-01-03 10:00:00\n' };

const changesOf = (fixture: LakeFixture) =>
  fixture.rows(`select file, kind, column_name as "column" from etl_schema_change order by all`);

async function told(language: Language, load: LoadReport): Promise<string[]> {
  const t = createTranslate(language, await loadMessages(language));
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  sayReport({ t, print }, { outcome: 'published', generation: 'g', load } as Parameters<typeof sayReport>[1]);
  return lines;
}

async function doctorSays(fixture: LakeFixture): Promise<string[]> {
  const t = createTranslate('en', await loadMessages('en'));
  const lines: string[] = [];
  const print = (line: string): void => void lines.push(line);
  const context = {
    t,
    language: 'en',
    json: false,
    print,
    printJson: () => undefined,
    progress: silent,
  } as const;
  await doctorCommand.run(context, [], { workspace: fixture.workspace.dir });
  return lines.filter((line) => line.includes(' Columns: '));
}

describe('[LOAD-58] a column that earlier files had is lost, one that was never there is missing', () => {
  it('in the change of columns, whatever file is loaded afterwards', async () => {
    const fixture = make(first);
    await fixture.load();
    fixture.put(renamed);
    await fixture.load();
    const changes = [
      { file: 'accounts-1.csv', kind: 'missing', column: 'fax' },
      { file: 'accounts-2.csv', kind: 'added', column: 'PhoneNumber' },
      { file: 'accounts-2.csv', kind: 'lost', column: 'phone' },
      { file: 'accounts-2.csv', kind: 'missing', column: 'fax' },
    ];
    expect(await changesOf(fixture)).toEqual(changes);
    fixture.put(back);
    await fixture.load();
    expect(await changesOf(fixture)).toEqual([
      ...changes,
      { file: 'accounts-3.csv', kind: 'missing', column: 'fax' },
    ]);
  });

  it('a column that is new in a later file is not lost by those before it, not even when they are read again', async () => {
    const old = { 'accounts-0.csv': 'id,changed\nA,2024-01-01 10:00:00\n' };
    const fixture = make(old);
    await fixture.load();
    fixture.put(back);
    await fixture.load();
    fixture.put({ '../systems/mine/system.yaml': system.replace('fax: { type: text', 'fax: { type: id') });
    const again = await fixture.load();
    expect(again.files.map(({ status, lost }) => [status, lost])).toEqual([
      ['loaded', []],
      ['loaded', []],
    ]);
    expect((await changesOf(fixture)).filter(({ kind }) => kind === 'lost')).toEqual([]);
  });

  it('the run that loads the file warns, in both languages, and only that run', async () => {
    const fixture = make(first);
    await fixture.load();
    fixture.put(renamed);
    const load = await fixture.load();
    expect(await told('en', load)).toContain(
      'Warning: erp/accounts-2.csv (accounts) has no column Phone (phone), which earlier files had. One row keeps what was known. New in the file: PhoneNumber. Deliver the file again with the column, or add its new name to the header of phone in system.yaml; then run again.',
    );
    expect(await told('zh-CN', load)).toContain(
      '警告：erp/accounts-2.csv（accounts）没有列 Phone（phone），而此前的文件有这一列。1 行保留此前已知的值。文件中新出现的列：PhoneNumber。请重新交付带有该列的文件，或在 system.yaml 中把新列名加入 phone 的 header，然后重新运行。',
    );
    expect((await fixture.load()).files.flatMap(({ lost }) => lost)).toEqual([]);
  });

  it('[LOAD-64] it says how many rows keep what was known and how many have no value', async () => {
    const fixture = make(first);
    await fixture.load();
    const row = (id: string) => `${id},12,2024-01-02 10:00:00\n`;
    fixture.put({ 'accounts-2.csv': `id,PhoneNumber,changed\n${['A', 'B', 'C'].map(row).join('')}` });
    const load = await fixture.load();
    expect(load.files.flatMap(({ lost }) => lost)).toMatchObject([{ rows: 3, kept: 1, empty: 2 }]);
    const [change] = await fixture.rows<{ detail: string }>(
      `select detail from etl_schema_change where kind = 'lost'`,
    );
    expect(JSON.parse(change?.detail ?? '')).toEqual({ names: 'Phone', kept: 1, empty: 2, held: 0 });
    expect((await told('en', load)).join()).toContain(
      'One row keeps what was known. 2 rows have no value. New',
    );
    expect((await doctorSays(fixture)).join()).toContain(
      'One row keeps what was known. 2 rows have no value. D',
    );
  });

  it('a dry run tells it as well', async () => {
    const fixture = make(first);
    await fixture.load();
    fixture.put(renamed);
    const { workspace } = fixture;
    const [report] = await checkFiles([`${workspace.dir}/extracts/accounts-2.csv`], { workspace });
    expect(report?.drift.map(({ kind, column }) => `${kind} ${column}`)).toEqual([
      'lost phone',
      'missing fax',
      'added PhoneNumber',
    ]);
    expect(report?.drift[0]?.details).toEqual({ names: 'Phone', kept: 1, empty: 0, held: 0 });
  });

  it('the doctor tells it until a later file, or the contract, has the column', async () => {
    const fixture = make(first);
    await fixture.load();
    expect(await doctorSays(fixture)).toEqual(['✓ Columns: no file lost a column that earlier ones had']);
    fixture.put(renamed);
    await fixture.load();
    expect(await doctorSays(fixture)).toEqual([
      expect.stringMatching(/^! Columns: erp\/accounts-2\.csv \(accounts\) has no column Phone \(phone\)/),
    ]);
    fixture.put(back);
    await fixture.load();
    expect(await doctorSays(fixture)).toEqual(['✓ Columns: no file lost a column that earlier ones had']);
  });

  it('a header added to the contract brings the column back', async () => {
    const fixture = make(first);
    await fixture.load();
    fixture.put(renamed);
    await fixture.load();
    expect(standingLosses(fixture.workspace)).toHaveLength(1);
    fixture.put({
      '../systems/mine/system.yaml': system.replace('header: Phone', 'header: [Phone, PhoneNumber]'),
    });
    await fixture.load();
    expect(standingLosses(fixture.workspace)).toEqual([]);
    expect(await fixture.rows('select phone from lake.erp.accounts')).toEqual([{ phone: '12' }]);
  });
});
