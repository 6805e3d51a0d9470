import { at } from './at.ts';
import { dayCount } from './calendar.ts';
import { companyName, type CompanyName } from './company-names.ts';
import type { Currency } from './exchange-rates.ts';
import { personName } from './person-names.ts';
import { currencyOf, readPlaces, type Place } from './places.ts';
import type { Product } from './products.ts';
import { Random } from './random.ts';
import { odooId } from './record-id.ts';
import { seasonSums } from './seasons.ts';
import type { User } from './users.ts';

export type Channel = 'Direct' | 'Distributor' | 'Web' | 'Key Account';

/** A partner record of the ERP: the customer itself or a branch. */
export interface Partner {
  readonly id: string;
  readonly number: number;
  readonly place: Place;
  readonly branch: boolean;
}

/** An account record of the CRM. */
export interface Account {
  readonly id: string;
  readonly contacts: string[];
}

/** A true customer: who it is, how it buys and pays, and which records stand for it. */
export interface Customer {
  readonly no: number;
  readonly trueId: string;
  readonly kind: 'company' | 'person';
  readonly place: Place;
  /** Where it moves to, and when; −1 = stays. */
  readonly movesTo: Place;
  readonly moves: number;
  readonly name: CompanyName;
  readonly channel: Channel;
  readonly currency: Currency;
  readonly owner: User;
  readonly terms: number;
  /** Mean days it pays late. */
  readonly payLate: number;
  /** Percent off list. */
  readonly discount: number;
  /** CNY of a typical order line. */
  readonly lineValue: number;
  readonly joined: number;
  /** Day of the last possible order; −1 = still a customer at the end. */
  readonly churned: number;
  /** Chance to leave within a month. */
  readonly hazard: number;
  /** True relative change of the order rate in the 60 days after a campaign. */
  readonly uplift: number;
  readonly inCrm: boolean;
  readonly inErp: boolean;
  readonly partners: Partner[];
  readonly accounts: Account[];
  /** Ids of accounts that were merged away. */
  readonly merged: string[];
  readonly assortment: Product[];
  readonly random: Random;
  /** Orders a day in a mean season. */
  rate: number;
  boostFrom: number;
  boostUntil: number;
  orders: number;
}

const channels: readonly { name: Channel; weight: number; rate: number; value: number; discount: number; terms: readonly number[] }[] = [
  { name: 'Direct', weight: 46, rate: 1, value: 1, discount: 3, terms: [30, 30, 45, 60] },
  { name: 'Distributor', weight: 22, rate: 1.7, value: 1.25, discount: 9, terms: [30, 45, 60] },
  { name: 'Web', weight: 26, rate: 0.8, value: 0.42, discount: 0, terms: [0, 15, 30] },
  { name: 'Key Account', weight: 6, rate: 4.2, value: 1.9, discount: 12, terms: [30, 45, 60, 60] },
]; // prettier-ignore

/** Mean number of lines of an order; with it the order rates are scaled to the wanted number of lines. */
export const linesPerOrder = 2.9;
export const lineTarget = 250_000;
const orderTarget = lineTarget / linesPerOrder;

/** True customers at a scale; small samples keep enough for every kind of record. */
export const customerCount = (scale: number): number => Math.max(40, Math.round(3000 * scale));

export function makeCustomers(
  seed: number,
  scale: number,
  users: readonly User[],
  products: readonly Product[],
): Customer[] {
  const places = readPlaces();
  const taken = new Set<string>();
  const customers: Customer[] = [];
  const vendors = vendorCount;
  let partner = vendors;
  for (let no = 0; no < customerCount(scale); no++) {
    const customer = makeCustomer(seed, no, places, users, products, taken);
    if (customer.inErp) {
      const random = new Random(seed, 'branches', no);
      const add = (place: Place, branch: boolean): void => {
        partner++;
        customer.partners.push({ id: odooId('res_partner', partner), number: partner, place, branch });
      };
      add(customer.place, false);
      if (customer.kind === 'company' && random.chance(customer.channel === 'Key Account' ? 0.6 : 0.08))
        for (let n = random.between(1, 3); n > 0; n--)
          add(random.weighted(samePlaces(places, customer.place)), true);
    }
    customers.push(customer);
  }
  scaleRates(customers, orderTarget * scale);
  return customers;
}

