import { expect, it } from 'vitest';
import { orderMoney } from '../../../../tests/support/order-money.ts';
import { moneyRows } from './money-rows.ts';

const order = {
  ...orderMoney,
  invoiced: 5,
  invoicedInCurrency: 5,
  paid: 9,
  paidInCurrency: 9,
  receivable: -4,
  receivableInCurrency: -4,
  isRefundDue: true,
};
/** Label, base currency, the order's own. */
const told = (rows: ReturnType<typeof moneyRows>) =>
  rows.map(({ label, of }) => [label.slice('orders.money.'.length), of.amount, of.amountInCurrency]);

it('[STATUS-3] what is owed to the customer is a refund, not an amount to be paid below zero', () => {
  expect(told(moneyRows(order))).toEqual([
    ['amount', 9, 9],
    ['invoiced', 5, 5],
    ['paid', 9, 9],
    ['refund_due', 4, 4],
  ]);
  const settled = { ...order, receivable: 0, receivableInCurrency: 0, isRefundDue: false };
  expect(told(moneyRows(settled))).toContainEqual(['receivable', 0, 0]);
  expect(told(moneyRows(orderMoney))).toEqual([['amount', 9, 9]]);
});

it('[STATUS-5] the value of an incomplete order is said to be of the lines loaded, beside that of the others', () => {
  const part = {
    ...order,
    isIncomplete: true,
    missing: 12.5,
    missingInCurrency: 12.5,
    isOpen: true,
    open: 3,
    openInCurrency: 3,
  };
  expect(told(moneyRows(part)).slice(0, 3)).toEqual([
    ['loaded', 9, 9],
    ['missing', 12.5, 12.5],
    ['open', 3, 3],
  ]);
  const none = { ...part, amount: null, amountInCurrency: null, open: 0, openInCurrency: 0 };
  expect(told(moneyRows(none))[0]?.[0], 'no line').toBe('missing');
  expect(told(moneyRows(none)).map(([label]) => label)).not.toContain('open');
});

it('[ORDERS-11] each amount comes in the currency of the order and in base currency; what is in neither is left out', () => {
  const euro = {
    ...order,
    currency: 'EUR',
    amount: 8_996.18,
    amountInCurrency: 1_173.18,
    invoiced: 9_124.76,
    invoicedInCurrency: 1_173.18,
    paid: 9_124.76,
    paidInCurrency: 1_173.18,
    receivable: 0,
    receivableInCurrency: 0,
    isRefundDue: false,
  };
  expect(told(moneyRows(euro))).toEqual([
    ['amount', 8_996.18, 1_173.18],
    ['invoiced', 9_124.76, 1_173.18],
    ['paid', 9_124.76, 1_173.18],
    ['receivable', 0, 0],
  ]);
  expect(moneyRows(euro).every(({ of }) => of.currency === 'EUR')).toBe(true);
  const severalCurrencies = {
    ...euro,
    invoicedInCurrency: null,
    paidInCurrency: null,
    receivableInCurrency: null,
  };
  expect(told(moneyRows(severalCurrencies)).slice(1, 3)).toEqual([
    ['invoiced', 9_124.76, null],
    ['paid', 9_124.76, null],
  ]);
  const noRate = {
    ...orderMoney,
    currency: euro.currency,
    amountInCurrency: euro.amountInCurrency,
    amount: null,
    open: 0,
    openInCurrency: 17,
    isOpen: true,
    invoicedInCurrency: 5,
  };
  expect(told(moneyRows(noRate)), 'no exchange rate is not worth nothing').toEqual([
    ['amount', null, 1_173.18],
    ['open', null, 17],
    ['invoiced', null, 5],
  ]);
  expect(told(moneyRows({ ...noRate, currency: null }))).toEqual([]);
});

it('[STATUS-15] what is open of services is not said to be not shipped', () => {
  const open = { ...orderMoney, isOpen: true, open: 3, openInCurrency: 3 };
  const label = (quantityOrdered: number, quantityToShip: number, quantityShipped: number) =>
    told(moneyRows({ ...open, quantityOrdered, quantityToShip, quantityShipped }))[1]?.[0];
  expect(label(9, 9, 2)).toBe('open');
  expect(label(9, 6, 2)).toBe('open_both');
  expect(label(9, 6, 6)).toBe('open_services');
  expect(label(9, 0, 0)).toBe('open_services');
});
