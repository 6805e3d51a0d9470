import type { Cell } from '../../src/warehouse/bulk-rows.ts';
import type { SeededRandom } from './seeded-random.ts';

const syllables = 'ber dan fal gor hol ker lam mor nis pat ras sel tor ulm ven wes'.split(' ');
const cap = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
const word = (random: SeededRandom, parts: number): string =>
  cap(Array.from({ length: parts }, () => random.pick(syllables)).join(''));

const roman = 'I II III IV V VI VII VIII'.split(' ');
const inWords = 'One Two Three Four Five Six Seven Eight'.split(' ');
const letters = 'ABCDEFGH'.split('');
/** How the members of a series are numbered, from 0 on: once as in the first list, once as in the other. */
const writings: readonly (readonly [(n: number) => string, (n: number) => string])[] = [
  [(n) => String(n + 1), (n) => roman[n] ?? ''],
  [(n) => roman[n] ?? '', (n) => roman[n] ?? ''],
  [(n) => letters[n] ?? '', (n) => letters[n] ?? ''],
  [(n) => inWords[n] ?? '', (n) => String(n + 1)],
  [(n) => String(n + 1), (n) => `0${String(n + 1)}`],
];
const trades = 'Windpark Solar Immobilien Schifffahrt Verwaltung Energie'.split(' ');

const slip = (random: SeededRandom, name: string): string => {
  const at = 1 + random.integer(name.length - 2);
  return name.slice(0, at) + name.slice(at + 1);
};

/** id, entity, list, firma, strasse, plz, ort, telefon, ust_id. */
export const seriesColumns = [
  'id',
  'entity',
  'list',
  'firma',
  'strasse',
  'plz',
  'ort',
  'telefon',
  'ust_id',
] as const;

/**
 * Owners of two to eight companies each that differ by their number alone, and as many firms that own none, in two lists: all
 * in the first, two in three in the other, where names have slips, numbers are written otherwise and some moved within their town. With `once`
 * one in five stands twice in the first list, too. All companies of an owner have its address, its telephone where it says one
 * (`phones`), and a tax number each where they say one (`taxes`).
 */
export function inventedSeries(
  random: SeededRandom,
  owners: number,
  { phones, taxes }: { readonly phones: boolean; readonly taxes: boolean },
): Cell[][] {
  const rows: Cell[][] = [];
  const place = (): Cell[] => [
    `${word(random, 2)}straße ${String(1 + random.integer(150))}`,
    String(10_000 + random.integer(80_000)),
    word(random, 2),
    phones ? `0${String(200 + random.integer(700))} ${String(1_000_000 + random.integer(8_999_999))}` : null,
  ];
  for (let owner = 0; owner < 2 * owners; owner++) {
    const alone = owner >= owners;
    const brand = word(random, 3);
    const trade = random.pick(trades);
    const form = random.pick(['GmbH', 'GmbH & Co. KG', 'AG']);
    const shared = place();
    const [first, other] = random.pick(writings);
    for (let n = 0; n < (alone ? 1 : 2 + random.integer(7)); n++) {
      const tax = taxes ? `DE${String(100_000_000 + random.integer(899_999_999))}` : null;
      const write = (list: string, number: (n: number) => string): void => {
        const copied = list !== 'erp' || rows.at(-1)?.[1] === `${String(owner)} ${String(n)}`;
        const said = copied && random.chance(0.2) ? slip(random, brand) : brand;
        const [where, moved] = [place(), copied && random.chance(0.1)];
        rows.push([
          `r${String(rows.length)}`,
          `${String(owner)} ${String(n)}`,
          list,
          [said, trade, ...(alone ? [] : [number(n)]), form].join(' '),
          ...(moved ? [...where.slice(0, 2), ...shared.slice(2)] : shared),
          copied && random.chance(0.3) ? null : tax,
        ]);
      };
      write('erp', first);
      if (random.chance(0.2)) write('erp', first);
      if (random.chance(0.66)) write('crm', other);
    }
  }
  return rows;
}
