import { expect, it } from 'vitest';
import en from '../../../messages/en.json';
import { createTranslate } from '../../../messages/translate.ts';
import zh from '../../../messages/zh-CN.json';
import { orderMoney } from '../../../../tests/support/order-money.ts';
import { moneyNotes } from './money-notes.ts';

const order = { ...orderMoney, invoiced: 5, paid: 0, receivable: 5 };
const notes = (news: object, language: 'en' | 'zh-CN' = 'en'): string[] =>
  moneyNotes({ ...order, ...news }, 'CNY', createTranslate(language, language === 'en' ? en : zh));

it('[ORDERS-11] [FX-3] invoices without a rate are said to be in none of the sums in base currency', () => {
  expect(notes({})).toEqual([]);
  expect(notes({ invoicesWithoutRate: 1 })).toEqual([
    'One invoice or credit note has no exchange rate and is not in the amounts in CNY.',
  ]);
  expect(notes({ invoicesWithoutRate: 2 })).toEqual([
    '2 invoices or credit notes have no exchange rate and are not in the amounts in CNY.',
  ]);
  expect(notes({ invoicesWithoutRate: 2 }, 'zh-CN')).toEqual([
    '2 张发票或贷项通知单没有汇率，未计入 CNY 金额。',
  ]);
  expect(notes({ invoicesWithoutRate: 2, invoiced: null, paid: null, receivable: null }), 'no sum').toEqual(
    [],
  );
});

it('[ORDERS-11] what is told in another currency, or is not of this order alone, is said to be so', () => {
  expect(notes({ currency: 'EUR', isInvoiceShared: true })).toHaveLength(2);
});
