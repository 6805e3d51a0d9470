import { describe, expect, it } from 'vitest';
import { columnFacts } from '../../../../tests/support/column-facts.ts';
import { columnRole, type ColumnRole } from './column-kind.ts';
import { subjectOf } from './column-names.ts';
import { holdsPlaces, mayHoldPlaces, sayRegions, type PlaceCandidate } from './place-column.ts';

const cities = ['Köln', 'Bonn', 'Hamm', 'Trier', 'Ulm', 'Jena', 'Bad Ems', 'Hof', 'Soest', 'Neuss'];
/** A hundred values, of a city and a number each. */
const values = (of: (city: string, at: number) => string): string[] =>
  Array.from({ length: 100 }, (_, at) => of(cities[at % cities.length] ?? '', at));
const german = values((city, at) => `${String(50_000 + at * 7)} ${city}`);

/** A column of these values, in a table with others of such names. */
const column = (name: string, cells: readonly string[], beside: readonly string[] = [], role?: ColumnRole): PlaceCandidate => {
  const share = (test: RegExp): number => cells.filter((cell) => test.test(cell)).length / cells.length;
  const facts = columnFacts(name, { words: 2, mixed: share(/\d.*[A-Za-z]|[A-Za-z].*\d/s), readable: share(/\p{Script=Han}/u), numbers: share(/^\d+$/) });
  const subject = subjectOf([name, ...beside]);
  return { facts, subject, role: role ?? columnRole(facts, subject) };
}; // prettier-ignore
const holds = (name: string, cells: readonly string[], beside: readonly string[] = []): boolean =>
  mayHoldPlaces(column(name, cells, beside)) && holdsPlaces(column(name, cells, beside), cells);

const withFirst = (columns: readonly (readonly [string, string[]])[]): [string, string, string[]][] =>
  columns.map(([name, cells]) => [name, cells[0] ?? '', cells]);

describe('[LINK-38] a column of postcode and city in one', () => {
  it.each(
    withFirst([
      ['PLZ Ort', german],
      ['PLZ/Ort', german],
      ['Ort', german],
      ['Wohnort', german],
      ['PLZ', german],
      ['Standort', german],
      ['Location', german],
      ['column3', german],
      ['Address 2', german],
      ['CP Ville', values((city, at) => `${String(75_000 + at)} ${city}`)],
      ['Postcode/City', values((city, at) => `${String(1_000 + at)} AB ${city}`)],
      ['Postcode/City', values((city, at) => `${city} SW${String(at)} ${String(at % 10)}AA`)],
      ['CityStateZip', values((city, at) => `${city}, IL ${String(60_000 + at)}`)],
      ['PLZ Ort', values((city, at) => `CH-${String(8_000 + at)} ${city}`)],
      ['城市邮编', values((_, at) => `${String(200_000 + at)}上海市`)],
      ['PLZ Ort', values((city, at) => (at % 3 === 0 ? `${String(50_000 + at)} ${city}` : city))],
    ]),
  )('%s: %s …', (name, _, cells) => {
    expect(holds(name, cells)).toBe(true);
  });

  it.each(
    withFirst([
      ['PLZ', values((_, at) => String(50_000 + at))],
      ['Postcode', values((_, at) => `${String(1_000 + at)} AB`)],
      ['Postcode', values((_, at) => `SW${String(at)} 1AA`)],
      ['PLZ', values((_, at) => `D-${String(50_000 + at)}`)],
      ['Ort', values((city) => city)],
      ['Ort', values((city, at) => `${city} ${String(at)}`)],
      ['Ort', values((city, at) => (at % 3 === 0 ? `${String(50_000 + at)} ${city}` : city))],
      ['Address', values((city, at) => `${String(1 + at * 37)} ${city} Street`)],
      ['Address', values((city, at) => `${String(1_000 + at * 37)} ${city} St.`)],
      ['Address', values((city, at) => `${String(1 + at * 137)} ${city}`)],
      ['Address', values((city, at) => `PO Box ${String(1_000 + at)} ${city}`)],
      ['Address', values((_, at) => `Suite ${String(1_000 + at)}`)],
      ['Anschrift', values((city, at) => `Domgasse ${String(at)}, ${String(50_000 + at)} ${city}`)],
      ['Anschrift', values((city, at) => `${String(50_000 + at)} ${city}, Am Markt ${String(at)}`)],
      ['Location', values((city, at) => `Apt ${String(at)} ${city}`)],
      ['Location', values((city, at) => `${city} ${String(at)}`)],
      ['Season', values((city, at) => `${city} ${String(1_900 + at)}`)],
      ['Document', values((_, at) => `Invoice ${String(10_000 + at)}`)],
      ['Name', values((city, at) => `${city} ${String(10_000 + at)}`)],
      ['Kundennr', values((city, at) => `${city} ${String(10_000 + at)}`)],
    ]),
  )('not %s: %s …', (name, _, cells) => {
    expect(holds(name, cells)).toBe(false);
  });

  it('not an article beside a price', () => {
    const articles = values((city, at) => `${city} ${String(10_000 + at)}`);
    expect([holds('Position', articles, ['price']), holds('Position', articles)]).toEqual([false, true]);
  });

  it('says the region where one value in five does', () => {
    expect(sayRegions(german)).toBe(false);
    expect(sayRegions(['Ulm, IL 60001', ...german.slice(0, 4)])).toBe(true);
    expect(sayRegions([])).toBe(false);
  });
});
