import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFormats } from '../../messages/formats.ts';
import { toldAmount, type Amounts } from './told-amount.ts';

const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');
const told = (amounts: Amounts, base = 'CNY') => {
  const found = toldAmount(amounts, base, createFormats('en', base));
  return [plain(found?.text), plain(found?.base)];
};

it('[ORDERS-11] an amount is told in its own currency, with the base currency beside it only where that is another', () => {
  const eur = { amount: 8_996.18, currency: 'EUR', amountInCurrency: 1_173.18 };
  expect(told(eur)).toEqual(['EUR 1,173.18', 'CNY 8,996.18']);
  expect(told({ ...eur, amount: null }), 'no rate').toEqual(['EUR 1,173.18', undefined]);
  expect(told({ ...eur, amountInCurrency: null }), 'of several currencies').toEqual([
    'CNY 8,996.18',
    undefined,
  ]);
  expect(told({ ...eur, currency: null }), 'not known').toEqual(['¥8,996.18', undefined]);
  expect(told({ amount: 12, currency: 'CNY', amountInCurrency: 12 })).toEqual(['¥12.00', undefined]);
  expect(told({ amount: null, currency: 'EUR', amountInCurrency: null })).toEqual([undefined, undefined]);
  expect(told({ amount: 0, currency: 'EUR', amountInCurrency: 0 })).toEqual(['EUR 0.00', undefined]);
  expect(told({ amount: 60, currency: 'JPY', amountInCurrency: 1_200 })).toEqual(['JPY 1,200', 'CNY 60.00']);
});

it('[ORDERS-11] a number never stands with the sign or code of another currency', () => {
  const amount = fc.option(fc.oneof(fc.constant(0), fc.double({ min: -1e9, max: 1e9, noNaN: true })));
  const currency = fc.option(fc.constantFrom('EUR', 'JPY', 'CNY', 'USD'));
  fc.assert(
    fc.property(amount, currency, amount, (inBase, code, own) => {
      const formats = createFormats('en', 'CNY');
      const found = toldAmount({ amount: inBase, currency: code, amountInCurrency: own }, 'CNY', formats);
      const isForeign = code !== null && code !== 'CNY';
      const isNothing = own === 0 && inBase === 0;
      expect(found?.base !== undefined).toBe(isForeign && own !== null && inBase !== null && !isNothing);
      expect(found === undefined).toBe(inBase === null && (code === null || own === null));
      if (isForeign) expect(found?.text ?? code).toContain(own === null && found ? 'CNY' : code);
      else expect(found?.text ?? '¥').toContain('¥');
    }),
  );
});
