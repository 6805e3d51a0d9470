import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoWarehouse, type DemoWarehouse } from '../../tests/support/demo-warehouse.ts';

let demo: DemoWarehouse;
beforeAll(async () => {
  demo = await demoWarehouse(0.3);
  await demo.warehouse.run(`
    create table customers as select * from read_csv('${join(demo.out, 'truth/customers.csv')}', all_varchar = true);
    create table whose as select true_id, region, unnest(string_split(erp_partner_ids, ';')) as partner from customers;
    create table who as select true_id, unnest(string_split(crm_account_ids, ';')) as account from customers;
    create table intake as select w.true_id, w.region, o.date_order::date as on_day, p."categ_id/name" as category, l.product_uom_qty::int as quantity,
        l.price_subtotal::double * r.rate_to_company::double as cny, l.*
      from "orderLine_now" l join "order_now" o on o.id = l."order_id/id" join whose w on w.partner = o."partner_id/id"
      join product_now p on p.id = l."product_id/id"
      join rate r on r.currency = o."currency_id/name" and r.date = strftime(date_trunc('month', o.date_order::date), '%Y-%m-%d')
      where o.state in ('sale', 'done');
    create table revenue as select m.invoice_date::date as on_day, case m.move_type when 'out_refund' then -1 else 1 end as sign,
        m.amount_untaxed::double * r.rate_to_company::double as cny
      from invoice_now m join rate r on r.currency = m."currency_id/name" and r.date = strftime(date_trunc('month', m.invoice_date::date), '%Y-%m-%d')
      where m.state = 'posted'`);
}, 120_000);
afterAll(() => demo.close());

const number = async (sql: string): Promise<number> => {
  const [row] = await demo.warehouse.rows<{ n: number }>(`select (${sql})::double as n`);
  return row?.n ?? Number.NaN;
};
const between = (value: number, low: number, high: number): void => {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
};

describe('size', () => {
  it('grows with the scale: 3,000 customers and 250,000 order lines at 1', async () => {
    expect(await number('select count(*) from customers')).toBe(900);
    between(demo.report.orderLines, 75_000 * 0.92, 75_000 * 1.08);
  });

  it('covers three years to the last day', async () => {
    expect(
      await number(
        `select min(date_order::date) = date '2023-07-01' or min(date_order::date) = date '2023-07-03' from "order_now"`,
      ),
    ).toBe(1);
    expect(await number(`select max(date_order::date) = date '2026-06-30' from "order_now"`)).toBe(1);
    expect(await number(`select count(*) from "stockMove" where date::date > date '2026-06-30'`)).toBe(0);
  });
});

describe('numbers an executive would believe', () => {
  it('revenue of 300 to 400 million CNY a year at scale 1', async () =>
    between((await number('select sum(sign * cny) from revenue')) / 3 / 0.3 / 1e6, 280, 420));

  it('gross margin near thirty percent', async () =>
    between(
      await number(
        `select 1 - sum(i.quantity * p.standard_price::double) / sum(i.cny) from intake i join product_now p on p.id = i."product_id/id"`,
      ),
      0.25,
      0.37,
    ));

  it('85 to 94 of 100 lines on time and in full', async () =>
    between(
      await number(`select avg((coalesce(done <= promised_date::date, false) and qty_delivered::int >= quantity)::int)
        from intake i left join (select "sale_line_id/id" id, max(date_done::date) done from "pickingLine" where state = 'done' and is_return = 'False' group by 1) s on s.id = i.id
        where promised_date < '2026-06-30' and i.state <> 'cancel'`),
      0.85,
      0.94,
    ));

  it('a win rate between a quarter and a third', async () =>
    between(
      await number(`select avg("IsWon"::int) from opportunity_now where "IsClosed" = '1'`),
      0.25,
      0.36,
    ));

  it('45 to 65 days of sales outstanding', async () => {
    const open =
      await number(`select (select sum(sign * cny) from revenue) - (select sum(case m.move_type when 'out_refund' then -1 else 1 end * p.amount::double * r.rate_to_company::double)
      from payment p join invoice_now m on m.id = p."move_id/id" join rate r on r.currency = m."currency_id/name" and r.date = strftime(date_trunc('month', m.invoice_date::date), '%Y-%m-%d'))`);
    between(
      (open / (await number(`select sum(sign * cny) from revenue where on_day >= '2026-04-01'`))) * 91,
      40,
      66,
    );
  });

  it('stock turns five to eight times a year', async () => {
    const cost = await number(
      `select sum(i.quantity * p.standard_price::double) / 3 from intake i join product_now p on p.id = i."product_id/id"`,
    );
    const stock = await number(
      `select sum(q.quantity::int * p.standard_price::double) from quant q join product_now p on p.id = q."product_id/id"`,
    );
    between(cost / stock, 4.5, 8.5);
  });
});

