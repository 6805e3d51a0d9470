import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at } from './at.ts';
import { dateOf, monthCount, monthName } from './calendar.ts';
import { quoteIfNeeded } from './csv-text.ts';
import { LineFile } from './extract-writer.ts';
import { categorySeason } from './seasons.ts';
import type { World } from './world.ts';

/** Writes what the simulation knows and no extract says, for scoring; the pipeline never reads it. */
export function writeTruth(world: World, out: string): void {
  const file = (name: string, header: string): LineFile => {
    const lines = new LineFile(join(out, 'truth', name));
    lines.write(`${header}\n`);
    return lines;
  };
  const customers = file(
    'customers.csv',
    'true_id,crm_account_ids,crm_merged_ids,erp_partner_ids,legal_name,latin_name,kind,country,region,channel,currency,joined_on,churned_on,monthly_hazard,uplift,orders_per_day,moved_on',
  );
  for (const one of world.customers)
    customers.write(
      [
        one.trueId,
        one.accounts.map((account) => account.id).join(';'),
        one.merged.join(';'),
        one.partners.map((partner) => partner.id).join(';'),
        quoteIfNeeded(one.name.legal),
        quoteIfNeeded(one.name.latin),
        one.kind,
        one.place.country,
        one.place.region,
        one.channel,
        one.currency,
        dateOf(one.joined),
        one.churned < 0 ? '' : dateOf(one.churned),
        one.hazard.toFixed(6),
        one.uplift,
        one.rate.toFixed(6),
        one.moves < 0 ? '' : dateOf(one.moves),
      ].join(',') + '\n',
    );
  customers.close();
  const demand = file('true_demand.csv', 'product_id,code,month,wanted,lost,category_season');
  for (const product of world.products) {
    if (product.weight === 0) continue;
    for (let month = 0; month < monthCount; month++) {
      const cell = product.no * monthCount + month;
      const season = categorySeason(product.category, Math.round(month * 30.44 + 15)).toFixed(4);
      demand.write(
        `${product.id},${product.code},${monthName(month)},${at(world.wanted, cell)},${at(world.lost, cell)},${season}\n`,
      );
    }
  }
  demand.close();
  const promotions = file(
    'promotions.csv',
    'promotion_id,category,from_date,to_date,discount_pct,quantity_uplift',
  );
  for (const one of world.promotions)
    promotions.write(
      `${one.id},${one.category},${dateOf(one.from)},${dateOf(one.to)},${one.discount},${one.uplift}\n`,
    );
  promotions.close();
  writeFileSync(join(out, 'truth', 'totals.csv'), world.totals.csv());
}
