import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linkFiles, type LinkFilesRequest } from '../../../pipelines/identity/link/link-files.ts';
import { explainLines } from '../../../src/cli/explain-lines.ts';
import { failureOf } from '../../../src/cli/error-line.ts';
import { loadMessages } from '../../../src/messages/load-messages.ts';
import { createTranslate } from '../../../src/messages/translate.ts';
import { parseCsv } from '../../support/parse-csv.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-link-review-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Row = Readonly<Record<string, string>>;
const read = (file: string): Row[] => {
  const [header = [], ...rows] = parseCsv(readFileSync(file, 'utf8'));
  return rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at] ?? ''])));
};
const write = (name: string, rows: readonly Row[]): string => {
  const file = join(folder, name);
  const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const header = Object.keys(rows[0] ?? {});
  const lines = [header, ...rows.map((row) => header.map((column) => row[column] ?? ''))];
  writeFileSync(file, lines.map((line) => line.map(cell).join(',')).join('\n'));
  return file;
};
const output = join(folder, 'out.csv');
const link = async (request: Omit<LinkFilesRequest, 'output'>): Promise<Row[]> => {
  await linkFiles({ ...request, output });
  return read(output);
};
const given = 'Anna Bela Carl Dora Emil Frida Georg Hanna Ivan Julia Klara Leon'.split(' ');
const syllables = 'ber den fal gar hol ker lan mor nis pat ras sel tor ulm'.split(' ');
/** A hundred and twenty persons, each twice: the second time with as many slips and gaps as it takes for some to be uncertain. One id is like a formula. */
const persons = (prefix: string, seed: number): Row[] => {
  const random = seededRandom(seed);
  const slip = (text: string, often: number): string =>
    random.chance(often) ? text.slice(0, 2) + text.slice(3) : text;
  const digits = (count: number): string => String(10 ** (count - 1) + random.integer(9 * 10 ** (count - 1)));
  const found = Array.from({ length: 120 }, (_, n) => ({
    id: `${n < 40 ? '-' : ''}${prefix}${String(n)}`,
    given_name: random.pick(given),
    surname: `${random.pick(syllables)}${random.pick(syllables)}`,
    date_of_birth: `19${digits(2)}-0${String(1 + random.integer(9))}-1${String(random.integer(10))}`,
    phone: `030${digits(6)}`,
  }));
  const again = found.map((person) => ({
    ...person,
    id: `${person.id}bis`,
    given_name: slip(person.given_name, 0.5),
    surname: random.chance(0.3) ? `${random.pick(syllables)}${random.pick(syllables)}` : person.surname,
    date_of_birth: random.chance(0.4)
      ? `19${digits(2)}-01-1${String(random.integer(10))}`
      : person.date_of_birth,
    phone: random.chance(0.5) ? '' : slip(person.phone, 0.4),
  }));
  return [...found, ...again];
};
const clustersOf = (rows: readonly Row[]): Map<string, string> =>
  new Map(rows.map(({ id = '', cluster_id = '' }) => [id, cluster_id]));
