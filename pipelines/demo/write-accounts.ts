import { firstExtractDay, lastDay, zoneStampOf } from './calendar.ts';
import { nameVariant, typo } from './company-names.ts';
import { inQuotes } from './csv-text.ts';
import type { Account, Customer } from './customers.ts';
import type { Place } from './places.ts';
import { Random } from './random.ts';
import { salesforceId } from './record-id.ts';
import { nextNumber, type World } from './world.ts';
import { writeContacts } from './write-contacts.ts';
import { phoneOf, streetOf, taxIdOf, zipOf } from './write-partners.ts';

const countryNames: Record<string, string> = {
  CN: 'China', DE: 'Germany', FR: 'France', NL: 'Netherlands', IT: 'Italy', GB: 'United Kingdom', PL: 'Poland', ES: 'Spain',
  US: 'United States', CA: 'Canada', MX: 'Mexico', SG: 'Singapore', JP: 'Japan', KR: 'South Korea', AU: 'Australia', VN: 'Vietnam',
}; // prettier-ignore

/** Account and Contact: the CRM's view of the customers, with its own names, duplicates, branches and moves. */
export function writeAccounts(world: World): void {
  for (const customer of world.customers) {
    if (!customer.inCrm) continue;
    const random = new Random(world.seed, 'account', customer.no);
    const chinese = customer.place.country === 'CN' && random.chance(0.45);
    const name =
      customer.kind === 'person' ? customer.name.legal : nameVariant(random, customer.name, chinese);
    const main = writeAccount(world, customer, random, {
      name,
      chinese,
      place: customer.place,
      parent: '',
      master: '',
    });
    for (const partner of customer.partners)
      if (partner.branch && random.chance(0.7)) {
        const branch = chinese
          ? `${name.trim()}${partner.place.cityZh}分公司`
          : `${name.trim()} - ${partner.place.city}`;
        writeAccount(world, customer, random, {
          name: branch,
          chinese,
          place: partner.place,
          parent: main.id,
          master: '',
        });
      }
    if (customer.kind === 'company' && random.chance(0.06)) {
      const merged = random.chance(0.3);
      const other = typo(
        random,
        nameVariant(random, customer.name, customer.place.country === 'CN' && !chinese),
      );
      writeAccount(world, customer, random, {
        name: other,
        chinese: !chinese,
        place: customer.place,
        parent: '',
        master: merged ? main.id : '',
      });
    }
    writeContacts(world, customer, random, chinese);
  }
}

interface Draft {
  readonly name: string;
  readonly chinese: boolean;
  readonly place: Place;
  readonly parent: string;
  /** The surviving account when this one was merged away. */
  readonly master: string;
}

function writeAccount(world: World, customer: Customer, random: Random, draft: Draft): Account {
  const number = nextNumber(world, 'account');
  const account: Account = { id: salesforceId('001', number), contacts: [] };
  const created = Math.min(lastDay - 2, customer.joined - random.between(5, 70));
  const main = customer.partners[0];
  const head = [inQuotes(draft.name), customer.inErp ? 'Customer' : 'Prospect', draft.parent];
  const phone = random.chance(0.8) ? phoneOf(random, customer.place.country) : '';
  const website = random.chance(0.45) ? `www.${customer.name.slug.replaceAll('.', '')}.example.com` : '';
  const people = Math.ceil(12 * customer.lineValue * random.lognormal(1));
  const size = [`${people * random.between(200, 900)}000`, people];
  const street =
    streetOf(world.seed, customer.no, draft.place, draft.chinese) +
    (random.chance(0.05) ? '\nBuilding 3' : '');
  const roll = random.next();
  const country =
    draft.place.country === 'CN' && roll < 0.15
      ? '中国'
      : roll < 0.5
        ? (countryNames[draft.place.country] ?? '')
        : draft.place.country;
  const tail = [
    customer.owner.crmId,
    main && random.chance(0.4) ? `C${String(main.number).padStart(6, '0')}` : '',
    customer.channel,
    random.chance(0.35) && customer.inErp ? taxIdOf(world.seed, customer) : '',
    customer.currency,
  ];
  const row = (place: Place, where: string, day: number, deleted: boolean): void => {
    const stamp = zoneStampOf(day, 7200 + (number % 3600));
    world.writer.row('account', day > firstExtractDay ? '2026-06' : '', [
      account.id, deleted ? '1' : '0', deleted ? draft.master : '', ...head, phone, website, customer.name.industry, ...size,
      where, draft.chinese ? place.cityZh : place.city, draft.chinese ? place.provinceZh : place.province,
      zipOf(world.seed, customer.no, place), country, ...tail, zoneStampOf(created, 7200), stamp, stamp,
    ]); // prettier-ignore
  };
  row(draft.place, street, created, false);
  const moves = draft.parent === '' && draft.master === '' && customer.moves >= 0 && random.chance(0.55);
  if (moves)
    row(
      customer.movesTo,
      streetOf(world.seed, customer.no, customer.movesTo, draft.chinese),
      Math.min(lastDay, customer.moves + random.between(0, 60)),
      false,
    );
  if (draft.master === '') customer.accounts.push(account);
  else {
    row(draft.place, street, Math.min(lastDay, Math.max(0, created) + random.between(40, 400)), true);
    customer.merged.push(account.id);
  }
  return account;
}
