import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWarehouse, type DemoWarehouse } from '../../tests/support/demo-warehouse.ts';

let demo: DemoWarehouse;
beforeAll(async () => {
  demo = await demoWarehouse(0.1);
}, 120_000);
afterAll(() => demo.close());

const none = async (sql: string): Promise<void> => {
  expect(await demo.warehouse.rows(`${sql} limit 3`)).toEqual([]);
};
const number = async (sql: string): Promise<number> => {
  const [row] = await demo.warehouse.rows<{ n: number }>(`select (${sql})::double as n`);
  return row?.n ?? Number.NaN;
};

describe('documents reconcile, exactly', () => {
  it('an order is the sum of its lines', () =>
    none(`select o.id from "order_now" o join (select "order_id/id" id, sum(price_subtotal::decimal(18,2)) total from "orderLine_now" group by 1) l using (id)
      where o.amount_untaxed::decimal(18,2) <> l.total`));

  it('no order is without lines and no line without its order', async () => {
    await none(`select id from "order_now" where id not in (select "order_id/id" from "orderLine_now")`);
    await none(`select id from "orderLine_now" where "order_id/id" not in (select id from "order_now")`);
  });

  it('a line amount is quantity times price less discount', () =>
    none(`select id from "orderLine" where price_subtotal::decimal(18,2) <>
      round(product_uom_qty::decimal(18,2) * price_unit::decimal(18,2) * (1 - discount::decimal(9,4) / 100), 2)::decimal(18,2)
      and abs(price_subtotal::double - product_uom_qty::double * price_unit::double * (1 - discount::double / 100)) > 0.00501`));

  it('an invoice or credit note is the sum of its lines', () =>
    none(`select m.id from invoice_now m left join (select "move_id/id" id, sum(price_subtotal::decimal(18,2)) total from "invoiceLine" group by 1) l using (id)
      where m.amount_untaxed::decimal(18,2) is distinct from l.total`));

  it('nobody pays more than the invoice', () =>
    none(`select m.id from invoice_now m join (select "move_id/id" id, sum(amount::decimal(18,2)) paid from payment group by 1) p using (id)
      where p.paid > m.amount_untaxed::decimal(18,2) or m.state <> 'posted'`));

  it('delivered units of a line are the sum of its deliveries', () =>
    none(`select l.id from "orderLine_now" l left join (select "sale_line_id/id" id, sum(quantity::int) q from "pickingLine" where state = 'done' and is_return = 'False' group by 1) p using (id)
      where l.qty_delivered::int <> coalesce(p.q, 0)`));

  it('invoiced units of a line are the sum of its posted invoice lines', () =>
    none(`select l.id from "orderLine_now" l left join (select v."sale_line_id/id" id, sum(v.quantity::int) q from "invoiceLine" v join invoice_now m on m.id = v."move_id/id"
        where m.state = 'posted' and m.move_type = 'out_invoice' group by 1) i using (id)
      where l.qty_invoiced::int <> coalesce(i.q, 0)`));

  it('what is fully invoiced is invoiced at the line amount, cents included', () =>
    none(`select l.id from "orderLine_now" l join (select v."sale_line_id/id" id, sum(v.price_subtotal::decimal(18,2)) total from "invoiceLine" v join invoice_now m on m.id = v."move_id/id"
        where m.state = 'posted' and m.move_type = 'out_invoice' group by 1) i using (id)
      where l.qty_invoiced = l.product_uom_qty and i.total <> l.price_subtotal::decimal(18,2)`));

  it('nobody returns more than was delivered', () =>
    none(`select l.id from "orderLine_now" l join (select "sale_line_id/id" id, sum(quantity::int) q from "pickingLine" where is_return = 'True' group by 1) r using (id)
      where r.q > l.qty_delivered::int`));

  it('stock on hand is the sum of all stock moves, and was never negative', async () => {
    await demo.warehouse.run(`create or replace temp view flow as
      select "product_id/id" p, "location_dest_id/id" l, date d, product_qty::int q from "stockMove"
      union all select "product_id/id", "location_id/id", date, -product_qty::int from "stockMove"`);
    await none(`select q.id from quant q left join (select p, l, sum(q) q from flow group by all) f on f.p = q."product_id/id" and f.l = q."location_id/id"
      where q.quantity::int <> coalesce(f.q, 0) or q.reserved_quantity::int > q.quantity::int`);
    await none(
      `select p, l from flow join location on location.id = l and usage = 'internal' where (p, l) not in (select "product_id/id", "location_id/id" from quant)`,
    );
    await none(
      `select p, l, d from (select p, l, d, sum(sum(q)) over (partition by p, l order by d) on_hand from flow join location on location.id = l and usage = 'internal' group by p, l, d) where on_hand < 0`,
    );
  });

  it('work orders make and use what the stock moves say', async () => {
    await none(`select w.id from production w left join (select origin, "product_id/id" p, sum(product_qty::int) q from "stockMove" join location on location.id = "stockMove"."location_id/id" and location.usage = 'production' group by all) m
      on m.origin = w.name and m.p = w."product_id/id" where w.qty_produced::int <> coalesce(m.q, 0)`);
    await none(
      `select id from production where state = 'done' and qty_produced::int + qty_scrapped::int <> product_qty::int`,
    );
  });

  it('purchases receive what the stock moves say', () =>
    none(`select o.id from "purchaseLine" o left join (select origin, sum(product_qty::int) q from "stockMove" join location on location.id = "stockMove"."location_id/id" and location.usage = 'supplier' group by 1) m on m.origin = o.order_name
      where o.qty_received::int <> coalesce(m.q, 0)`));

  it('a won opportunity that names its order has the amount of that order', () =>
    none(
      `select d.Id from opportunity_now d join "order_now" o on o.name = d."Order_Ref__c" where d.Amount::decimal(18,2) <> o.amount_untaxed::decimal(18,2) or d.IsWon = '0'`,
    ));

  it('an opportunity is the sum of its lines once it is closed', () =>
    none(`select d.Id from opportunity_now d join (select "OpportunityId" Id, sum("TotalPrice"::decimal(18,2)) total from "opportunityLine" group by 1) l using (Id)
      where d.IsClosed = '1' and d.Amount::decimal(18,2) <> l.total`));
});

