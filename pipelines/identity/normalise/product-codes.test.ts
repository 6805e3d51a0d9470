import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
    ['', '', ''],
  ])('%s', (name, codes, rest) => {
    expect(productCodes(name)).toEqual({ codes: codes === '' ? [] : codes.split(' '), rest });
  });

  it('does not depend on case or on hyphens within a code', () => {
    const code = fc.stringMatching(/^[A-Z]{2,4}-?[0-9]{3,5}[A-Z]?$/);
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
