import { describe, expect, it } from 'vitest';
import { dateColumns } from './date-columns.ts';

describe('[LINK-40] columns of a year, a month and a day', () => {
  it.each([
    [['birth_year', 'birth_month', 'birth_day'], true],
    [['BirthYear', 'BirthMonth', 'BirthDay'], true],
    [['Geburtsjahr', 'Geburtsmonat', 'Geburtstag'], true],
    [['Année de naissance', 'Mois de naissance', 'Jour de naissance'], true],
    [['Année de naissance', 'Mois', 'Jour'], true],
    [['by', 'bm', 'bd'], true],
    [['dob_y', 'dob_m', 'dob_d'], true],
    [['出生年', '出生月', '出生日'], true],
    [['year', 'month', 'day'], false],
    [['Jahr', 'Monat', 'Tag'], false],
    [['año', 'mes', 'día'], false],
  ] as const)('%o', (names, birth) => {
    const [year, month, day] = names;
    const date = { year, month, day, birth };
    expect(dateColumns([...names])).toEqual([date]);
    expect(dateColumns(['id', day, month, year, 'city'])).toEqual([date]);
  });

  it('of one thing also apart, of several only together, and none in two dates', () => {
    const [birth, death] = ['birth', 'death'].map((of) =>
      ['year', 'month', 'day'].map((part) => `${of}_${part}`),
    );
    expect(
      dateColumns([...(birth ?? []), 'name', ...(death ?? [])]).map(({ year, day }) => [year, day]),
    ).toEqual([
      ['birth_year', 'birth_day'],
      ['death_year', 'death_day'],
    ]);
    expect(dateColumns(['birth_year', 'name', 'city', 'month', 'day'])).toEqual([]);
    expect(dateColumns(['birth_year', 'month', 'name', 'day'])).toEqual([]);
  });

  it.each([
    ['year', 'month'],
    ['model', 'mode', 'data'],
    ['year', 'yearly', 'monthly'],
    ['Sonntag', 'Monat', 'Betrag'],
  ])('none in %s, %s …', (...names) => {
    expect(dateColumns(names)).toEqual([]);
  });
});
