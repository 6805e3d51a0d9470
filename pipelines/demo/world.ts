import { Agenda } from './agenda.ts';
import { monthCount } from './calendar.ts';
import { makeCustomers, type Customer } from './customers.ts';
import { makeRates, type ExchangeRates } from './exchange-rates.ts';
import type { Campaign } from './campaign.ts';
import type { ExtractWriter, LineFile } from './extract-writer.ts';
import type { LeadOrigin } from './lead-origin.ts';
import type { KnownPerson } from './known-person.ts';
import type { Order, OrderLine } from './orders.ts';
import type { Opportunity } from './opportunity.ts';
import { makeProducts, type Product } from './products.ts';
import { makePromotions, type Promotion } from './promotions.ts';
import { Random } from './random.ts';
import type { WorkOrder } from './work-order.ts';
import { Totals } from './totals.ts';
import { makeUsers, type User } from './users.ts';

/** Goods that were shipped and now go on an invoice. */
export interface Shipment {
  readonly order: Order;
  readonly items: readonly { readonly line: OrderLine; readonly quantity: number }[];
}

/** Goods that come back, and the credit note for them. */
export interface Return {
  readonly line: OrderLine;
  readonly quantity: number;
  readonly location: 0 | 1;
}

export interface Receipt {
  readonly product: Product;
  readonly quantity: number;
  readonly origin: string;
  readonly purchase: boolean;
}

/** The demo company on a day: everything that is still under way. What is finished is already in the files. */
export interface World {
  readonly seed: number;
  readonly scale: number;
  readonly writer: ExtractWriter;
  readonly users: readonly User[];
  readonly products: readonly Product[];
  readonly customers: readonly Customer[];
  readonly promotions: readonly Promotion[];
  readonly rates: ExchangeRates;
  readonly totals: Totals;
  readonly numbers: Map<string, number>;
  readonly buyers: Agenda<Customer>;
  readonly deals: Agenda<Opportunity>;
  readonly shipping: Agenda<Order>;
  readonly invoicing: Agenda<Shipment>;
  readonly returns: Agenda<Return>;
  readonly receipts: Agenda<Receipt>;
  readonly finishing: Agenda<WorkOrder>;
  /** Lines that wait for goods, by product number, oldest first. */
  readonly waiting: readonly OrderLine[][];
  readonly openOrders: Set<Order>;
  readonly openDeals: Set<Opportunity>;
  readonly waitingWork: WorkOrder[];
  readonly runningWork: Set<WorkOrder>;
  readonly prospecting: Agenda<Customer>;
  /** Campaign that last reached a customer, by customer number. */
  readonly campaignOf: Map<number, string>;
  readonly campaigns: Agenda<Campaign>;
  readonly allCampaigns: Campaign[];
  /** Deals that may have begun as a lead, in the order in which they were opened. */
  readonly origins: LeadOrigin[];
  /** Contact persons by id. */
  readonly people: Map<string, KnownPerson>;
  readonly responses: LineFile;
  /** Wanted and lost units of product × month. */
  readonly wanted: Float64Array;
  readonly lost: Float64Array;
  /** Draws of warehouse, carrier, bookkeeping and supply. */
  readonly random: Record<'shipping' | 'invoicing' | 'supply' | 'service', Random>;
}

export function makeWorld(seed: number, scale: number, writer: ExtractWriter, responses: LineFile): World {
  const users = makeUsers(seed);
  const products = makeProducts(seed, scale);
  const stream = (name: string): Random => new Random(seed, name);
  return {
    seed,
    scale,
    writer,
    users,
    products,
    customers: makeCustomers(seed, scale, users, products),
    promotions: makePromotions(seed),
    rates: makeRates(seed),
    totals: new Totals(),
    numbers: new Map(),
    buyers: new Agenda(),
    deals: new Agenda(),
    shipping: new Agenda(),
    invoicing: new Agenda(),
    returns: new Agenda(),
    receipts: new Agenda(),
    finishing: new Agenda(),
    waiting: products.map(() => []),
    openOrders: new Set(),
    openDeals: new Set(),
    waitingWork: [],
    runningWork: new Set(),
    prospecting: new Agenda(),
    campaignOf: new Map(),
    campaigns: new Agenda(),
    allCampaigns: [],
    origins: [],
    people: new Map(),
    responses,
    wanted: new Float64Array(products.length * monthCount),
    lost: new Float64Array(products.length * monthCount),
    random: {
      shipping: stream('shipping'),
      invoicing: stream('invoicing'),
      supply: stream('supply'),
      service: stream('service'),
    },
  };
}

/** The next number of a kind of record, from 1. */
export function nextNumber(world: World, kind: string): number {
  const next = (world.numbers.get(kind) ?? 0) + 1;
  world.numbers.set(kind, next);
  return next;
}

/** Second of the day in working hours (01:00 to 09:59 UTC = 09:00 to 17:59 in Shanghai). */
export const workingSecond = (random: Random): number => 3600 + random.int(32_400);
