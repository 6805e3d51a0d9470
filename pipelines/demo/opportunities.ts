import { warmUp } from './agenda.ts';
import { at } from './at.ts';
import { dateOf, dayCount, firstExtractDay, lastDay, workingDay, zoneStampOf } from './calendar.ts';
import { cents, inQuotes } from './csv-text.ts';
import type { Customer } from './customers.ts';
import { lineTotal } from './orders.ts';
import type { DealStep, Opportunity } from './opportunity.ts';
import { placeOrder, priceOf } from './ordering.ts';
import { onSale } from './products.ts';
import { Random } from './random.ts';
import { salesforceId } from './record-id.ts';
import { orderSeason, seasonCap } from './seasons.ts';
import { logTask } from './tasks.ts';
import type { Wish } from './wish.ts';
import { nextNumber, workingSecond, type World } from './world.ts';

const stages = [
  { name: 'Prospecting', probability: 10, category: 'Pipeline' },
  { name: 'Qualification', probability: 20, category: 'Pipeline' },
  { name: 'Proposal', probability: 50, category: 'BestCase' },
  { name: 'Negotiation', probability: 75, category: 'Commit' },
  { name: 'Closed Won', probability: 100, category: 'Closed' },
  { name: 'Closed Lost', probability: 0, category: 'Omitted' },
] as const;
const wonStage = 4;
const lostStage = 5;

/** Deals of three years at scale 1. */
const dealTarget = 10_500;
const dealWeight = (customer: Customer): number =>
  customer.channel === 'Key Account' ? 4 : customer.channel === 'Web' ? 0.25 : customer.inErp ? 1 : 1.3;
const lead = 58;

/** Puts the first deal of each CRM customer on the agenda; returns deals a day of weight 1. */
export function startPipeline(world: World): number {
  let weight = 0;
  for (const customer of world.customers) if (customer.inCrm) weight += dealWeight(customer);
  const rate = (dealTarget * world.scale * 1.25) / weight / dayCount;
  for (const customer of world.customers)
    if (customer.inCrm) scheduleDeal(world, customer, Math.max(-warmUp, customer.joined - 60), rate);
  return rate;
}

function scheduleDeal(world: World, customer: Customer, day: number, rate: number): void {
  const random = customer.random;
  world.prospecting.add(
    day + Math.max(1, Math.ceil(random.exponential(rate * dealWeight(customer) * seasonCap))),
    customer,
  );
}

/** The customer's turn to open a deal: the more, the better the season two months ahead. */
export function maybeDeal(world: World, customer: Customer, day: number, rate: number): void {
  scheduleDeal(world, customer, day, rate);
  const gone = customer.churned >= 0 && day > customer.churned - 20;
  if (
    gone ||
    !customer.random.chance(
      orderSeason(Math.min(day + lead, dayCount + 300), customer.place.region) / seasonCap,
    )
  )
    return;
  const number = nextNumber(world, 'opportunity');
  const random = new Random(world.seed, 'opportunity', number);
  const wishes = dealWishes(world, customer, day, random);
  if (wishes.length === 0) return;
  const closes = workingDay(day + 30 + Math.round(random.range(0, 60)));
  if (closes < 0) return;
  const buys =
    customer.inErp &&
    closes + 14 > customer.joined &&
    (customer.churned < 0 || closes + 14 < customer.churned);
  const won = buys && random.chance(0.34);
  const account = random.pick(customer.accounts);
  const boosted = day >= customer.boostFrom && day < customer.boostUntil;
  const opportunity: Opportunity = {
    id: salesforceId('006', number),
    number,
    customer,
    accountId: account.id,
    contactId: account.contacts.length > 0 ? random.pick(account.contacts) : '',
    campaignId: boosted ? (world.campaignOf.get(customer.no) ?? '') : '',
    second: workingSecond(random),
    wishes,
    steps: makeSteps(wishes, day, closes, won, random),
    closes,
    won,
    random,
    orderRef: '',
    created: day,
    ordered: false,
    extracted: '',
  };
  world.openDeals.add(opportunity);
  world.origins.push({ number, customer, opportunityId: opportunity.id, accountId: account.id, contactId: opportunity.contactId, campaignId: opportunity.campaignId, opened: day, second: opportunity.second }); // prettier-ignore
  world.deals.add(closes, opportunity);
}

function dealWishes(world: World, customer: Customer, day: number, random: Random): Wish[] {
  const wishes: Wish[] = [];
  for (const product of customer.assortment) {
    if (wishes.length >= 6 || !random.chance(0.35)) continue;
    if (!onSale(product, day) || !onSale(product, day + 100) || product.kind === 'spare') continue;
    const value = 18_000 * customer.lineValue * random.lognormal(0.6);
    const quantity = Math.max(1, Math.round((value * 100) / product.list));
    wishes.push({
      product,
      quantity,
      price: priceOf(world, product, customer, day),
      discount: customer.discount,
    });
  }
  return wishes;
}

