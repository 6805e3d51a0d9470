import type { ThreadDocument } from '../../../contract/api/orders.ts';
import type { MessageKey } from '../../../messages/translate.ts';

type Stated = Pick<ThreadDocument, 'kind' | 'state'>;

const words: ReadonlyMap<string, MessageKey> = new Map([
  ['quote cancelled', 'orders.document.cancelled'],
  ['order cancelled', 'orders.document.cancelled'],
  ['work_order planned', 'orders.document.planned'],
  ['work_order released', 'orders.document.released'],
  ['work_order cancelled', 'orders.document.cancelled'],
  ['shipment planned', 'orders.document.planned'],
  ['shipment partly_done', 'orders.document.partly_done'],
  ['shipment returned', 'orders.document.returned'],
  ['invoice credit_note', 'orders.document.credit_note'],
]);
const planned: ReadonlySet<string> = new Set([
  'work_order planned',
  'work_order released',
  'shipment planned',
]);

const stated = ({ kind, state }: Stated): string => `${kind} ${state ?? ''}`;

/** The word of a document's state where it is not what a reader takes it for without one; an order may be short-closed [STATUS-12]. */
export const documentState = (document: Stated, isShortClosed = false): MessageKey | undefined =>
  isShortClosed && document.kind === 'order' ? 'orders.document.short_closed' : words.get(stated(document));

/** It has not happened yet: its day is that of a plan. */
export const isPlanned = (document: Stated): boolean => planned.has(stated(document));
