import { expect, it } from 'vitest';
import { orderStates, threadKinds } from '../../../contract/order-words.ts';
import { noDocument } from './no-document.ts';

it('[STATUS-9] [STATUS-12] of an order that is cancelled or closed nothing is told as still to come', () => {
  for (const state of ['cancelled', 'closed'] as const) {
    for (const kind of ['shipment', 'invoice', 'payment'] as const) {
      expect(noDocument(kind, state)).toBe('orders.step.none.over');
      expect(noDocument(kind, 'confirmed')).toBe(`orders.step.none.${kind}`);
    }
    for (const kind of threadKinds.filter((each) => !['shipment', 'invoice', 'payment'].includes(each)))
      expect(noDocument(kind, state)).toBe(noDocument(kind, 'confirmed'));
  }
});

it('[STATUS-12] a shipment is to come only while something is open; an invoice and its payment after it too', () => {
  for (const state of orderStates) {
    const isOver = ['shipped', 'invoiced', 'paid', 'credited', 'closed', 'cancelled'].includes(state);
    expect(noDocument('shipment', state), state).toBe(`orders.step.none.${isOver ? 'over' : 'shipment'}`);
  }
  expect(noDocument('invoice', 'shipped')).toBe('orders.step.none.invoice');
  expect(noDocument('payment', 'invoiced')).toBe('orders.step.none.payment');
});

it('[STATUS-15] of services no shipment is to come, an invoice and its payment are', () => {
  expect(noDocument('shipment', 'confirmed', true)).toBe('orders.step.none.over');
  expect(noDocument('invoice', 'confirmed', true)).toBe('orders.step.none.invoice');
  expect(noDocument('payment', 'confirmed', true)).toBe('orders.step.none.payment');
});

it('a quotation that is missing became the order where there is one, a payment was not needed where all is credited', () => {
  expect([
    noDocument('quote', undefined),
    noDocument('quote', 'quoted'),
    noDocument('quote', 'paid'),
  ]).toEqual(['orders.step.none.quote.open', 'orders.step.none.quote.open', 'orders.step.none.quote']);
  expect(noDocument('payment', 'credited')).toBe('orders.step.none.payment.credited');
});
