import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { afterEach, describe, expect, it } from 'vitest';
import { batchFolder, batchPaths, readManifests } from '../../../pipelines/load/batch-files.ts';
import { checkFiles } from '../../../pipelines/load/check-files.ts';
import { readRefusal } from '../../../pipelines/load/read-refusal.ts';
import { transcode } from '../../../pipelines/load/transcode.ts';
import { failureOf } from '../../../src/cli/error-line.ts';
import { reasonText } from '../../../src/cli/reason-text.ts';
import { loadMessages } from '../../../src/messages/load-messages.ts';
import { createTranslate } from '../../../src/messages/translate.ts';
import { LakeFixture, type Content } from '../../support/lake-fixture.ts';

const zh = createTranslate('zh-CN', await loadMessages('zh-CN'));
const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

const system = (format: string): string => `
system: mine
format: { ${format} }
objects:
  thing:
    files: ['thing*']
    key: [id]
    columns: { id: { type: id }, price: { type: 'decimal(18,2)' } }
  place:
    files: ['place*']
    key: [code]
    columns: { code: { type: id }, city: { type: text }, country: { type: text } }
`;
const make = (format: string, file: Content): LakeFixture => {
  const fixture = new LakeFixture(system(format), { 'thing-1': file });
  fixtures.push(fixture);
  return fixture;
};
const thrownBy = (work: () => void): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
};
const workbook = Buffer.from(
  await writeXlsx({
    sheets: [
      { name: 'Things', rows: [['id', 'price']] },
      { name: 'Old', rows: [['id']] },
    ],
  }),
);

const broken: readonly (readonly [string, string, Content, string, Readonly<Record<string, unknown>>])[] = [
  [
    'JSON that ends too soon',
    'type: json',
    '[{"id": 1}',
    'not_json',
    { said: expect.stringMatching(/JSON/) },
  ],
  ['JSON without records', 'type: json', '{"id": 1}', 'no_array', {}],
  [
    'JSON with its records elsewhere',
    'type: json, records: data.rows',
    '{"data": 1}',
    'no_array_at',
    { path: 'data.rows' },
  ],
  ['JSON without names', 'type: json', '[1, 2]', 'no_named_record', {}],
  [
    'another delimiter',
    'type: csv, delimiter: ";"',
    'id,price\n1;2\n2;3\n',
    'not_separated',
    { delimiter: ';' },
  ],
  [
    'another delimiter than the tab',
    'type: tsv',
    'id,price\n1\t2\n2\t3\n',
    'not_separated',
    { delimiter: 'tab' },
  ],
  ['a header that is no text', 'type: csv', 'id,pr\0ice\n1,2\n', 'not_text', {}],
  [
    'fewer lines than its header stands on',
    'type: csv, header_row: 5',
    'id,price\n',
    'no_header_line',
    { line: 5 },
  ],
  ['a list without frames', 'type: sap_list', 'id price\n1 2\n', 'no_framed_line', {}],
  ['half a workbook', 'type: xlsx', workbook.subarray(0, workbook.length >> 1), 'not_xlsx', {}],
  [
    'another sheet',
    'type: xlsx, sheet: Parts',
    workbook,
    'no_sheet',
    { sheet: 'Parts', known: 'Things, Old' },
  ],
  ['text as Parquet', 'type: parquet', 'id,price\n1,2\n', 'not_parquet', {}],
  ['no key', 'type: csv', 'price,colour\n2,red\n', 'missing_columns', { columns: 'id' }],
  [
    'the columns of another object',
    'type: csv',
    'id,code,city,country\n1,2,3,4\n',
    'misnamed',
    { other: 'place', object: 'thing' },
  ],
  [
    'the columns of another object and no key of its own',
    'type: csv',
    'code,city,country\n2,3,4\n',
    'misnamed',
    { other: 'place', object: 'thing' },
  ],
  ['nothing in it', 'type: csv', '', 'file_empty', {}],
];

describe('[LOAD-54] a refused file keeps why, as a code with what its text names', () => {
  it.each(broken)('%s', async (_what, format, file, reason, details) => {
    const fixture = make(format, file);
    const report = await fixture.load();
    expect(report.files).toMatchObject([{ status: 'refused', reason, details }]);
    const [manifest] = readManifests(batchFolder(fixture.workspace, 'erp', 'thing'));
    expect(manifest).toMatchObject({ status: 'refused', reason });
    expect(manifest?.details).toEqual(details);
    const told = reasonText(manifest ?? {}, zh);
    expect(told).toMatch(/[\u4e00-\u9fff]/);
    for (const value of Object.values(manifest?.details ?? {}))
      if (value !== 'tab')
        expect(told).toContain(typeof value === 'object' ? JSON.stringify(value) : String(value));
    // The same file again: refused for the same reason, without being read.
    expect((await fixture.load()).files).toMatchObject([{ status: 'refused', reason, details }]);
  });

  it('an encoding that this machine cannot decode', () => {
    const fixture = make('type: csv', 'id,price\n');
    const file = join(fixture.workspace.dir, 'extracts/thing-1');
    const failed = thrownBy(() => transcode(file, `${file}.utf8`, 'klingon-8'));
    expect(failed).toMatchObject({
      code: 'file_unreadable',
      details: { reason: 'unknown_encoding', encoding: 'klingon-8' },
    });
    expect(failureOf(failed, zh).line).toContain('无法识别为它声明的编码“klingon-8”');
  });

  it('the sentence of an earlier version is shown as it stands', async () => {
    const fixture = make('type: json', '{');
    const { files } = await fixture.load();
    const { batch = '' } = files[0] ?? {};
    const file = batchPaths(batchFolder(fixture.workspace, 'erp', 'thing'), batch).manifest;
    const { details: _none, ...manifest } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const kept = 'it is not JSON: Unexpected end';
    writeFileSync(file, JSON.stringify({ ...manifest, reason: kept }));
    const refusal = readRefusal(fixture.workspace, { source: 'erp', object: 'thing', batch });
    expect(refusal).toEqual({ reason: kept, details: {} });
    expect(reasonText(refusal ?? {}, zh)).toBe(kept);
  });

  it('[LOAD-70] a check says the same in the reader’s language', async () => {
    const fixture = make('type: csv', 'id,code,city,country\n1,2,3,4\n');
    const file = join(fixture.workspace.dir, 'extracts/thing-1');
    const [report] = await checkFiles([file], { workspace: fixture.workspace });
    expect(report).toMatchObject({ reason: 'misnamed', details: { other: 'place', object: 'thing' } });
    fixture.put({ 'else.csv': 'id\n1\n' });
    const failed = await checkFiles([join(fixture.workspace.dir, 'extracts/else.csv')], {
      workspace: fixture.workspace,
      object: 'lorry',
    }).catch((error: unknown) => failureOf(error, zh));
    expect(failed).toMatchObject({
      line: expect.stringContaining('没有对象“lorry”；现有：thing, place') as string,
    });
  });
});
