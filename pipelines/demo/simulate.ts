import { maybeDeal, closeDeal, extractOpenDeals, startPipeline, writeOpenDeals } from './opportunities.ts';
import { warmUp } from './agenda.ts';
import { dayCount, firstExtractDay, lastDay } from './calendar.ts';
import { runCampaign, startCampaigns } from './campaigns.ts';
import { expectedDemand } from './expected-demand.ts';
import { invoiceShipment, takeReturn } from './invoicing.ts';
import { maybeOrder, scheduleNext } from './ordering.ts';
import { extractOpenOrders, serveWaiting, shipOrder, writeOpenOrders } from './shipping.ts';
import { writeQuants } from './stock.ts';
import { countStock, finishWork, openStock, receive, review, startWork, writeWork } from './supply.ts';
import type { World } from './world.ts';

/** Lives through three years, day by day; every finished record goes to its file at once. */
export function simulate(world: World, news: (day: number) => void): void {
  const dealRate = startPipeline(world);
  for (let day = -warmUp; day < 0; day++)
    for (const customer of world.prospecting.take(day)) maybeDeal(world, customer, day, dealRate);
  startCampaigns(world);
  openStock(world, expectedDemand(world.products, world.customers, world.scale));
  for (const customer of world.customers)
    if (customer.inErp) scheduleNext(world, customer, Math.max(-1, customer.joined));
  for (let day = 0; day < dayCount; day++) {
    liveDay(world, day, dealRate);
    if (day === firstExtractDay) {
      extractOpenOrders(world, day);
      extractOpenDeals(world, day);
    }
    if (day % 8 === 0) news(day);
  }
  writeOpenOrders(world);
  writeOpenDeals(world);
  for (const work of world.runningWork) writeWork(world, work, 'progress', 0, 0, -1);
  for (const work of world.waitingWork) writeWork(world, work, 'confirmed', 0, 0, -1);
  writeQuants(world, lastDay);
}

function liveDay(world: World, day: number, dealRate: number): void {
  for (const product of world.products)
    for (const step of product.steps)
      if (step.day === day) {
        product.list = step.list;
        product.cost = step.cost;
      }
  for (const receipt of world.receipts.take(day)) receive(world, receipt, day);
  for (const work of world.finishing.take(day)) finishWork(world, work, day);
  for (const back of world.returns.take(day)) takeReturn(world, back, day);
  startWork(world, day);
  for (const product of world.products) serveWaiting(world, product, day);
  for (const campaign of world.campaigns.take(day)) runCampaign(world, campaign, day);
  for (const customer of world.prospecting.take(day)) maybeDeal(world, customer, day, dealRate);
  for (const deal of world.deals.take(day)) closeDeal(world, deal, day);
  for (const customer of world.buyers.take(day)) maybeOrder(world, customer, day);
  for (const order of world.shipping.take(day)) shipOrder(world, order, day);
  for (const shipment of world.invoicing.take(day)) invoiceShipment(world, shipment, day);
  for (const product of world.products) review(world, product, day);
  if (day > 0 && day % 91 === 0) countStock(world, day);
}