function makeSteps(
  wishes: readonly Wish[],
  day: number,
  closes: number,
  won: boolean,
  random: Random,
): DealStep[] {
  const total = wishes.reduce((sum, wish) => sum + lineTotal(wish.quantity, wish.price, wish.discount), 0);
  const reached = won ? 3 : random.between(0, 3);
  const steps: DealStep[] = [];
  const span = closes - day;
  const slip = random.chance(0.3) ? -random.between(10, 40) : random.between(-10, 15);
  for (let stage = 0; stage <= reached; stage++) {
    const on = day + Math.floor((span * stage) / (reached + 1));
    const guess = stage < 2 ? Math.round((total * random.range(0.75, 1.3)) / 100) * 100 : total;
    steps.push({
      stage,
      day: on,
      amount: guess,
      close: stage < 3 ? Math.max(on + 5, closes + slip) : closes,
    });
  }
  steps.push({ stage: won ? wonStage : lostStage, day: closes, amount: total, close: closes });
  return steps;
}

/** The deal closes; a won one becomes an order some days later. */
export function closeDeal(world: World, deal: Opportunity, day: number): void {
  if (deal.won && !deal.ordered && day === deal.closes) {
    deal.ordered = true;
    const later = workingDay(day + deal.random.between(2, 12));
    world.deals.add(later, deal);
    return;
  }
  if (deal.won) {
    const named = deal.random.next();
    const ref = named < 0.7 ? deal.id : '';
    const order = placeOrder(world, deal.customer, deal.wishes, day, deal.random, { ref });
    if (order && named > 0.25) deal.orderRef = order.number;
  }
  world.openDeals.delete(deal);
  writeDeal(world, deal, day);
  writeHistory(world, deal, day);
}

/** Writes a deal as it stands on a day, unless the first extract has it so; returns when it was last changed. */
function writeDeal(world: World, deal: Opportunity, day: number): string {
  const step = stepOn(deal, day);
  const stage = at(stages, step.stage);
  const closed = step.stage >= wonStage;
  const modified = zoneStampOf(deal.orderRef === '' ? Math.max(step.day, deal.created) : day, deal.second);
  if (modified === deal.extracted) return modified;
  world.writer.row('opportunity', deal.extracted !== '' || day > firstExtractDay ? '2026-06' : '', [
    deal.id,
    '0',
    deal.accountId,
    inQuotes(
      `${deal.customer.name.short} ${at(deal.wishes, 0).product.category} ${dateOf(deal.created).slice(0, 7)}`,
    ),
    stage.name,
    cents(step.amount),
    deal.customer.currency,
    stage.probability,
    dateOf(step.close),
    deal.customer.inErp ? 'Existing Business' : 'New Business',
    stage.category,
    closed ? '1' : '0',
    step.stage === wonStage ? '1' : '0',
    deal.campaignId,
    deal.customer.owner.crmId,
    deal.orderRef,
    zoneStampOf(deal.created, deal.second),
    modified,
    modified,
  ]);
  return modified;
}

const stepOn = (deal: Opportunity, day: number): DealStep => {
  let found = at(deal.steps, 0);
  for (const step of deal.steps) if (step.day <= day) found = step;
  return found;
};

/** Stages reached, lines and sales activities of a deal up to a day. */
function writeHistory(world: World, deal: Opportunity, day: number): void {
  const created = zoneStampOf(deal.created, deal.second);
  for (const step of deal.steps) {
    if (step.day > day) break;
    const stage = at(stages, step.stage);
    const stamp = zoneStampOf(step.day, Math.min(35_999, deal.second + step.stage * 60));
    world.writer.row('opportunityHistory', '', [
      salesforceId('008', nextNumber(world, 'history')),
      deal.id,
      stage.name,
      cents(step.amount),
      deal.customer.currency,
      stage.probability,
      dateOf(step.close),
      stamp,
      stamp,
    ]);
    if (deal.random.chance(0.8))
      logTask(world, deal.customer, step.day, deal.contactId, deal.id, deal.accountId, deal.random);
  }
  for (const wish of deal.wishes)
    world.writer.row('opportunityLine', '', [
      salesforceId('00k', nextNumber(world, 'opportunity_line')),
      '0',
      deal.id,
      wish.product.code,
      `${wish.quantity}.00`,
      cents(wish.price),
      cents(lineTotal(wish.quantity, wish.price, wish.discount)),
      dateOf(deal.closes + 20 < dayCount + 300 ? deal.closes + 20 : deal.closes),
      created,
      created,
    ]);
}

/** The first extract is taken: all open deals as they are now. */
export function extractOpenDeals(world: World, day: number): void {
  for (const deal of world.openDeals) {
    deal.extracted = writeDeal(world, deal, day);
  }
}

export function writeOpenDeals(world: World): void {
  for (const deal of world.openDeals) {
    writeDeal(world, deal, lastDay);
    writeHistory(world, deal, lastDay);
  }
}
