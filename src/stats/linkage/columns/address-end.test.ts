import { describe, expect, it } from 'vitest';
import { addressEnd, placeKey } from './address-end.ts';

const keys = (...names: string[]): ReadonlySet<string> => new Set(names.map(placeKey));
const known = {
  cities: keys('Las Vegas', 'Düsseldorf', 'Toronto', 'Main'),
  regions: keys('NV', 'FL'),
  postcodes: keys('M1S 1T4', '89132'),
};

describe('[LINK-29] the end of an address written in one', () => {
  it.each([
    [
      '123 Main Street, Las Vegas NV 89132',
      { line: '123 Main Street', city: 'Las Vegas', region: 'NV', postcode: '89132' },
    ],
    ['123 Main Street Las Vegas', { line: '123 Main Street', city: 'Las Vegas' }],
    [
      'Ansbacher Strasse 23, 56422 Dusseldorf',
      { line: 'Ansbacher Strasse 23', city: 'Dusseldorf', postcode: '56422' },
    ],
    ['705 Sheppard Ave, Toronto M1S 1T4', { line: '705 Sheppard Ave', city: 'Toronto', postcode: 'M1S 1T4' }],
    ['12 Foothill Dr, Orroville, FL', { line: '12 Foothill Dr', city: 'Orroville', region: 'FL' }],
    ['12 Foothill Dr, 95915', { line: '12 Foothill Dr', postcode: '95915' }],
    // Nothing is known behind the street; nothing would be left of it.
    ['12 Foothill Dr', { line: '12 Foothill Dr' }],
    ['Skyline Apartments, 705 Sheppard Ave', { line: 'Skyline Apartments, 705 Sheppard Ave' }],
    ['Las Vegas', { line: 'Las Vegas' }],
    ['89132', { line: '89132' }],
  ])('%s', (raw, expected) => {
    expect(addressEnd(raw, known)).toEqual(expected);
  });
});
