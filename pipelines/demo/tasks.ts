import { dateOf, lastDay, zoneStampOf } from './calendar.ts';
import type { Customer } from './customers.ts';
import type { Random } from './random.ts';
import { salesforceId } from './record-id.ts';
import { nextNumber, workingSecond, type World } from './world.ts';

const kinds = ['Call', 'Email', 'Meeting', 'Email', 'Call'] as const;
const subjects: Record<string, readonly string[]> = {
  Call: ['Follow-up call', 'Discussed requirements', '电话回访', 'Price call'],
  Email: ['Sent quotation', 'Sent data sheets', '发送报价单', 'Sent reference list'],
  Meeting: ['Site visit', '客户拜访', 'Technical meeting', 'Negotiation meeting'],
};

/** Writes one sales activity of a day. */
export function logTask(
  world: World,
  customer: Customer,
  day: number,
  contactId: string,
  dealId: string,
  accountId: string,
  random: Random,
): void {
  if (day > lastDay) return;
  const kind = random.pick(kinds);
  const stamp = zoneStampOf(day, workingSecond(random));
  world.writer.row('task', '', [
    salesforceId('00T', nextNumber(world, 'task')),
    '0',
    contactId,
    dealId,
    accountId,
    customer.owner.crmId,
    random.pick(subjects[kind] ?? ['Call']),
    kind,
    'Completed',
    dateOf(day),
    stamp,
    stamp,
  ]);
}
