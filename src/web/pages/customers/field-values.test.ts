import { describe, expect, it } from 'vitest';
import { fieldValues, inReadingOrder, keyOf, type Field } from './field-values.ts';

const offer = (value: string, record: string) => ({
  value,
  record,
  source: record.split('|')[0] ?? '',
  validFrom: null,
  rule: 'trust',
});
const city: Field = {
  field: 'city',
  winner: offer('Suzhou', 'erp|1'),
  losers: [offer('苏州', 'crm|2'), offer('Suzhou', 'erp|3'), offer('苏州', 'crm|4'), offer('Wuxi', 'crm|5')],
};

describe('the values offered for a field', () => {
  it('count who agrees, and name each other value once with all who said it', () => {
    const { agreeing, others } = fieldValues(city);
    expect(agreeing).toBe(2);
    expect(others.map(({ value, offers }) => [value, offers.map(({ record }) => record)])).toEqual([
      ['苏州', ['crm|2', 'crm|4']],
      ['Wuxi', ['crm|5']],
    ]);
  });

  it('are not compared where they are masked', () => {
    const masked = { ...city, winner: offer('•••', 'erp|1'), losers: [offer('•••', 'crm|2')] };
    expect(fieldValues(masked)).toEqual({ masked: true, agreeing: 1, others: [] });
  });

  it('are read in an order of their own, fields we do not know last', () => {
    const fields = ['zeal', 'city', 'name', 'aura'].map((field) => ({ ...city, field }));
    expect(inReadingOrder(fields).map(({ field }) => field)).toEqual(['name', 'city', 'aura', 'zeal']);
    expect(keyOf('erp|a|b')).toBe('a|b');
  });
});
