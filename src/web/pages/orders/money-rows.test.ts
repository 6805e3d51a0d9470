import { expect, it } from 'vitest';
import { moneyRows } from './money-rows.ts';

const order = { amount: 9, open: 0, isOpen: false, invoiced: 5, paid: 9, receivable: -4, isRefundDue: true };

it('[STATUS-3] what is owed to the customer is a refund, not an amount to be paid below zero', () => {
  expect(moneyRows(order)).toEqual([
    { label: 'orders.money.amount', amount: 9 },
    { label: 'orders.money.invoiced', amount: 5 },
    { label: 'orders.money.paid', amount: 9 },
    { label: 'orders.money.refund_due', amount: 4 },
  ]);
  expect(moneyRows({ ...order, receivable: 0, isRefundDue: false })).toContainEqual({
    label: 'orders.money.receivable',
    amount: 0,
  });
  expect(moneyRows({ ...order, invoiced: null, paid: null, receivable: null, isRefundDue: false })).toEqual([
    { label: 'orders.money.amount', amount: 9 },
  ]);
});
