import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { surnamesFirst, wholeName, type KnownNames } from './whole-name.ts';

const known: KnownNames = {
  given: new Set(['anna', 'anna maria', 'robert', 'wei']),
  surnames: new Set(['berg', 'sanchez mendoza', 'smith', 'wang']),
};
const nothing: KnownNames = { given: new Set(), surnames: new Set() };

describe('[LINK-34] a whole name in parts', () => {
  it.each([
    ['Anna Berg', { given: 'Anna', surname: 'Berg' }],
    ['Berg, Anna', { given: 'Anna', surname: 'Berg' }],
    ['Berg Anna', { given: 'Anna', surname: 'Berg' }],
    ['Wang Wei', { given: 'Wei', surname: 'Wang' }],
    ['Anna Maria Berg', { given: 'Anna Maria', surname: 'Berg' }],
    ['Anna Luise Berg', { given: 'Anna', middle: 'Luise', surname: 'Berg' }],
    ['Berg, Anna Luise', { given: 'Anna', middle: 'Luise', surname: 'Berg' }],
    ['Marie Sanchez Mendoza', { given: 'Marie', surname: 'Sanchez Mendoza' }],
    ['Mr. Robert E. Smith Jr.', { given: 'Robert', middle: 'E.', surname: 'Smith jr' }],
    ['Robert Smith, Jr', { given: 'Robert', surname: 'Smith jr' }],
    ['Smith, Dr. Robert', { given: 'Robert', surname: 'Smith' }],
    ['Ludwig van der Rohe', { given: 'Ludwig', surname: 'van der Rohe' }],
    ['van der Rohe, Ludwig', { given: 'Ludwig', surname: 'van der Rohe' }],
    ['van der Rohe Sr, Anna Maria', { given: 'Anna Maria', surname: 'van der Rohe sr' }],
  ])('%s', (raw, parts) => {
    expect(wholeName(raw, known, false)).toEqual(parts);
  });

  it.each(['Nagy', 'Nagy,', 'Dr. Nagy', ''])('%j has no parts', (raw) => {
    expect(wholeName(raw, known, false)).toBeUndefined();
  });

  it('of one word only is what it is known as', () => {
    expect(wholeName('Berg', known, false)).toEqual({ surname: 'Berg' });
    expect(wholeName('Dr. Berg', known, false)).toEqual({ surname: 'Berg' });
    expect(wholeName('Anna', known, true)).toEqual({ given: 'Anna' });
    const both = { given: new Set(['martin']), surnames: new Set(['martin']) };
    expect(wholeName('Martin', both, false)).toBeUndefined();
  });

  it('stands in the order of its column where neither end is known', () => {
    expect(wholeName('Nagy Ilona', nothing, true)).toEqual({ given: 'Ilona', surname: 'Nagy' });
    expect(wholeName('Ilona Nagy', nothing, false)).toEqual({ given: 'Ilona', surname: 'Nagy' });
    expect(surnamesFirst(['Berg Anna', 'Smith Robert', 'Anna Berg', 'Nagy Ilona'], known)).toBe(true);
    expect(surnamesFirst(['Berg, Anna', 'Smith, Robert'], known)).toBe(false);
  });

  it('loses no word and makes none up', () => {
    // Letters of which no title or generation is made.
    const word = fc.stringMatching(/^[kxz]{1,8}$/);
    const some = fc.array(word, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(some, some, fc.boolean(), (words, names, first) => {
        const known = { given: new Set(names), surnames: new Set(names) };
        const parts = wholeName(words.join(' '), known, first);
        const kept = [parts?.given, parts?.middle, parts?.surname].flatMap((text) => text?.split(' ') ?? []);
        expect(kept.sort()).toEqual(words.sort());
        expect(parts?.given).toBeTruthy();
        expect(parts?.surname).toBeTruthy();
      }),
    );
  });
});
