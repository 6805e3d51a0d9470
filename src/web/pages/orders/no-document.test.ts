import { expect, it } from 'vitest';
import { threadKinds } from '../../../contract/order-words.ts';
import { noDocument } from './no-document.ts';

it('[STATUS-9] of a cancelled order nothing is told as still to come', () => {
  for (const kind of ['shipment', 'invoice', 'payment'] as const) {
    expect(noDocument(kind, 'cancelled')).toBe('orders.step.none.cancelled');
    expect(noDocument(kind, 'confirmed')).toBe(`orders.step.none.${kind}`);
  }
  for (const kind of threadKinds.filter((each) => !['shipment', 'invoice', 'payment'].includes(each)))
    expect(noDocument(kind, 'cancelled')).toBe(noDocument(kind, 'confirmed'));
});

it('a quotation that is missing became the order where there is one, a payment was not needed where all is credited', () => {
  expect([
    noDocument('quote', undefined),
    noDocument('quote', 'quoted'),
    noDocument('quote', 'paid'),
  ]).toEqual(['orders.step.none.quote.open', 'orders.step.none.quote.open', 'orders.step.none.quote']);
  expect(noDocument('payment', 'credited')).toBe('orders.step.none.payment.credited');
});