describe('references hold', () => {
  const links: [string, string, string, string][] = [
    ['order', 'partner_id/id', 'partner', 'id'],
    ['order', 'user_id/id', 'users', 'id'],
    ['partner', 'parent_id/id', 'partner', 'id'],
    ['orderLine', 'product_id/id', 'product', 'id'],
    ['pickingLine', 'sale_line_id/id', 'orderLine', 'id'],
    ['pickingLine', 'location_id/id', 'location', 'id'],
    ['invoice', 'invoice_origin_id/id', 'order', 'id'],
    ['invoiceLine', 'move_id/id', 'invoice', 'id'],
    ['payment', 'move_id/id', 'invoice', 'id'],
    ['bomLine', 'component_id/id', 'product', 'id'],
    ['purchaseLine', 'partner_id/id', 'partner', 'id'],
    ['account', 'ParentId', 'account', 'Id'],
    ['account', 'MasterRecordId', 'account', 'Id'],
    ['account', 'OwnerId', 'user', 'Id'],
    ['contact', 'AccountId', 'account', 'Id'],
    ['opportunity', 'AccountId', 'account', 'Id'],
    ['opportunity', 'CampaignId', 'campaign', 'Id'],
    ['opportunity', 'Order_Ref__c', 'order', 'name'],
    ['opportunityLine', 'ProductCode', 'product', 'default_code'],
    ['opportunityHistory', 'OpportunityId', 'opportunity', 'Id'],
    ['serviceCase', 'AccountId', 'account', 'Id'],
    ['serviceCase', 'Order_Ref__c', 'order', 'name'],
    ['campaignMember', 'ContactId', 'contact', 'Id'],
    ['task', 'WhatId', 'opportunity', 'Id'],
  ];
  it.each(links)('every %s.%s is a %s.%s', (from, column, to, key) =>
    none(
      `select "${column}" from "${from}" where "${column}" is not null and "${column}" not in (select "${key}" from "${to}")`,
    ),
  );

  it('bills of material are two levels deep and have no circle', async () => {
    expect(
      await number(`with recursive tree(top, part, depth) as (select "product_tmpl_id/id", "component_id/id", 1 from "bomLine"
        union all select t.top, b."component_id/id", t.depth + 1 from tree t join "bomLine" b on b."product_tmpl_id/id" = t.part where t.depth < 9) select max(depth) from tree`),
    ).toBe(2);
  });
});

