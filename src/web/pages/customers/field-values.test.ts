import { describe, expect, it } from 'vitest';
import { fieldValues, inReadingOrder, keyOf, type Field } from './field-values.ts';

const offer = (value: string, record: string) => ({
  value,
  record,
  source: record.split('|')[0] ?? '',
  validFrom: null,
  rule: 'trust',
  pin: null,
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

  it('[C360-4] count no pin as a record, and no record as a pin', () => {
    const winner = { ...offer('Suzhou', ''), record: null, source: null, pin: { by: null, at: null } };
    expect(fieldValues({ ...city, winner })).toMatchObject({ agreeing: 1, others: [{}, {}] });
    expect(fieldValues({ ...city, winner, losers: [] })).toMatchObject({ agreeing: 0, others: [] });
    expect(fieldValues({ ...city, winner: { ...winner, value: '•••' } })).toMatchObject({ agreeing: 0 });
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
