import { expect, it } from 'vitest';
import { hanPlaces } from '../../normalise/han-places.ts';
import { addressApart } from './address-apart.ts';

const line = '苏州市虎丘区星海东路12号5楼';
const city = { name: 'town', kind: 'city' } as const;

it.each([
  { isMixed: true, value: line, parts: ['xinghai east road 12', 'huqiu'] },
  { isMixed: true, value: '12 Xinghai East Road', parts: ['12 Xinghai East Road', null] },
  { isMixed: false, value: line, parts: ['xinghai east road', '12', 'huqiu'] },
  { isMixed: false, value: '12 Xinghai East Road', parts: ['12 Xinghai East Road', null, null] },
])(
  '[LINK-44] the number of $value is a field of its own where no address in other letters is to be met: $isMixed',
  ({ isMixed, value, parts }) => {
    const apart = addressApart({ places: hanPlaces([line], new Map()), isMixed }, [city]);
    expect(apart.split(value)).toEqual(parts);
    expect(apart.parts).toHaveLength(parts.length);
  },
);