describe('the truth states the totals of the extracts to the cent', () => {
  it('orders, invoices, credit notes and payments by month, currency and state, in CNY by the rate of the month', async () => {
    await demo.warehouse
      .run(`create or replace temp table truth as select case measure when 'order_line_unit_pcs' then 'order_line' else measure end as measure, month, currency, state,
        sum(n_rows::bigint)::bigint as n_rows, sum(quantity::bigint)::bigint as quantity, sum(amount::decimal(18,2))::decimal(18,2) as amount, sum(amount_cny::decimal(18,4))::decimal(18,4) as amount_cny
      from read_csv('${join(demo.out, 'truth/totals.csv')}', all_varchar = true) group by all`);
    const rate = (day: string, currency: string): string =>
      `join rate r on r.currency = ${currency} and r.date = strftime(date_trunc('month', ${day}::timestamp), '%Y-%m-%d')`;
    const sums = (day: string, currency: string, state: string, quantity: string, amount: string): string =>
      `strftime(${day}::timestamp, '%Y-%m') as month, ${currency} as currency, ${state} as state, count(*)::bigint as n_rows, sum(${quantity})::bigint as quantity,
       sum(${amount}::decimal(18,2))::decimal(18,2) as amount, sum((${amount}::decimal(18,2) * r.rate_to_company::decimal(18,4))::decimal(18,4))::decimal(18,4) as amount_cny`;
    await demo.warehouse.run(`create or replace temp view found as
      select 'order_line' as measure, ${sums('o.date_order', 'o."currency_id/name"', 'l.state', 'l.product_uom_qty::int', 'l.price_subtotal')}
        from "orderLine_now" l join "order_now" o on o.id = l."order_id/id" ${rate('o.date_order', 'o."currency_id/name"')} group by all
      union all select case m.move_type when 'out_invoice' then 'invoice_line' else 'credit_note_line' end, ${sums('m.invoice_date', 'm."currency_id/name"', 'm.state', 'l.quantity::int', 'l.price_subtotal')}
        from "invoiceLine" l join invoice_now m on m.id = l."move_id/id" ${rate('m.invoice_date', 'm."currency_id/name"')} group by all
      union all select case m.move_type when 'out_invoice' then 'payment' else 'refund_payment' end, ${sums('p.date', 'p."currency_id/name"', 'p.state', '0', 'p.amount')} from payment p join invoice_now m on m.id = p."move_id/id" ${rate('p.date', 'p."currency_id/name"')} group by all`);
    await none(
      `(from found except all select measure, month, currency, state, n_rows, quantity, amount, amount_cny from truth)`,
    );
    await none(
      `(select measure, month, currency, state, n_rows, quantity, amount, amount_cny from truth except all from found)`,
    );
    expect(await number('select count(*) from truth')).toBeGreaterThan(400);
  });

  it('wanted units are at least the ordered ones, and some sales were lost', async () => {
    const demand = readFileSync(join(demo.out, 'truth/true_demand.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const wanted = demand.reduce((sum, row) => sum + Number(row[3]), 0);
    const lost = demand.reduce((sum, row) => sum + Number(row[4]), 0);
    const ordered = await number(
      `select sum(l.product_uom_qty::int) from "orderLine_now" l join "order_now" o on o.id = l."order_id/id" where o.state in ('sale', 'done')`,
    );
    expect(wanted - lost).toBeGreaterThanOrEqual(ordered);
    expect((wanted - lost) / ordered).toBeLessThan(1.01);
    expect(lost).toBeGreaterThan(0);
    expect(lost / wanted).toBeLessThan(0.03);
  });
});