export const vendorCount = 40;

const samePlaces = (places: readonly Place[], place: Place): Place[] =>
  places.filter((one) => one.country === place.country);

function makeCustomer(
  seed: number,
  no: number,
  places: readonly Place[],
  users: readonly User[],
  products: readonly Product[],
  taken: Set<string>,
): Customer {
  const random = new Random(seed, 'customer', no);
  const place = random.weighted(places);
  const channel = random.weighted(channels);
  const kind = channel.name === 'Web' && random.chance(0.12) ? 'person' : 'company';
  const company = companyName(random, place, taken);
  const person = personName(random, place.country);
  const name: CompanyName =
    kind === 'company'
      ? company
      : {
          ...company,
          legal: person.full,
          latin: person.full,
          short: person.full,
          slug: `${person.slug}.${no}`,
        };
  const joined = random.chance(0.76) ? -random.between(30, 2500) : random.between(0, 1060);
  const hazard = Math.min(
    0.12,
    0.0115 *
      random.lognormal(0.7) *
      (channel.name === 'Web' ? 1.6 : channel.name === 'Key Account' ? 0.4 : 1),
  );
  const leaves = Math.max(0, joined) + Math.ceil(random.exponential(hazard / 30.4375));
  const where = random.next();
  const local = users.filter((user) => user.role === 'Sales' && user.region === place.region);
  const moves = random.chance(0.09) ? random.between(Math.max(joined, 0) + 20, dayCount + 60) : -1;
  return {
    no,
    trueId: `T${String(no + 1).padStart(6, '0')}`,
    kind,
    place,
    moves: moves < dayCount ? moves : -1,
    movesTo: random.weighted(samePlaces(places, place)),
    name,
    channel: channel.name,
    currency: currencyOf(place.country),
    owner: at(local, random.int(local.length)),
    terms: random.pick(channel.terms),
    payLate: random.chance(0.12) ? random.range(15, 45) : random.range(0, 12),
    discount: Math.round(channel.discount * random.range(0.5, 1.5) * 2) / 2,
    lineValue: channel.value * random.lognormal(0.6),
    joined,
    churned: leaves < dayCount ? leaves : -1,
    hazard,
    uplift: uplift(random),
    inCrm: where >= 0.1,
    inErp: where < 0.92,
    partners: [],
    accounts: [],
    merged: [],
    assortment: assortment(new Random(seed, 'assortment', no), products),
    random: new Random(seed, 'gaps', no),
    rate: channel.rate * random.lognormal(0.9),
    boostFrom: -1,
    boostUntil: -1,
    orders: 0,
  };
}

/** Three in ten are persuadable, one in fourteen is put off, the rest do not care. */
function uplift(random: Random): number {
  const roll = random.next();
  if (roll < 0.3) return Math.round(random.range(0.25, 0.8) * 100) / 100;
  return roll > 0.93 ? -0.2 : 0;
}

function assortment(random: Random, products: readonly Product[]): Product[] {
  const sold = products.filter((product) => product.weight > 0);
  const chosen = new Set<Product>();
  const wanted = random.between(6, 22);
  for (let i = 0; i < wanted; i++) chosen.add(random.weighted(sold));
  return [...chosen];
}

/** Scales the order rates so that the expected number of orders is `target`. */
function scaleRates(customers: readonly Customer[], target: number): void {
  const sums = new Map<string, Float64Array>();
  const exposure = (customer: Customer): number => {
    const region = customer.place.region;
    const season = sums.get(region) ?? seasonSums(region);
    sums.set(region, season);
    const until = customer.churned < 0 ? dayCount : customer.churned;
    return at(season, until) - at(season, Math.min(until, Math.max(0, customer.joined)));
  };
  for (let round = 0; round < 4; round++) {
    let expected = 0;
    for (const customer of customers) if (customer.inErp) expected += customer.rate * exposure(customer);
    for (const customer of customers) customer.rate = Math.min(0.6, (customer.rate * target) / expected);
  }
}
