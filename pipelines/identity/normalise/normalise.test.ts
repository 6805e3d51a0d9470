import { describe, expect, it } from 'vitest';
import { normaliseCompanyName } from './company-name.ts';
import { normaliseCountry } from './country.ts';
import { normaliseDomain } from './domain.ts';
import { normaliseEmail } from './email.ts';
import { nameLexicon } from './name-lexicon.ts';
import { normalisePhone } from './phone.ts';
import { normalisePlace } from './place.ts';
import { normaliseStreet } from './street.ts';
import { normaliseTaxId } from './tax-id.ts';

const lexicon = nameLexicon();
const freeMail = new Set(['gmail.com', 'qq.com']);

describe('a company name', () => {
  it.each([
    ['苏州精工机械有限公司', 'jinggong|精工', 'machinery', 'limited:有限公司', 'suzhou'],
    ['Suzhou Jinggong Machinery Co., Ltd.', 'jinggong', 'machinery', 'limited:CO LTD', 'suzhou'],
    ['蘇州市精工機械（集團）有限公司', 'jinggong|精工', 'machinery', 'limited:集团有限公司', 'suzhou'],
    ['SUZHOU JINGGONG MAHCINERY', 'jinggong', 'machinery', undefined, 'suzhou'],
    ['Norex Technik GmbH & Co. KG', 'norex', 'technik', 'partnership:GMBH & CO KG', undefined],
    ['王伟', 'wangwei|王伟', undefined, undefined, undefined],
    ['Shenzhen Datong nvironmental Co., Ltd.', 'datong', 'environmental', 'limited:CO LTD', 'shenzhen'],
    ['Bank of Shanghai', 'bank shanghai', undefined, undefined, undefined],
    ['N/A', undefined, undefined, undefined, undefined],
  ])('%s', (raw, name, trade, legalForm, places) => {
    expect(normaliseCompanyName(raw, lexicon)).toMatchObject({ name, trade, legalForm, places });
  });

  it('has its branch and its number by themselves', () => {
    expect(normaliseCompanyName('精工机械有限公司无锡分公司', lexicon).branch).toBe('wuxi');
    expect(normaliseCompanyName('Norex GmbH (Hamburg)', lexicon).branch).toBe('hamburg');
    const [two, three] = ['Pacific Fund II LP', 'Pacific Fund III LP'].map((raw) =>
      normaliseCompanyName(raw, lexicon),
    );
    expect(two?.name).toBe(three?.name);
    expect(two?.numbers).not.toBe(three?.numbers);
  });
});

it.each([
  ['苏州市', 'suzhou'],
  ['Suzhou City', 'suzhou'],
  ['Peking', 'beijing'],
  ['北京市', 'beijing'],
  ['Hai Phong', 'haiphong'],
  ['São Paulo', 'saopaulo'],
  [' - ', undefined],
])('the place %s is %s', (raw, place) => {
  expect(normalisePlace(raw, lexicon)).toBe(place);
});

it.each([
  ['星海路123号', 'xinghai road', '123'],
  ['123 Xinghai Rd', 'xinghai road', '123'],
  ['江苏省苏州市星海东路123号3幢', 'xinghai east road', '3 123'],
  ['Hauptstr. 5', 'haupt street', '5'],
  ['Hauptstraße 05', 'haupt street', '5'],
  ['747 Ninth Ave', 'th avenue', '9 747'],
  ['747 N. 9th Avenue', 'north th avenue', '9 747'],
  ['科技大道7号', 'keji avenue', '7'],
  ['PO Box', 'po box', undefined],
])('the street %s is %s, number %s', (raw, street, numbers) => {
  expect(normaliseStreet(raw)).toEqual({ street, numbers });
});

it.each([
  ['+86 21 5550 1001', undefined, '+862155501001', true],
  ['021-5550-1001', 'CN', '+862155501001', true],
  ['0049 (0)30 1234567', 'US', '+49301234567', true],
  ['(030) 1234567', 'DE', '+49301234567', true],
  ['+1 212 555 01', undefined, '+121255501', false],
  ['555 0100', undefined, '5550100', undefined],
  ['000000', 'DE', undefined, undefined],
  ['n/a', 'DE', undefined, undefined],
])('the telephone %s in %s is %s', (raw, country, phone, possible) => {
  expect(normalisePhone(raw, country)).toEqual({ phone, possible });
});

it.each([
  ['Info@Acme.com ', 'info@acme.com', 'acme.com'],
  ['mailto:a+news@acme.co.uk', 'a@acme.co.uk', 'acme.co.uk'],
  ['A.B+x@Gmail.com', 'ab@gmail.com', undefined],
  ['li@qq.com', 'li@qq.com', undefined],
  ['info@', undefined, undefined],
])('the address %s is %s at %s', (raw, email, host) => {
  expect(normaliseEmail(raw, freeMail)).toEqual({ email, host });
});

it.each([
  ['https://www.Acme.com/about', 'acme.com'],
  ['shop.acme.co.uk', 'shop·acme.co.uk'],
  ['www.jinggong.example.com', 'jinggong·example.com'],
  ['http://localhost:3000', undefined],
  ['10.0.0.1', undefined],
  ['gmail.com', undefined],
])('the site %s is %s', (raw, domain) => {
  expect(normaliseDomain(raw, freeMail)).toBe(domain);
});

it.each([
  ['DE 136695976', undefined, '136695976|DE+', true],
  ['136695976', 'DE', '136695976|DE+', true],
  ['DE136695975', 'DE', '136695975|DE?', false],
  ['FR 40 303 265 045', undefined, '40303265045|FR+', true],
  ['GB980780684', 'GB', '980780684|GB+', true],
  ['91310000MA1FL0LX5W', 'CN', '91310000MA1FL0LX5W|CN?', false],
  ['12345678', undefined, '12345678|?', undefined],
  ['000000000', 'US', undefined, undefined],
  ['none', 'US', undefined, undefined],
])('the tax number %s in %s is %s', (raw, country, taxId, valid) => {
  expect(normaliseTaxId(raw, country)).toEqual({ taxId, valid });
});

it('a country is known by its names and its code', () => {
  const aliases = new Map([['中国', 'CN']]);
  expect([' 中国', 'de', 'Nowhere'].map((raw) => normaliseCountry(raw, aliases))).toEqual([
    'CN',
    'DE',
    undefined,
  ]);
});
