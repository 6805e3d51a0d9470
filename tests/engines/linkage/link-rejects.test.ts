import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { linkFiles, type LinkFilesResult } from '../../../pipelines/identity/link/link-files.ts';
import { parseCsv } from '../../support/parse-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-link-rejects-'));
const output = join(folder, 'links.csv');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = ['Harbour', 'Northern', 'Lakeside', 'Quarry', 'Summit', 'Willow', 'Granite', 'Falcon'];
const trades = ['Pumps', 'Valves', 'Motors', 'Bearings', 'Castings'];
/** Forty companies, each twice. */
const rows = Array.from({ length: 80 }, (_, n) => {
  const who = n % 40;
  return `r${String(n)},${names[who % 8] ?? ''} ${trades[Math.floor(who / 8)] ?? ''},+49 30 ${String(5_550_000 + who * 37)},office@c${String(who)}.example`;
});
const link = async (name: string, lines: readonly (string | Buffer)[]): Promise<LinkFilesResult> => {
  const file = join(folder, name);
  writeFileSync(
    file,
    Buffer.concat(lines.flatMap((line) => [Buffer.from(line as string), Buffer.from('\n')])),
  );
  return linkFiles({ files: [file], output });
};
const head = 'id,name,phone,email';
const clusters = (): number =>
  new Set(
    parseCsv(readFileSync(output, 'utf8'))
      .slice(1)
      .map(([cluster]) => cluster),
  ).size;
const left = ({ leftOut }: LinkFilesResult): string[] =>
  leftOut.map(({ line, rule }) => `${String(line)} ${rule}`);

describe('[LINK-17] tandem link leaves out the lines that cannot be read, and says which', () => {
  it('links a whole file as before, with nothing beside it', async () => {
    writeFileSync(join(folder, 'links.rejects.csv'), 'of an earlier run');
    const done = await link('whole.csv', [head, ...rows]);
    expect([done.rows, done.leftOut, done.rejects]).toEqual([80, [], undefined]);
    expect(clusters()).toBe(40);
    expect(existsSync(join(folder, 'links.rejects.csv'))).toBe(false);
  });

  it('a broken quotation mark, too many columns, too few: each by its line, the others linked', async () => {
    const done = await link('broken.csv', [
      head,
      ...rows.slice(0, 20),
      'x1,"Broken "quote,+49 30 1,x@x.example',
      ...rows.slice(20, 50),
      'x2,Too,many,columns,in,this',
      'x3,few',
      ...rows.slice(50),
    ]);
    expect(left(done)).toEqual(['22 broken_quotes', '53 wrong_column_count', '54 wrong_column_count']);
    expect(done.rows).toBe(80);
    expect(clusters()).toBe(40);
    expect(done.rejects).toBe(join(folder, 'links.rejects.csv'));
    expect(parseCsv(readFileSync(done.rejects ?? '', 'utf8'))).toEqual([
      ['file', 'line', 'rule', 'text'],
      ['broken.csv', '22', 'broken_quotes', 'x1,"Broken "quote,+49 30 1,x@x.example'],
      ['broken.csv', '53', 'wrong_column_count', 'x2,Too,many,columns,in,this'],
      ['broken.csv', '54', 'wrong_column_count', 'x3,few'],
    ]);
  });

  it('a quotation mark that never closes costs its own line only', async () => {
    const done = await link('open.csv', [head, ...rows.slice(0, 10), 'x1,"Open,1,2', ...rows.slice(10)]);
    expect([left(done), done.rows]).toEqual([['12 broken_quotes'], 80]);
  });

  it('a line in another encoding among UTF-8 lines is left out; a file all in that encoding is read', async () => {
    const chinese = rows.map((row, n) => (n % 3 === 0 ? row.replace('Harbour', '港湾') : row));
    const done = await link('mixed.csv', [
      head,
      ...chinese.slice(0, 30),
      Buffer.from('x1,M\xfcller,+49 30 1,m@x.example', 'latin1'),
      ...chinese.slice(30),
    ]);
    expect([left(done), done.rows]).toEqual([['32 bad_encoding'], 80]);
    const western = await link('latin1.csv', [
      head,
      ...rows.map((row) => Buffer.from(row.replace('Harbour', 'M\xfcller'), 'latin1')),
    ]);
    expect([left(western), western.rows]).toEqual([[], 80]);
    expect(readFileSync(output, 'utf8')).toContain('Müller');
  });

  it('other delimiters, line breaks in quotes and names that differ by case are read', async () => {
    const done = await link('other.csv', [
      'id;name;phone;Email;email',
      ...rows.map((row, n) =>
        [...row.split(','), ''].map((cell) => (n === 3 ? `"${cell}\n "` : cell)).join(';'),
      ),
    ]);
    expect([left(done), done.rows]).toEqual([[], 80]);
    const [headers = []] = parseCsv(readFileSync(output, 'utf8'));
    expect(headers).toEqual(expect.arrayContaining(['phone', 'Email']));
  });
});
