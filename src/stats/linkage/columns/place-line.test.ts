import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeLine } from './place-line.ts';

describe('[LINK-38] postcode, region and city in one', () => {
  it.each([
    ['50667 Köln', { postcode: '50667', city: 'Köln' }],
    ['50667, Köln', { postcode: '50667', city: 'Köln' }],
    ['50667/Köln', { postcode: '50667', city: 'Köln' }],
    ['50667 - Köln', { postcode: '50667', city: 'Köln' }],
    ['Köln (50667)', { postcode: '50667', city: 'Köln' }],
    ['Köln, 50667', { postcode: '50667', city: 'Köln' }],
    ['D-50667 Köln', { country: 'D', postcode: '50667', city: 'Köln' }],
    ['D 50667 Köln', { country: 'D', postcode: '50667', city: 'Köln' }],
    ['CH-8001 Zürich', { country: 'CH', postcode: '8001', city: 'Zürich' }],
    ['8001 Zürich ZH', { postcode: '8001', city: 'Zürich', region: 'ZH' }],
    ['20121 Milano (MI)', { postcode: '20121', city: 'Milano', region: 'MI' }],
    ['60313 Frankfurt am Main', { postcode: '60313', city: 'Frankfurt am Main' }],
    ['15230 Frankfurt (Oder)', { postcode: '15230', city: 'Frankfurt (Oder)' }],
    ['75011 Paris', { postcode: '75011', city: 'Paris' }],
    ['75011 PARIS CEDEX 11', { postcode: '75011', city: 'PARIS CEDEX 11' }],
    ['50000 SAINT LO', { postcode: '50000', city: 'SAINT LO' }],
    ['1017 AB Amsterdam', { postcode: '1017 AB', city: 'Amsterdam' }],
    ['1017ab amsterdam', { postcode: '1017ab', city: 'amsterdam' }],
    ['NL-1017 AB Amsterdam', { country: 'NL', postcode: '1017 AB', city: 'Amsterdam' }],
    ['8660 De Panne', { postcode: '8660', city: 'De Panne' }],
    ['8660 DE PANNE', { postcode: '8660', city: 'DE PANNE' }],
    ['111 22 Stockholm', { postcode: '111 22', city: 'Stockholm' }],
    ['Praha 1 110 00', { postcode: '110 00', city: 'Praha 1' }],
    ['00-950 Warszawa', { postcode: '00-950', city: 'Warszawa' }],
    ['1100-148 Lisboa', { postcode: '1100-148', city: 'Lisboa' }],
    ['2100 København Ø', { postcode: '2100', city: 'København Ø' }],
    ['London SW1A 1AA', { postcode: 'SW1A 1AA', city: 'London' }],
    ['SW1A 1AA London', { postcode: 'SW1A 1AA', city: 'London' }],
    ['London SW1A 1AA, UK', { postcode: 'SW1A 1AA', city: 'London', country: 'UK' }],
    ['Toronto, ON M1S 1T4', { postcode: 'M1S 1T4', city: 'Toronto', region: 'ON' }],
    ['Springfield, IL 62701', { postcode: '62701', city: 'Springfield', region: 'IL' }],
    ['Springfield IL 62701-1234', { postcode: '62701-1234', city: 'Springfield', region: 'IL' }],
    ['springfield il 62701', { postcode: '62701', city: 'springfield', region: 'il' }],
    ['Springfield, Illinois, 62701', { postcode: '62701', city: 'Springfield', region: 'Illinois' }],
    ['St. Louis, MO 63101', { postcode: '63101', city: 'St. Louis', region: 'MO' }],
    ['Sydney NSW 2000', { postcode: '2000', city: 'Sydney', region: 'NSW' }],
    ['São Paulo - SP, 01310-100', { postcode: '01310-100', city: 'São Paulo', region: 'SP' }],
    ['IL 62701', { postcode: '62701', region: 'IL' }],
    ['200000上海市', { postcode: '200000', city: '上海市' }],
    ['101000 Москва', { postcode: '101000', city: 'Москва' }],
    ['506o7 Köln', { postcode: '506o7', city: 'Köln' }],
    ['150 Oslo', { postcode: '150', city: 'Oslo' }],
  ])('%s', (raw, parts) => {
    expect(placeLine(raw)).toEqual(parts);
  });

  it.each([
    ['50667', { postcode: '50667' }],
    ['D-50667', { country: 'D', postcode: '50667' }],
    ['SW1A 1AA', { postcode: 'SW1A 1AA' }],
    ['SW1A', { postcode: 'SW1A' }],
    ['12', { postcode: '12' }],
    ['Köln', { city: 'Köln' }],
    ['Springfield, IL', { city: 'Springfield', region: 'IL' }],
    ['Springfield IL', { city: 'Springfield', region: 'IL' }],
    ['La Paz', { city: 'La Paz' }],
    ['Praha 10', { city: 'Praha 10' }],
    ['Main Street 5', { city: 'Main Street 5' }],
    ['Apt 12 Bergen', { city: 'Apt 12 Bergen' }],
    ['Köln, Lindenthal', { city: 'Köln, Lindenthal' }],
    ['', {}],
    [' - ', {}],
  ])('%s holds no more than that', (raw, parts) => {
    expect(placeLine(raw)).toEqual(parts);
  });

  it('loses no letter and no digit, and makes none up', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'Köln',
        'IL',
        'SW1A',
        '1AA',
        '50667',
        '1017',
        'AB',
        'D-',
        'UK',
        'De',
        '110',
        '00',
        '市',
        'st',
      ),
      fc.stringMatching(/^[A-Za-zß0-9]{1,8}$/),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    );
    const mark = fc.constantFrom(' ', ' ', ', ', '/', ' - ', '-', '(', ') ', '\n', '');
    const characters = (text: string): string[] =>
      [...text.matchAll(/[\p{L}\p{N}]/gu)].map(([one]) => one).sort();
    fc.assert(
      fc.property(fc.array(fc.tuple(word, mark), { maxLength: 6 }), (pieces) => {
        const raw = pieces.flat().join('');
        const { country = '', postcode = '', region = '', city = '' } = placeLine(raw);
        expect(characters(country + postcode + region + city)).toEqual(characters(raw));
      }),
    );
  });
});
