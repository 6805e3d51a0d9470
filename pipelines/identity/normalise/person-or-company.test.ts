import { describe, expect, it } from 'vitest';
import { nameLexicon } from './name-lexicon.ts';
import { nameLook } from './person-or-company.ts';

const lexicon = nameLexicon();

describe('[LINK-39] what a name looks like by itself', () => {
  it.each([
    ['Anna Berg', 'person'],
    ['BERG, ANNA', 'person'],
    ['Dr. Hans-Peter Schmitz', 'person'],
    ['José María López Cruz', 'person'],
    ['Berg Holding GmbH', 'company'],
    ['Anna Berg GmbH', 'company'],
    ['Anna Machinery', 'company'],
    ['Berg & Anna', 'company'],
    ['Studio 54', 'company'],
    ['苏州精工机械有限公司', 'company'],
    ['Anna', 'either'],
    ['Norex Alba', 'either'],
    ['Anna Berg of the Old Town Hall', 'either'],
    ['', 'either'],
  ] as const)('%s: %s', (name, look) => {
    expect(nameLook(name, lexicon)).toBe(look);
  });
});
