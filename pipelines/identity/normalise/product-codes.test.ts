import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leadCode } from './lead-code.ts';
import { productCodes } from './product-codes.ts';

describe('[LINK-24] codes in the name of a product', () => {
  it.each([
    ['Kanto Belt Drive Turntable - PK-LX350H', 'PKLX350H', 'Kanto Belt Drive Turntable -'],
    ['pklx350h belt-drive turntable', 'PKLX350H', 'belt-drive turntable'],
    ['Lumen 6-Disc CD Changer DXC390B / Black', 'DXC390B', 'Lumen 6-Disc CD Changer / Black'],
    ['Carrying Case 0101023101', '0101023101', 'Carrying Case'],
    ['Wall Mount 20WLBK, black', '20WLBK', 'Wall Mount , black'],
    [
      '40W LED 1080p 250GB MP3 4x zoom 2-way 24" 13-30',
      '',
      '40W LED 1080p 250GB MP3 4x zoom 2-way 24" 13-30',
    ],
    ['离心泵 CP-2200A 不锈钢', 'CP2200A', '离心泵 不锈钢'],
    ['Set of AB1200 and AB1201', 'AB1200 AB1201', 'Set of and'],
    ['Carry Case 010-10231-01, black', '0101023101', 'Carry Case , black'],
    ['Almanac 2010-2015, 2024-05-01, 10-20-30', '', 'Almanac 2010-2015, 2024-05-01, 10-20-30'],
    ['Switch 100Base-TX RJ-45 HD-15 Cat5e MPEG-4', '', 'Switch 100Base-TX RJ-45 HD-15 Cat5e MPEG-4'],
    ['', '', ''],
  ])('%s', (name, codes, rest) => {
    expect(productCodes(name)).toEqual({ codes: codes === '' ? [] : codes.split(' '), rest });
  });

  it('does not depend on case or on hyphens within a code', () => {
    const isStandard = (one: string): boolean => /^(PC|DDR|IEEE)-?\d/.test(one);
    const code = fc.stringMatching(/^[A-Z]{2,4}-?[0-9]{3,5}[A-Z]?$/).filter((one) => !isStandard(one));
    fc.assert(
      fc.property(fc.uniqueArray(code, { maxLength: 4 }), (codes) => {
        const bare = [...new Set(codes.map((one) => one.replaceAll('-', '')))].sort();
        const name = codes.map((one) => `pump ${one}`).join(' ');
        expect(productCodes(name).codes).toEqual(bare);
        expect(productCodes(name.toLowerCase().replaceAll('-', '')).codes).toEqual(bare);
      }),
    );
  });
});

it.each([
  ['Alba Pump', 'Alba CP-2200A stainless, 3 bar', 'CP2200A'],
  ['Alba Pump', 'ALBA Series Nine CP2200A', 'CP2200A'],
  ['Alba Pump CP-2200', 'Alba CP-2200A stainless', undefined],
  ['Alba Seal', 'Alba seal for CP-2200A', undefined],
  ['Alba Seal', 'Dichtung CP-2200A', undefined],
  ['Alba Pump', 'Alba stainless pump of the year with motor M2200', undefined],
  ['Alba Pump', 'Alba 3 bar 40W', undefined],
  ['', 'Alba CP-2200A', undefined],
])('[LINK-24] the code that is said of %s: %s', (name, description, code) => {
  expect(leadCode(name, description)).toBe(code);
});
