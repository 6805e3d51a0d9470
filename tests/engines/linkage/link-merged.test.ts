import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { linkFiles } from '../../../pipelines/identity/link/link-files.ts';
import { parseCsv } from '../../support/parse-csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'tandem-link-merged-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const output = join(folder, 'merged.csv');

const write = (name: string, lines: readonly string[]): string => {
  const file = join(folder, name);
  writeFileSync(file, lines.join('\n'));
  return file;
};
/** Rows of the result by what their records are called; the cluster's number says nothing. */
const merged = async (files: readonly string[]): Promise<Map<string, Record<string, string>>> => {
  await linkFiles({ files, output, write: 'merged' });
  const [header = [], ...rows] = parseCsv(readFileSync(output, 'utf8'));
  return new Map(
    rows.map((row) => {
      const {
        cluster_id: _,
        ids = '',
        ...rest
      } = Object.fromEntries(header.map((name, at) => [name, row[at] ?? '']));
      return [ids, rest];
    }),
  );
};

const trades = ['Pumpen', 'Ventile', 'Motoren', 'Lager', 'Guss'];
const names = 'Nordlicht Bergquell Hafenkante Silberbach Eichenhof Dornbusch Falkenstein Morgenrot'.split(
  ' ',
);
const towns = ['London', 'Bath', 'York', 'Leeds'];
/** Forty firms that stand once, so that the list says what is usual. */
const others = Array.from({ length: 40 }, (_, n) => {
  const firm = `${names[n % 8] ?? ''} ${trades[Math.floor(n / 8)] ?? ''} GmbH`;
  return [
    `o${String(n)}`,
    firm,
    `Ringweg ${String(n + 1)}`,
    towns[(n + Math.floor(n / 8)) % 4] ?? '',
    `10${String(200 + n)}`,
    `030${String(5_550_000 + n * 37)}`,
  ];
});

describe('[LINK-58] tandem link --write merged', () => {
  it('has one row for each: what most say, of as many what the list says more often, a place from one record', async () => {
    const file = write('firms.csv', [
      'nr,Firma,Strasse,Ort,PLZ,Telefon,note',
      ...others.map((row) => [...row, ''].join(',')),
      // Most say the name with its legal form; the second has no street; a town has a slip in it.
      'x1,Kranichfeld Optik GmbH,Am Markt 5,Londdon,20457,0309998877,',
      'x2,Kranichfeld Optik GmbH,,London,20457,0309998877,pays late',
      'x3,Kranichfeld Optik,Am Markt 5,London,20457,0309998877,',
    ]);
    const rows = await merged([file]);
    expect(rows.size).toBe(41);
    expect(rows.get('x1; x2; x3')).toEqual({
      records: '3',
      Firma: 'Kranichfeld Optik GmbH',
      Strasse: 'Am Markt 5',
      Ort: 'London',
      PLZ: '20457',
      Telefon: '0309998877',
      note: 'pays late',
    });
    expect(rows.get('o7')).toEqual({
      records: '1',
      Firma: others[7]?.[1],
      Strasse: 'Ringweg 8',
      Ort: 'Leeds',
      PLZ: '10207',
      Telefon: others[7]?.[5],
      note: '',
    });
  });

  it('keeps street and city of one record together though each has its own majority', async () => {
    const moved = ['y1,Lindwurm Optik GmbH,Altes Tor 1,Bremen,28195,0301112233', 'y2,Lindwurm Optik GmbH,Altes Tor 1,Bremen,28195,0301112233', 'y3,Lindwurm Optik GmbH,Neue Gasse 9,Hamburg,20095,0301112233', 'y4,Lindwurm Optik GmbH,,Hamburg,20095,0301112233', 'y5,Lindwurm Optik GmbH,,Hamburg,20095,0301112233']; // prettier-ignore
    const file = write('moved.csv', ['nr,Firma,Strasse,Ort,PLZ,Telefon', ...others.map((row) => row.join(',')), ...moved]); // prettier-ignore
    const rows = await merged([file]);
    // Two records say all of Bremen, two that it is Hamburg without a street: the fuller of as many.
    expect(rows.get('y1; y2; y3; y4; y5')).toMatchObject({
      Strasse: 'Altes Tor 1',
      Ort: 'Bremen',
      PLZ: '28195',
    });
  });

  it('of two files makes one column of those that are compared, and says which file each record is of', async () => {
    const crm = write('crm.csv', ['id,company,town,phone', ...others.map(([id, firm, , town, , phone]) => `c${id ?? ''},${firm ?? ''},${town ?? ''},${phone ?? ''}`)]); // prettier-ignore
    const erp = write('erp.csv', ['no,Firma,Ort,Telefon,credit', ...others.map(([id, firm, , town, , phone], n) => `e${id ?? ''},${firm ?? ''},${town ?? ''},${phone ?? ''},${String(n)}`)]); // prettier-ignore
    const rows = await merged([crm, erp]);
    expect(rows.size).toBe(40);
    const row = rows.get('crm:co3; erp:eo3');
    expect(row).toMatchObject({ records: '2', credit: '3' });
    expect(Object.values(row ?? {}).filter((cell) => cell === others[3]?.[1])).toHaveLength(1);
    expect(Object.keys(row ?? {})).toHaveLength(5);
  });
});
