import { firstExtractDay, lastDay, stampOf } from './calendar.ts';
import { quoteIfNeeded } from './csv-text.ts';
import { vendorCount, type Customer, type Partner } from './customers.ts';
import { companyName, typo } from './company-names.ts';
import { readPlaces, type Place } from './places.ts';
import { Random } from './random.ts';
import { odooId } from './record-id.ts';
import { chineseTaxNumber } from './tax-number.ts';
import type { World } from './world.ts';

const streets = ['Xinghai Road', 'Renmin Road', 'Keji Avenue', 'Gongye Street', 'Jianshe Road', 'Harbour Street', 'Mill Lane', 'Station Road']; // prettier-ignore
const streetsZh = ['星海路', '人民路', '科技大道', '工业街', '建设路', '园区大道', '长江路', '解放路'];

/** A street address of a place; the same customer and place give the same one. */
export function streetOf(seed: number, customer: number, place: Place, chinese: boolean): string {
  const random = new Random(seed, `street:${place.city}`, customer);
  const index = random.int(streets.length);
  const house = random.between(1, 480);
  return place.country === 'CN' && chinese
    ? `${streetsZh[index] ?? ''}${house}号`
    : `${house} ${streets[index] ?? ''}`;
}

export const zipOf = (seed: number, customer: number, place: Place): string => {
  const random = new Random(seed, `zip:${place.city}`, customer);
  return place.zip + String(random.int(1000)).padStart(3, '0');
};

export const phoneOf = (random: Random, country: string): string =>
  country === 'CN'
    ? `+86 ${random.between(10, 29)} 5550 ${random.between(1000, 9999)}`
    : `+${random.between(30, 66)} 555 01${random.between(10, 99)} ${random.between(100, 999)}`;

export function taxIdOf(seed: number, customer: Customer): string {
  const random = new Random(seed, 'tax', customer.no);
  const digits = (n: number): string => Array.from({ length: n }, () => random.int(10)).join('');
  return customer.place.country === 'CN'
    ? chineseTaxNumber(digits(6), digits(6))
    : `${customer.place.country}${digits(9)}`;
}

/** res.partner: vendors, customers, branches; a moved customer is there twice, as it was and as it is. */
export function writePartners(world: World): void {
  writeVendors(world);
  for (const customer of world.customers)
    for (const partner of customer.partners) writePartner(world, customer, partner);
}

function writePartner(world: World, customer: Customer, partner: Partner): void {
  const random = new Random(world.seed, 'partner', partner.number);
  const main = customer.partners[0];
  const legal = customer.name.legal;
  const chinese = customer.place.country === 'CN';
  const name = partner.branch
    ? chinese ? `${legal}${partner.place.cityZh}分公司` : `${legal} (${partner.place.city})`
    : random.chance(0.04) ? typo(random, legal) : legal; // prettier-ignore
  const created = customer.joined - random.between(0, 20);
  const vat = random.chance(0.85) ? taxIdOf(world.seed, customer) : '';
  const email =
    customer.kind === 'person'
      ? `${customer.name.slug}@example.org`
      : `info@${customer.name.slug.replaceAll('.', '')}.example.com`;
  const phone = random.chance(0.9) ? phoneOf(random, customer.place.country) : '';
  const limit =
    customer.terms > 0 ? `${Math.round(customer.lineValue * random.range(4, 30)) * 10_000}.00` : '0.00';
  const archived = customer.churned >= 0 && random.chance(0.15);
  const website =
    customer.kind === 'company' && random.chance(0.5)
      ? `https://www.${customer.name.slug.replaceAll('.', '')}.example.com`
      : '';
  const row = (place: Place, day: number, active: boolean): void =>
    world.writer.row('partner', day > firstExtractDay ? '2026-06' : '', [
      partner.id,
      quoteIfNeeded(name),
      `C${String(partner.number).padStart(6, '0')}`,
      customer.kind === 'company' ? 'True' : 'False',
      partner.branch && main ? main.id : '',
      vat,
      email,
      phone,
      website,
      quoteIfNeeded(streetOf(world.seed, customer.no, place, chinese)),
      chinese ? place.cityZh : place.city,
      chinese ? place.provinceZh : '',
      zipOf(world.seed, customer.no, place),
      place.country,
      customer.name.industry,
      customer.channel,
      customer.owner.erpId,
      customer.currency,
      limit,
      customer.terms,
      1,
      0,
      active ? 'True' : 'False',
      stampOf(created, 7200),
      stampOf(day, 7200 + (partner.number % 3600)),
    ]);
  row(partner.place, created, true);
  const moves = !partner.branch && customer.moves >= 0;
  if (moves) row(customer.movesTo, customer.moves, true);
  const archive = customer.churned + 90;
  if (archived && archive <= lastDay && archive > customer.moves)
    row(moves ? customer.movesTo : partner.place, archive, false);
}

function writeVendors(world: World): void {
  const places = readPlaces();
  const taken = new Set<string>();
  for (let no = 0; no < vendorCount; no++) {
    const random = new Random(world.seed, 'vendor', no);
    const abroad = no % 10 === 7 ? 'DE' : no % 10 === 9 ? 'US' : 'CN';
    const place = random.weighted(places.filter((one) => one.country === abroad));
    const name = companyName(random, place, taken);
    const stamp = stampOf(-random.between(300, 2500), 7200);
    world.writer.row('partner', '', [
      odooId('res_partner', no + 1), quoteIfNeeded(name.legal), `V${String(no + 1).padStart(4, '0')}`, 'True', '', '',
      `sales@${name.slug.replaceAll('.', '')}.example.net`, phoneOf(random, place.country), '',
      quoteIfNeeded(streetOf(world.seed, -no, place, abroad === 'CN')), abroad === 'CN' ? place.cityZh : place.city,
      place.provinceZh, zipOf(world.seed, -no, place), place.country, name.industry, '', '',
      abroad === 'DE' ? 'EUR' : abroad === 'US' ? 'USD' : 'CNY', '0.00', 45, 0, 1, 'True', stamp, stamp,
    ]); // prettier-ignore
  }
}
