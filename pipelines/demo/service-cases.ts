import { at } from './at.ts';
import { lastDay, zoneStampOf } from './calendar.ts';
import type { Customer } from './customers.ts';
import type { Order } from './orders.ts';
import type { Product } from './products.ts';
import { salesforceId } from './record-id.ts';
import { nextNumber, workingSecond, type World } from './world.ts';

const reasons = [
  { reason: 'Product Question', subject: 'Question about', weight: 4 },
  { reason: 'Quality', subject: 'Defect of', weight: 3 },
  { reason: 'Billing', subject: 'Invoice question:', weight: 2 },
  { reason: 'Installation', subject: '安装问题：', weight: 2 },
] as const;

/** Opens a service case of a customer that the CRM knows; its answer and end follow when they lie in the past. */
export function openCase(
  world: World,
  customer: Customer,
  day: number,
  kind: 'late' | 'other',
  order: Order,
  product: Product,
): void {
  const account = customer.accounts[0];
  if (!account || day > lastDay) return;
  const random = world.random.service;
  const number = nextNumber(world, 'case');
  const why =
    kind === 'late'
      ? { reason: 'Late Delivery', subject: random.chance(0.4) ? '交货延迟：' : 'Late delivery of' }
      : random.weighted(reasons);
  const opened = workingSecond(random);
  const answered = day + (random.chance(0.7) ? 0 : random.between(1, 3));
  const closed = answered + Math.ceil(random.exponential(1 / 7));
  const isClosed = closed <= lastDay;
  const contact =
    account.contacts.length > 0 ? at(account.contacts, random.int(account.contacts.length)) : '';
  const known = Math.min(lastDay, isClosed ? closed : Math.min(answered, lastDay));
  world.writer.row('serviceCase', '', [
    salesforceId('500', number),
    '0',
    String(number).padStart(8, '0'),
    account.id,
    contact,
    `${why.subject} ${kind === 'late' ? order.number : product.code}`,
    isClosed ? 'Closed' : answered <= lastDay ? (random.chance(0.15) ? 'Escalated' : 'Working') : 'New',
    random.chance(0.2) ? 'High' : random.chance(0.6) ? 'Medium' : 'Low',
    why.reason,
    product.code,
    kind === 'late' || random.chance(0.4) ? order.number : '',
    answered <= lastDay ? zoneStampOf(answered, Math.min(35_999, opened + 1800)) : '',
    zoneStampOf(day, opened),
    isClosed ? zoneStampOf(closed, 35_000) : '',
    isClosed ? '1' : '0',
    zoneStampOf(known, 35_999),
  ]);
}
