import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { linkFiles, type LinkFilesRequest } from '../../../pipelines/identity/link/link-files.ts';
import { failureOf } from '../../../src/cli/error-line.ts';
import { loadMessages } from '../../../src/messages/load-messages.ts';
import { createTranslate } from '../../../src/messages/translate.ts';
import { parseCsv } from '../../support/parse-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-link-output-'));
const output = join(folder, 'links.csv');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, content: string | Buffer): string => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};
type Row = Readonly<Record<string, string>>;
async function link(request: Omit<LinkFilesRequest, 'output'>): Promise<Row[]> {
  await linkFiles({ ...request, output });
  const [header = [], ...rows] = parseCsv(readFileSync(output, 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
}
/** What stands together, whatever the clusters are called. */
const groups = (rows: readonly Row[], of: (row: Row) => string): string[] => {
  const clusters = new Map<string, string[]>();
  for (const row of rows)
    clusters.set(row.cluster_id ?? '', [...(clusters.get(row.cluster_id ?? '') ?? []), of(row)]);
  return [...clusters.values()].map((members) => members.sort().join(' = ')).sort();
};

const places = ['Köln', 'Bonn', 'Essen', 'Mainz', 'Trier'];
const names =
  'Nordlicht Bergquell Hafenkante Silberbach Eichenhof Dornbusch Falkenstein Morgenrot Kranichfeld Lindwurm Ostertag Pfeffermühle Quarzwerk Rabenau Sturmvogel Tannengrund Ulmenweg Vogelsang Wiesental Ziegelhütte Ammersee Birkenau Distelfink Erlenbruch Fuchsbau Gletscher Himmelstor Iltis Jägerhof Karpfenteich'.split(
    ' ',
  );
const firms = names.map((name, n) => [
  `${name} GmbH`,
  places[n % 5] ?? '',
  `0${String(221 + (n % 5))} ${String(100_000 + ((n * 7_919_317) % 899_981))}`,
]);
const lines = firms.map((firm) => firm.join(','));

describe('[LINK-23] what tandem link writes', () => {
  it('every row as the file has it, by its line where no column names it', async () => {
    const rows = await link({
      files: [
        write(
          'firms.csv',
          [
            'Firma,Ort,Tel',
            ...lines,
            `"Nordlicht\nGmbH",Köln,+49 ${firms[0]?.[2]?.slice(1) ?? ''}`,
            'one cell',
            '',
            `Bergquell,Bonn,${firms[1]?.[2] ?? ''}`,
          ].join('\n'),
        ),
      ],
    });
    expect(Object.keys(rows[0] ?? {})).toEqual([
      'cluster_id',
      'weight',
      'probability',
      'line',
      'Firma',
      'Ort',
      'Tel',
    ]);
    expect(rows).toHaveLength(32);
    expect(
      groups(rows, ({ line = '', Firma = '' }) => `${line} ${Firma}`).filter((of) => of.includes('=')),
    ).toEqual(['2 Nordlicht GmbH = 32 Nordlicht\nGmbH', '3 Bergquell GmbH = 36 Bergquell']);
    expect(rows.find(({ line }) => line === '32')?.Tel).toBe('+49 221 100000');
  });

  it('the same whatever the order of the rows', async () => {
    const all = [
      ...lines,
      'Nordlicht,Köln,221 100000',
      `Bergquell,Bonn,${firms[1]?.[2] ?? ''}`,
      lines[7] ?? '',
    ];
    const content = ({ Firma = '', Ort = '', Tel = '' }: Row): string => [Firma, Ort, Tel].join(',');
    const told: string[][] = [];
    for (const order of [all, [...all].reverse()])
      told.push(
        groups(await link({ files: [write('order.csv', ['Firma,Ort,Tel', ...order].join('\n'))] }), content),
      );
    expect(told[0]?.filter((of) => of.includes('='))).toHaveLength(3);
    expect(told[1]).toEqual(told[0]);
  });

  it('a column that is called like what the engine or the result has keeps what it holds', async () => {
    const rows = await link({
      files: [
        write(
          'names.csv',
          [
            'rowid,Firma,weight',
            ...firms.map(([firm = ''], n) => `${String(n + 1)},${firm},w${String(n)}`),
          ].join('\n'),
        ),
      ],
    });
    expect(rows.map((row) => [row.rowid_1, row.weight_1]).sort()).toEqual(
      firms.map((_, n) => [String(n + 1), `w${String(n)}`]).sort(),
    );
  });

  it('three files: clusters over all of them, and pairs that say which file each is of', async () => {
    const files = ['crm', 'erp', 'shop'].map((name, at) =>
      write(
        `${name}.csv`,
        [
          'id,Firma,Ort,Tel',
          ...lines.slice(at * 5, at * 5 + 15).map((line, n) => `${name}${String(n)},${line}`),
        ].join('\n'),
      ),
    );
    const rows = await link({ files });
    expect(rows).toHaveLength(45);
    const kinds = new Map<number, number>();
    for (const of of groups(rows, ({ relation = '' }) => relation)) {
      const size = of.split(' = ').length;
      expect(new Set(of.split(' = ')).size).toBe(size);
      kinds.set(size, (kinds.get(size) ?? 0) + 1);
    }
    expect([...kinds].sort()).toEqual([
      [1, 10],
      [2, 10],
      [3, 5],
    ]);
    const pairs = await link({ files, write: 'pairs' });
    expect(pairs).toHaveLength(25);
    expect(pairs.find((pair) => pair.left_id === 'crm5' && pair.right_relation === 'erp')).toMatchObject({
      left_relation: 'crm',
      right_id: 'erp0',
    });
  });

  it('pairs say whether their columns hold keys or lines, and the command which files have no key', async () => {
    const sized = (count: number, heading: string, number: (n: number) => string): string =>
      [heading, ...lines.slice(0, count).map((line, n) => `${number(n)}${line}`)].join('\n');
    const keyed = write(
      'keyed.csv',
      sized(30, 'kd,Firma,Ort,Tel', (n) => `K${String(n + 100)},`),
    );
    const bare = write(
      'bare.csv',
      sized(25, 'Firma,Ort,Tel', () => ''),
    );
    const told = async (files: readonly string[]): Promise<unknown[]> => {
      const { byLine } = await linkFiles({ files, output, write: 'pairs' });
      const [header = [], ...rows] = parseCsv(readFileSync(output, 'utf8'));
      return [byLine, header.slice(0, 2), rows.map(([left, right]) => [left, right]).sort()[0]];
    };
    expect(await told([keyed, bare])).toEqual([['bare'], ['left_id', 'right_line'], ['K100', '2']]);
    expect(await told([bare, keyed])).toEqual([['bare'], ['left_line', 'right_id'], ['10', 'K108']]);
    expect((await linkFiles({ files: [keyed, bare], output, write: 'clusters' })).byLine).toEqual([]);
  });

  it('[LINK-37] tells how many things one of the files has more than once, unless the mode rules that out', async () => {
    const files = [
      write('crm.csv', ['id,Firma,Ort,Tel', ...lines.map((line, n) => `c${String(n)},${line}`)].join('\n')),
      write(
        'erp.csv',
        [
          'id,Firma,Ort,Tel',
          ...[...lines.slice(0, 20), ...lines.slice(3, 6)].map((line, n) => `e${String(n)},${line}`),
        ].join('\n'),
      ),
    ];
    expect((await linkFiles({ files, output })).several).toBe(3);
    expect((await linkFiles({ files, output, mode: 'one_to_one' })).several).toBe(0);
    expect((await linkFiles({ files: [files[0] ?? '', files[0] ?? ''], output })).several).toBe(0);
  });

  it.each([
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13, 10, 1, 2, 3, 10, 0, 7]),
      '它不是文本表格',
    ],
    ['other columns than its header has', 'name,city\nBob,Paris,extra\nX,Y\nonly\n', '首先是第 2 行'],
    ['a header and nothing else', 'name,city\n', '只有表头'],
    ['one row', 'name,city\nAnna Berg,Bonn\n', 'bad 只有一行，没有可与之比较的记录'],
    ['nothing that can be compared', 'name,city\n,\n,\n', '没有可以比较的列'],
  ])('%s is refused in the reader’s language', async (_, content, said) => {
    const t = createTranslate('zh-CN', await loadMessages('zh-CN'));
    const failed = await link({ files: [write('bad.csv', content)] }).catch((error: unknown) =>
      failureOf(error, t),
    );
    expect(failed).toMatchObject({ exit: 2, line: expect.stringContaining(said) as string });
  });

  it('a column of the settings that is not there is named with those that are', async () => {
    const t = createTranslate('en', await loadMessages('en'));
    const file = write('small.csv', 'name,city\nNordlicht GmbH,Bonn\nNordlicht,Bonn\n');
    for (const settings of [
      'fields: [{ name: firm, kind: company_name }]',
      'key: firm\nfields: [{ name: name, kind: company_name }]',
    ]) {
      const failed = await link({ files: [file], settings: write('settings.yaml', settings) }).catch(
        (error: unknown) => failureOf(error, t),
      );
      expect(failed).toMatchObject({ exit: 2, line: 'small has no column “firm”; it has name, city' });
    }
  });

  it('a result never replaces what it is made of', async () => {
    const file = write('own.csv', 'name,city\nNordlicht GmbH,Bonn\nNordlicht,Bonn\n');
    const before = readFileSync(file, 'utf8');
    await expect(linkFiles({ files: [file], output: join(folder, '.', 'own.csv') })).rejects.toMatchObject({
      details: { reason: 'output_is_input' },
    });
    await expect(linkFiles({ files: [file], output: folder })).rejects.toMatchObject({
      details: { reason: 'output_is_no_file' },
    });
    const nowhere = join(folder, 'nowhere');
    await expect(linkFiles({ files: [file], output: join(nowhere, 'own.csv') })).rejects.toMatchObject({
      details: { reason: 'output_no_folder', file: nowhere },
    });
    await expect(linkFiles({ files: [file], output: '/proc/tandem.csv' })).rejects.toMatchObject({
      details: { reason: 'output_not_written' },
    });
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});
