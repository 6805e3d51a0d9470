import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkFiles } from '../../../pipelines/load/check-files.ts';
import { addFix, listFixes, removeFix } from '../../../pipelines/load/fixes.ts';
import { previewFix } from '../../../pipelines/load/preview-fix.ts';
import { replayRejects } from '../../../pipelines/load/replay-rejects.ts';
import { LakeFixture } from '../../support/lake-fixture.ts';

const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

const yaml = `
system: mine
format: { type: csv, decimal: '.', dates: ['YYYY-MM-DD'], timestamps: ['YYYY-MM-DD HH:mm:ss'] }
objects:
  line:
    files: ['line*.csv']
    key: [id]
    cursor: changed
    columns:
      id: { type: id }
      uom: { type: text, values: [pcs, kg] }
      quantity: { type: 'decimal(18,2)', required: true }
      due: { type: date }
      changed: { type: timestamp, required: true }
`;
const file = [
  'id,uom,quantity,due,changed',
  '1,pcs,10,2024-01-05,2024-01-01 10:00:00',
  '2,pcs.,20,2024-01-05,2024-01-01 10:00:00',
  '3,pcs.,x,2024-01-05,2024-01-01 10:00:00',
  '4,"pcs.",40,2024-01-05,2024-01-01 10:00:00',
  '5,kg,50,05.01.2024,2024-01-01 10:00:00',
  '6,kg',
].join('\n');

async function loaded(): Promise<LakeFixture> {
  const fixture = new LakeFixture(yaml, { 'line.csv': file });
  fixtures.push(fixture);
  await fixture.load();
  return fixture;
}

const target = { source: 'erp', object: 'line' };
const unitFix = { object: 'line', column: 'uom', map_values: { 'pcs.': 'pcs' }, reason: 'a full stop' };
const quarantine = (fixture: LakeFixture) =>
  fixture.rows('select line, rule from etl_quarantine order by line');
const ids = async (fixture: LakeFixture) =>
  (await fixture.rows<{ id: string }>('select id from lake.erp.line order by id'))
    .map((row) => row.id)
    .join();

