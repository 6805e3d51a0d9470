import { expect, it } from 'vitest';
import { threadKinds } from '../../../contract/order-words.ts';
import { documentState, isPlanned } from './document-state.ts';

it('[ORDERS-9] what is planned, came back, takes an invoice back or is cancelled says so', () => {
  expect(documentState({ kind: 'shipment', state: 'planned' })).toBe('orders.document.planned');
  expect(documentState({ kind: 'shipment', state: 'partly_done' })).toBe('orders.document.partly_done');
  expect(documentState({ kind: 'shipment', state: 'returned' })).toBe('orders.document.returned');
  expect(documentState({ kind: 'invoice', state: 'credit_note' })).toBe('orders.document.credit_note');
  expect(documentState({ kind: 'order', state: 'cancelled' })).toBe('orders.document.cancelled');
  expect(documentState({ kind: 'work_order', state: 'released' })).toBe('orders.document.released');
});

it('[STATUS-12] an order that was closed short says so in its thread, the documents that follow from it do not', () => {
  expect(documentState({ kind: 'order', state: 'paid' }, true)).toBe('orders.document.short_closed');
  for (const kind of threadKinds.filter((each) => each !== 'order'))
    expect(documentState({ kind, state: 'paid' }, true)).toBeUndefined();
});

it('[ORDERS-9] the ordinary state of a document needs no word, nor does one in the words of its source', () => {
  for (const kind of threadKinds)
    for (const state of ['done', 'paid', 'overdue', 'shipped', 'started', 'Closed Won', null])
      expect(documentState({ kind, state })).toBeUndefined();
  expect(documentState({ kind: 'campaign', state: 'planned' })).toBeUndefined();
});

it('[ORDERS-9] only shipments and work orders are planned', () => {
  expect(threadKinds.filter((kind) => isPlanned({ kind, state: 'planned' }))).toEqual([
    'work_order',
    'shipment',
  ]);
  expect(isPlanned({ kind: 'shipment', state: 'done' })).toBe(false);
  expect(isPlanned({ kind: 'work_order', state: 'released' })).toBe(true);
});
