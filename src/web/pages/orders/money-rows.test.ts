import { expect, it } from 'vitest';
import { moneyRows } from './money-rows.ts';

const order = {
  amount: 9,
  open: 0,
  isOpen: false,
  isIncomplete: false,
  missing: null,
  invoiced: 5,
  paid: 9,
  receivable: -4,
  isRefundDue: true,
};

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

it('[STATUS-5] the value of an incomplete order is said to be of the lines loaded, beside that of the others', () => {
  const part = { ...order, isIncomplete: true, missing: 12.5, isOpen: true, open: 3 };
  expect(moneyRows(part).slice(0, 3)).toEqual([
    { label: 'orders.money.loaded', amount: 9 },
    { label: 'orders.money.missing', amount: 12.5 },
    { label: 'orders.money.open', amount: 3 },
  ]);
  expect(moneyRows({ ...part, amount: null, open: 0 })[0]?.label, 'no line').toBe('orders.money.missing');
  expect(moneyRows({ ...part, amount: null, open: 0 }).map(({ label }) => label)).not.toContain(
    'orders.money.open',
  );
});