describe('a mapping is fixed and the rejects are replayed', () => {
  it('[LOAD-60] a preview says how many rows a fix would accept, and why the others stay', async () => {
    const fixture = await loaded();
    expect(await previewFix(fixture.workspace, { source: 'erp', fix: unitFix })).toEqual({
      outstanding: 4,
      wouldAccept: 2,
      stillRejected: 2,
      stillByRule: { 'bad_decimal quantity': 1, 'bad_date due': 1 },
    });
    expect(listFixes(fixture.workspace, 'erp')).toEqual([]);
    expect(await ids(fixture)).toBe('1');
  });

  it('[LOAD-61] replayed rows come in with their own file and line and leave the quarantine', async () => {
    const fixture = await loaded();
    addFix(fixture.workspace, 'erp', unitFix);
    const report = await replayRejects(fixture.workspace, { ...target, now: () => fixture.now() });
    expect(report).toMatchObject({ accepted: 2, stillRejected: 2 });
    expect(
      await fixture.rows(
        'select line.id, line.uom, line._line, b.file from lake.erp.line as line join etl_batch as b on b.batch = line._batch order by 1',
      ),
    ).toEqual([
      { id: '1', uom: 'pcs', _line: '2', file: 'line.csv' },
      { id: '2', uom: 'pcs', _line: '3', file: 'line.csv' },
      { id: '4', uom: 'pcs', _line: '5', file: 'line.csv' },
    ]);
    expect(await quarantine(fixture)).toEqual([
      { line: '4', rule: 'not_in_set' },
      { line: '6', rule: 'bad_date' },
      { line: '7', rule: 'wrong_column_count' },
    ]);
  });

  it('[LOAD-61] the next load has nothing to do after a replay, and a second replay neither', async () => {
    const fixture = await loaded();
    addFix(fixture.workspace, 'erp', unitFix);
    await replayRejects(fixture.workspace, { ...target, now: () => fixture.now() });
    expect((await fixture.load()).files.map((one) => one.status)).toEqual(['same']);
    expect(await replayRejects(fixture.workspace, { ...target, now: () => fixture.now() })).toEqual({
      accepted: 0,
      stillRejected: 2,
      batches: [],
    });
    expect(await ids(fixture)).toBe('1,2,4');
  });

  it('[LOAD-62] fixes add up, one after the other, and taking one back takes its rows back', async () => {
    const fixture = await loaded();
    addFix(fixture.workspace, 'erp', unitFix);
    await replayRejects(fixture.workspace, { ...target, now: () => fixture.now() });
    const dateFix = addFix(fixture.workspace, 'erp', {
      object: 'line',
      column: 'due',
      date_formats: ['DD.MM.YYYY'],
    });
    await replayRejects(fixture.workspace, { ...target, now: () => fixture.now() });
    expect(await ids(fixture)).toBe('1,2,4,5');
    removeFix(fixture.workspace, 'erp', dateFix.id);
    expect(await ids(fixture)).toBe('1,2,4');
    expect((await quarantine(fixture)).map((row) => row.line)).toEqual(['4', '6', '7']);
  });

  it('[LOAD-63] without a replay, the next load reads the file again under the fixed contract', async () => {
    const fixture = await loaded();
    addFix(fixture.workspace, 'erp', unitFix);
    const [report] = (await fixture.load()).files;
    expect(report).toMatchObject({ status: 'loaded', rows: 6, rejected: 3 });
    expect(await ids(fixture)).toBe('1,2,4');
    expect((await quarantine(fixture)).map((row) => row.line)).toEqual(['4', '6', '7']);
  });

  it('[LOAD-63] a fix that also changes accepted rows reads the whole file again', async () => {
    const fixture = await loaded();
    addFix(fixture.workspace, 'erp', {
      object: 'line',
      column: 'uom',
      map_values: { 'pcs.': 'kg', pcs: 'kg' },
    });
    await replayRejects(fixture.workspace, { ...target, now: () => fixture.now() });
    await fixture.load();
    expect(await fixture.rows('select id, uom from lake.erp.line order by id')).toEqual([
      { id: '1', uom: 'kg' },
      { id: '2', uom: 'kg' },
      { id: '4', uom: 'kg' },
    ]);
  });

  it('[LOAD-8] data stays when its file is gone', async () => {
    const fixture = await loaded();
    fixture.remove('line.csv');
    addFix(fixture.workspace, 'erp', unitFix);
    await replayRejects(fixture.workspace, { ...target, now: () => fixture.now() });
    await fixture.load();
    expect(await ids(fixture)).toBe('1,2,4');
  });

  it('[LOAD-9] a batch exists if and only if its manifest does', async () => {
    const fixture = await loaded();
    const [batch] = await fixture.rows<{ batch: string }>('select batch from etl_batch');
    rmSync(join(fixture.workspace.paths.lake, 'erp', 'line', `${batch?.batch ?? ''}.json`));
    expect(await ids(fixture)).toBe('');
    await fixture.load();
    expect(await ids(fixture)).toBe('1');
  });
});

describe('tandem check', () => {
  it('[LOAD-70] a dry run says what a load would do, row by row, and writes nothing', async () => {
    const fixture = new LakeFixture(yaml, { 'line.csv': file });
    fixtures.push(fixture);
    const path = join(fixture.workspace.dir, 'extracts', 'line.csv');
    const [dry] = await checkFiles([path], { workspace: fixture.workspace });
    expect(await fixture.rows('select * from etl_batch')).toEqual([]);
    const [real] = (await fixture.load()).files;
    expect(dry).toMatchObject({
      rows: real?.rows,
      new: real?.new,
      changed: 0,
      rejected: real?.rejected,
      rejectsByRule: real?.rejectsByRule,
    });
    expect(dry?.rejects[0]).toEqual({
      line: 3,
      rule: 'not_in_set',
      column: 'uom',
      value: 'pcs.',
      raw: '2,pcs.,20,2024-01-05,2024-01-01 10:00:00',
    });
    expect((await checkFiles([path], { workspace: fixture.workspace }))[0]).toMatchObject({
      new: 1,
      rejected: 5,
    });
  });
  it.each([
    ['file_not_found', 'nothing.csv', undefined],
    ['file_empty', 'empty.csv', ''],
    ['file_unreadable', 'other.csv', 'a,b\n1,2\n'],
  ])('[LOAD-71] %s is said in one line', async (code, name, content) => {
    const fixture = new LakeFixture(yaml, content === undefined ? {} : { [name]: content });
    fixtures.push(fixture);
    await expect(
      checkFiles([join(fixture.workspace.dir, 'extracts', name)], { workspace: fixture.workspace }),
    ).rejects.toMatchObject({ code });
  });
});