describe('life', () => {
  it('February is weak every year, and weekends are quiet', async () => {
    const month = (name: string): Promise<number> =>
      number(`select sum(cny) from intake where strftime(on_day, '%Y-%m') = '${name}'`);
    for (const year of [2024, 2025, 2026])
      expect(await month(`${year}-02`)).toBeLessThan(0.8 * (await month(`${year}-03`)));
    between(await number('select avg((dayofweek(on_day) in (0, 6))::int) from intake'), 0.02, 0.12);
  });

  it('the last quarter tells a story: South China down, sensors up', async () => {
    const change = (where: string): Promise<number> =>
      number(
        `select sum(cny) filter (on_day between '2026-04-01' and '2026-06-30') / sum(cny) filter (on_day between '2025-04-01' and '2025-06-30') from intake where ${where}`,
      );
    const rest = await change(`region <> 'South China' and category <> 'Sensors'`);
    expect(await change(`region = 'South China' and category <> 'Sensors'`)).toBeLessThan(0.9 * rest);
    expect(await change(`category = 'Sensors' and region <> 'South China'`)).toBeGreaterThan(1.15 * rest);
  });

  it('a promotion lifts the units of its category by its true uplift', async () => {
    const rows = readFileSync(join(demo.out, 'truth/promotions.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','));
    let found = 0;
    let told = 0;
    for (const [, category = '', from = '', to = '', , uplift = ''] of rows) {
      const size = (range: string): Promise<number> =>
        number(
          `select exp(avg(ln(quantity * price_unit::double))) from intake where category = '${category}' and ${range}`,
        );
      const during = await size(`on_day >= '${from}' and on_day < '${to}'`);
      const around = await size(
        `(on_day between date '${from}' - 40 and date '${from}' - 1 or on_day between date '${to}' and date '${to}' + 40)`,
      );
      found += during / around - 1;
      told += Number(uplift);
    }
    between(found / told, 0.6, 1.3);
  });

  it('a campaign moves those it should move and nobody else', async () => {
    await demo.warehouse
      .run(`create table reached as select c.*, w.orders_per_day::double as usual, c.uplift::double as effect
      from read_csv('${join(demo.out, 'truth/campaign_uplift.csv')}', all_varchar = true) c join customers w using (true_id) where w.erp_partner_ids is not null and treated = '1'`);
    const ratio = (where: string): Promise<number> =>
      number(`select count(distinct o.id) / (select sum(usual * 60) from reached where ${where}) from reached r join whose w using (true_id) join "order_now" o on o."partner_id/id" = w.partner
        and o.state in ('sale', 'done') and o.opportunity_ref is null and o.date_order::date > r.from_date::date and o.date_order::date <= r.from_date::date + 60 where ${where}`);
    const none = await ratio('effect = 0');
    between(none, 0.75, 1.2);
    expect((await ratio('effect > 0')) / none).toBeGreaterThan(1.2);
  });

  it('customers leave at their hazard, and never order afterwards', async () => {
    const expected = await number(
      `select sum(1 - exp(-monthly_hazard::double * (date '2026-06-30' - greatest(joined_on::date, date '2023-07-01')) / 30.4375)) from customers`,
    );
    const left = await number('select count(churned_on) from customers');
    expect(Math.abs(left - expected)).toBeLessThan(4 * Math.sqrt(expected));
    expect(
      await number(
        `select count(*) from intake i join customers c using (true_id) where i.on_day > c.churned_on::date`,
      ),
    ).toBe(0);
  });

  it('pipeline leads orders by one to three months', async () =>
    between(
      await number(
        `select median(o.date_order::date - strptime(left(d."CreatedDate", 10), '%Y-%m-%d')::date) from opportunity_now d join "order_now" o on o.name = d."Order_Ref__c"`,
      ),
      30,
      100,
    ));

  it('late deliveries bring cases', async () => {
    const late = await number(`select count(*) from "serviceCase_now" where "Reason" = 'Late Delivery'`);
    expect(late).toBeGreaterThan(100);
    expect(
      await number(
        `select count(*) from "serviceCase_now" where "Reason" = 'Late Delivery' and "Order_Ref__c" is null`,
      ),
    ).toBe(0);
  });

  it('has part deliveries, part-payments, credit notes, cancelled orders, quotes, lost and launched products, spare parts now and then', async () => {
    expect(
      await number(
        `select count(*) from (select 1 from "pickingLine" where state = 'done' and is_return = 'False' group by "sale_line_id/id" having count(*) > 1)`,
      ),
    ).toBeGreaterThan(50);
    expect(
      await number(`select count(*) from (select 1 from payment group by "move_id/id" having count(*) > 1)`),
    ).toBeGreaterThan(500);
    expect(await number(`select count(*) from invoice_now where move_type = 'out_refund'`)).toBeGreaterThan(
      200,
    );
    for (const state of ['draft', 'sent', 'sale', 'done', 'cancel'])
      expect(await number(`select count(*) from "order_now" where state = '${state}'`)).toBeGreaterThan(20);
    expect(
      await number(`select count(*) from product_now where end_date is not null and active = 'False'`),
    ).toBeGreaterThan(3);
    expect(await number(`select count(*) from product_now where launch_date > '2023-07-01'`)).toBeGreaterThan(
      5,
    );
    between(
      await number(
        `select avg(months) from (select count(distinct date_trunc('month', on_day)) as months from intake where category = 'Spare Parts' group by "product_id/id")`,
      ),
      3,
      34,
    );
  });

  it('knows customers under two names: in both systems, in one only, twice, moved, and in two scripts', async () => {
    expect(await number(`select count(*) from customers where crm_account_ids is null`)).toBeGreaterThan(30);
    expect(await number(`select count(*) from customers where erp_partner_ids is null`)).toBeGreaterThan(30);
    expect(
      await number(`select count(*) from customers where contains(crm_account_ids, ';')`),
    ).toBeGreaterThan(40);
    const names = `from who join account_now a on a."Id" = who.account join whose using (true_id) join partner_now p on p.id = whose.partner and p."parent_id/id" is null`;
    between(await number(`select avg((a."Name" = p.name)::int) ${names}`), 0.05, 0.5);
    expect(
      await number(
        `select count(*) ${names} where regexp_matches(p.name, '[一-龥]') and not regexp_matches(a."Name", '[一-龥]')`,
      ),
    ).toBeGreaterThan(150);
    between(
      await number(
        `select (select count(*) from (select id from partner group by id having count(distinct street) > 1)) / (select count(*) from customers)`,
      ),
      0.02,
      0.12,
    );
    expect(await number(`select count(distinct "IsDeleted") from account`)).toBe(2);
  });
});
