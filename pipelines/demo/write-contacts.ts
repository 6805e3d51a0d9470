import { firstExtractDay, lastDay, zoneStampOf } from './calendar.ts';
import { inQuotes } from './csv-text.ts';
import type { Customer } from './customers.ts';
import { personName } from './person-names.ts';
import type { Random } from './random.ts';
import { salesforceId } from './record-id.ts';
import { nextNumber, type World } from './world.ts';
import { phoneOf } from './write-partners.ts';

const titles = [
  'Purchasing Manager',
  '采购经理',
  'Plant Engineer',
  '设备工程师',
  'Owner',
  'Maintenance Lead',
  '总经理',
  'Buyer',
];

/** One to four contact persons for each living account; all addresses are in reserved domains. */
export function writeContacts(world: World, customer: Customer, random: Random, chinese: boolean): void {
  const domain =
    customer.kind === 'person' ? 'example.org' : `${customer.name.slug.replaceAll('.', '')}.example.com`;
  for (const account of customer.accounts)
    for (let n = customer.kind === 'person' ? 1 : random.between(1, 3); n > 0; n--) {
      const number = nextNumber(world, 'contact');
      const id = salesforceId('003', number);
      const name = personName(random, customer.place.country, !chinese);
      const created = Math.min(lastDay - 1, customer.joined + random.between(-40, 200));
      const title = random.pick(titles);
      const row = (day: number, phone: string, optedOut: boolean): void => {
        const stamp = zoneStampOf(day, 7500 + (number % 3600));
        world.writer.row('contact', day > firstExtractDay ? '2026-06' : '', [
          id, '0', account.id, name.first, name.last, inQuotes(`${name.slug}@${domain}`), phone, title,
          optedOut ? '1' : '0', zoneStampOf(created, 7200), stamp, stamp,
        ]); // prettier-ignore
      };
      const phone = random.chance(0.7) ? phoneOf(random, customer.place.country) : '';
      const optedOut = random.chance(0.06);
      row(created, phone, optedOut);
      account.contacts.push(id);
      world.people.set(id, { name, email: `${name.slug}@${domain}`, phone, title });
      if (random.chance(0.04) && created < lastDay - 60)
        row(random.between(Math.max(0, created), lastDay), phone, !optedOut);
    }
}
