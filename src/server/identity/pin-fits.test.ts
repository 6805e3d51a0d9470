import { describe, expect, it } from 'vitest';
import { pinnableFields } from '../../contract/pinnable-fields.ts';
import { pinFits } from './pin-fits.ts';

type Field = (typeof pinnableFields)[number];
const lists = {
  countries: ['CN', 'DE', 'SG'],
  currencies: ['CNY', 'EUR'],
  channels: ['Direct', 'Web'],
  industries: ['Marine'],
};
const fits = (field: Field, value: string, more = {}): boolean =>
  pinFits(field, value, { lists, country: 'CN', said: [], ...more });

const good: Readonly<Partial<Record<Field, readonly string[]>>> = {
  name: ['Acme', '华东泵业'],
  kind: ['company', 'person'],
  country: ['CN', 'SG'],
  currency: ['CNY'],
  channel: ['Web'],
  industry: ['Marine'],
  email: ['office@acme.com', 'a.b+c@mail.example.org'],
  phone: ['+86 21 5550 1001', '021-5550 1001', '+49 30 901820 ext 5', '（021）5550 1001'],
  tax_id: ['91109149MA519156XW', 'DE136695976'],
  website: ['www.acme.com', 'https://shop.acme.de/about'],
  payment_terms_days: ['0', '30', '365'],
  credit_limit: ['0', '1000', '99999999999999.9999'],
};
const bad: Readonly<Partial<Record<Field, readonly string[]>>> = {
  name: ['', '  '],
  kind: ['Company', 'firm'],
  country: ['QQ', 'China', 'cn', ''],
  currency: ['QQQ', 'cny'],
  channel: ['Bogus', ''],
  industry: ['Bogus', ''],
  email: ['not an email', 'a@b', '@acme.com', ''],
  phone: ['hello', '12', '1111111', 'hello 123456789', '+86 1', ''],
  tax_id: ['1', 'none', '91109149MA519156XY', ''],
  website: ['nonsense', 'localhost', ''],
  payment_terms_days: ['9999', '366', '-1', '30.5', 'soon', ''],
  credit_limit: [
    '-1',
    '-0.01',
    '100000000000000',
    `1${'0'.repeat(30)}`,
    '1e30',
    '1.00001',
    '1e5',
    'a lot',
    '',
  ],
};

describe('[REVIEW-5] a value that is pinned fits its field', () => {
  it.each(Object.entries(good))('%s takes what it may be', (field, values) => {
    expect(values.filter((value) => !fits(field as Field, value))).toEqual([]);
  });

  it.each(Object.entries(bad))('%s takes no nonsense', (field, values) => {
    expect(values.filter((value) => fits(field as Field, value))).toEqual([]);
  });

  it('what a record of the customer says may be pinned whatever a check thinks of it', () => {
    for (const field of ['email', 'phone', 'tax_id', 'website'] as const) {
      expect(fits(field, 'as the source has it')).toBe(false);
      expect(fits(field, 'as the source has it', { said: ['as the source has it'] })).toBe(true);
    }
    expect(fits('payment_terms_days', '9999', { said: ['9999'] })).toBe(false);
  });

  it('a number is read by the plan and the check of the country', () => {
    expect(fits('phone', '030 901820', { country: 'DE' })).toBe(true);
    expect(fits('tax_id', '136695976', { country: 'DE' })).toBe(true);
    expect(fits('tax_id', '136695977', { country: 'DE' })).toBe(false);
    expect(fits('tax_id', '136695977', { country: undefined })).toBe(true);
  });

  it('any industry will do where the data has none', () => {
    expect(fits('industry', 'Bogus', { lists: { ...lists, industries: [] } })).toBe(true);
  });
});
