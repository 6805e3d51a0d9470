import { describe, expect, it } from 'vitest';
import { givenNameForms } from './given-name-forms.ts';

const related = (a: string, b: string): boolean =>
  givenNameForms.get(a)?.some((name) => givenNameForms.get(b)?.includes(name) === true) === true;

describe('[LINK-27] forms of given names', () => {
  it.each([
    ['robert', 'bob'],
    ['william', 'bill'],
    ['elizabeth', 'liz'],
    ['bob', 'bobby'],
    ['margaret', 'peggy'],
    ['johannes', 'hans'],
    ['francisco', 'paco'],
    ['jeffrey', 'geoff'],
    ['mohamed', 'muhammad'],
    ['mohd', 'mohammed'],
    ['yousef', 'yusuf'],
    ['sergei', 'serhiy'],
    ['mikhail', 'misha'],
    ['natalia', 'natasha'],
    ['malgorzata', 'gosia'],
    ['lakshmi', 'laxmi'],
    ['michael', 'mike'],
    ['miguel', 'mike'],
    ['kathleen', 'kathy'],
    ['manfred', 'manni'],
    ['matthias', 'matze'],
    ['sebastian', 'basti'],
    ['oliver', 'olli'],
    ['florian', 'flo'],
    ['juergen', 'jurgen'],
    ['javier', 'javi'],
    ['roberto', 'beto'],
    ['santiago', 'santi'],
    ['vicente', 'chente'],
    ['jacques', 'jacky'],
    ['dominique', 'domi'],
  ])('%s and %s may be one name', (a, b) => {
    expect(related(a, b)).toBe(true);
  });

  it('one form may be of several names, which are not each other’s', () => {
    expect(related('chris', 'christopher') && related('chris', 'christine')).toBe(true);
    expect(related('christopher', 'christine')).toBe(false);
    expect(related('sam', 'samuel') && related('sam', 'samantha')).toBe(true);
    expect(related('samuel', 'samantha')).toBe(false);
    expect(related('beto', 'alberto') && related('beto', 'humberto')).toBe(true);
    expect(related('alberto', 'humberto')).toBe(false);
    expect(related('michael', 'michaela')).toBe(false);
    expect(related('hassan', 'hussein')).toBe(false);
    expect(related('stas', 'stanislav') && related('stas', 'stanislaw')).toBe(true);
  });

  it('is written in normal form', () => {
    expect([...givenNameForms.keys()].filter((form) => !/^[a-z]+$/.test(form))).toEqual([]);
  });
});