const unescaped = (id = ''): string => id.replace(/^'/, '');

describe('[LINK-55] the list of pairs that may be one', () => {
  let files: string[] = [];
  let asked: Row[] = [];
  beforeAll(async () => {
    files = [write('one.csv', persons('a', 5))];
    asked = await link({ files, write: 'review', words: (label) => `<${label}>` });
  });

  it('has none that are one already, for every two clusters one, the likeliest first', async () => {
    const cluster = clustersOf(await link({ files, write: 'clusters' }));
    expect(asked.length).toBeGreaterThan(10);
    const between = asked.map(({ left_id, right_id }) =>
      [cluster.get(unescaped(left_id)), cluster.get(unescaped(right_id))].sort(),
    );
    expect(between.filter(([one, other]) => one === undefined || one === other)).toEqual([]);
    expect(new Set(between.map((each) => each.join())).size).toBe(asked.length);
    expect(
      asked.map(({ left_cluster_id, right_cluster_id }) => [left_cluster_id, right_cluster_id].sort()),
    ).toEqual(between);
    const weights = asked.map(({ weight }) => Number(weight));
    expect(weights).toEqual([...weights].sort((a, b) => b - a));
    expect(weights.every((weight) => weight >= -3)).toBe(true);
  });

  it('shows what both say as they say it, and why, and no text in it is a formula', () => {
    const source = new Map(persons('a', 5).map((person) => [person.id, person]));
    for (const row of asked) {
      const left = source.get(unescaped(row.left_id));
      const right = source.get(unescaped(row.right_id));
      expect([row.left_surname, row.right_surname, row.left_phone, row.right_phone]).toEqual([
        left?.surname,
        right?.surname,
        left?.phone,
        right?.phone,
      ]);
      expect(row.same).toBe('');
      expect(row.why).toMatch(/^[a-z_]+: <[a-z_]+> [+-]\d+\.\d(; [a-z_]+: <[a-z_]+> [+-]\d+\.\d)*$/);
    }
    expect(asked.flatMap((row) => [row.left_id, row.right_id]).filter((id) => id?.startsWith('-'))).toEqual(
      [],
    );
    expect(asked.filter(({ left_id }) => left_id?.startsWith("'-a")).length).toBeGreaterThan(1);
  });

  it('[LINK-56] what is answered holds in the next run, and nobody is asked again', async () => {
    const random = seededRandom(9);
    const answered = asked.map((row): Row => ({ ...row, same: ['yes', 'No', ''][random.integer(3)] ?? '' }));
    const decided = write('answered.csv', answered);
    const done = await linkFiles({ files, output, write: 'clusters', decided });
    expect(done.unknown).toBe(0);
    const cluster = clustersOf(read(output));
    const said = (answer: string): [string | undefined, string | undefined][] =>
      answered
        .filter(({ same }) => same === answer)
        .map((row) => [cluster.get(unescaped(row.left_id)), cluster.get(unescaped(row.right_id))]);
    expect(said('yes').length).toBeGreaterThan(2);
    expect(said('No').length).toBeGreaterThan(2);
    expect(said('yes').filter(([one, other]) => one !== other)).toEqual([]);
    expect(said('No').filter(([one, other]) => one === other)).toEqual([]);

    const again = await link({ files, write: 'review', decided });
    const open = new Set(again.map(({ left_id, right_id }) => [left_id, right_id].sort().join()));
    const settled = answered.filter(({ same }) => same !== '');
    expect(settled.filter(({ left_id, right_id }) => open.has([left_id, right_id].sort().join()))).toEqual(
      [],
    );
  });

  it('[LINK-56] a yes makes one of two that nothing speaks for, by lines where no column names them', async () => {
    const nameless = persons('a', 5).map(({ id: _, ...rest }) => rest);
    const file = write('nameless.csv', nameless);
    const decided = write('lines.csv', [{ left_line: '3', right_line: '90', same: 'yes' }]);
    const before = await link({ files: [file], write: 'clusters' });
    const rows = await link({ files: [file], write: 'clusters', decided });
    const of = (all: readonly Row[], line: string): string | undefined =>
      all.find((row) => row.line === line)?.cluster_id;
    expect(of(before, '3')).not.toBe(of(before, '90'));
    expect(of(rows, '3')).toBe(of(rows, '90'));
  });

  it('[LINK-56] answers about others are counted; a list that cannot be meant is refused and says where', async () => {
    const nobody = write('nobody.csv', [{ left_id: 'a51', right_id: 'b9', same: 'no' }]);
    expect((await linkFiles({ files, output, decided: nobody })).unknown).toBe(1);
    const t = createTranslate('en', await loadMessages('en'));
    const refusal = async (rows: readonly Row[]): Promise<string> =>
      linkFiles({ files, output, decided: write('wrong.csv', rows) }).then(
        () => 'none',
        (error: unknown) => failureOf(error, t).line,
      );
    expect(await refusal([{ left_id: 'a51', right_id: 'a52', same: 'perhaps' }])).toContain(
      'wrong.csv, line 2: perhaps',
    );
    expect(
      await refusal([
        { left_id: 'a51', right_id: 'a52', same: 'yes' },
        { left_id: 'a52', right_id: 'a51', same: '否' },
      ]),
    ).toContain('line 3 says of a pair the opposite of line 2');
    expect(await refusal([{ left: 'a1', right: 'a2', same: 'yes' }])).toContain(
      'this has: left, right, same',
    );
  });

  it('[LINK-56] no result is written over answers', async () => {
    const list = join(folder, 'ask.csv');
    await linkFiles({ files, output: list, write: 'review' });
    await linkFiles({ files, output: list, write: 'review' });
    const [first = {}, ...rest] = read(list);
    const answered = write('ask.csv', [{ ...first, same: 'yes' }, ...rest]);
    const before = readFileSync(answered, 'utf8');
    for (const request of [{ write: 'review' }, { write: 'pairs' }] as const)
      await expect(linkFiles({ files, output: answered, ...request })).rejects.toMatchObject({ details: { reason: 'output_has_answers' } }); // prettier-ignore
    await expect(linkFiles({ files, output: answered, decided: answered })).rejects.toMatchObject({ details: { reason: 'output_is_input' } }); // prettier-ignore
    expect(readFileSync(answered, 'utf8')).toBe(before);
  });

  it('[LINK-55] across two files names each side by its own', async () => {
    const all = persons('a', 5);
    const isAgain = ({ id }: Row): boolean => id?.endsWith('bis') === true;
    const both = [
      write(
        'crm.csv',
        all.filter((row) => !isAgain(row)),
      ),
      write('erp.csv', all.filter(isAgain)),
    ];
    const rows = await link({ files: both, write: 'review' });
    expect(rows.length).toBeGreaterThan(5);
    const sides = rows.map(({ left_id, right_id }) =>
      [left_id, right_id].map((id) => isAgain({ id: id ?? '' })),
    );
    expect(sides).toEqual(rows.map(() => [false, true]));
  });

  it('[LINK-57] any two are explained: as they were scored, and what never met them', async () => {
    const [first] = asked;
    const pair = [unescaped(first?.left_id), unescaped(first?.right_id)] as const;
    const { why } = await linkFiles({ files, why: pair });
    expect(why?.weight).toBe(Math.round(1000 * Number(first?.weight)));
    expect(why?.addends.reduce((sum, { weight }) => sum + weight, 0)).toBe(why?.weight);
    expect(why).toMatchObject({ joined: false, left: { id: pair[0] }, right: { id: pair[1] } });
    if (why === undefined) throw new Error('not explained');
    const chinese = explainLines(why, createTranslate('zh-CN', await loadMessages('zh-CN'))).join('\n');
    expect(chinese).toContain(`${pair[0]} 与 ${pair[1]} 不是同一对象`);
    const english = explainLines(why, createTranslate('en', await loadMessages('en')));
    expect(english.at(0)).toBe(`${pair[0]} and ${pair[1]} are not one.`);
    expect(english.filter((line) => line.startsWith('  '))).toHaveLength(why.addends.length + 1);

    const settings = join(folder, 'settings.json');
    const blocks = [['surname', 'date_of_birth']];
    const { settings: found } = await linkFiles({ files, output });
    writeFileSync(settings, JSON.stringify({ ...found, blocks }));
    const strangers = persons('a', 5);
    const other = strangers.find(({ surname }) => surname !== strangers[51]?.surname);
    const missed = await linkFiles({ files, settings, why: ['a51', other?.id ?? ''] });
    expect(missed.why).toMatchObject({ blocks: [], missed: [{ rule: 'surname + date_of_birth' }] });

    await expect(linkFiles({ files, why: ['a51', 'nobody'] })).rejects.toMatchObject({ details: { reason: 'why_unknown', record: 'nobody' } }); // prettier-ignore
    await expect(linkFiles({ files, why: ['a51', 'a51'] })).rejects.toMatchObject({ details: { reason: 'why_one' } }); // prettier-ignore
  });
});
