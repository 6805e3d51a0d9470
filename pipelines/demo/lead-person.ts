import type { KnownPerson } from './known-person.ts';
import { personName } from './person-names.ts';
import type { Place } from './places.ts';
import type { Random } from './random.ts';
import { phoneOf } from './write-partners.ts';

const titles = ['Purchasing', '采购', 'Engineer', '工程师', 'Owner', '', '', ''];

/** The person on the telephone: the later contact where there is one, with what was understood of it. */
export function leadPerson(random: Random, place: Place, known?: KnownPerson) {
  const drawn = personName(random, place.country, random.chance(0.4));
  const name = known?.name ?? drawn;
  const phone = phoneOf(random, place.country);
  const hasPhone = random.chance(0.75);
  const hasEmail = random.chance(0.6);
  const onlyLast = random.chance(0.15);
  const title = random.pick(titles);
  return {
    first: onlyLast ? '' : name.first,
    last: name.last,
    title: known !== undefined && random.chance(0.5) ? known.title : title,
    phone: hasPhone ? known?.phone || phone : '',
    email: hasEmail ? (known?.email ?? `${name.slug}@example.org`) : '',
  };
}
