import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Row = readonly (string | number)[];

const key = (object: string, id: number): string => `__export__.${object}_${String(id)}`;
const order = (id: number): string => key('sale_order', 900_000 + id);
const line = (id: number): string => key('sale_order_line', 900_000 + id);
const move = (id: number): string => key('account_move', 900_000 + id);
/** Known to the demo company whatever its scale. */
const goods = key('product_product', 14);
const service = key('product_product', 900_001);
const changed = '2026-06-20 10:00:00';

/** A number in the extracts of the demo's ERP for each of these orders. */
export const serviceOrders = {
  openService: 'SV900001',
  mixed: 'SV900002',
  closedShort: 'SV900003',
  closedService: 'SV900004',
} as const;
/** Of the invoices in yen, for which the demo company has no rate; the first is paid. */
export const unratedInvoices = ['INV/2026/900011', 'INV/2026/900012'] as const;

/**
 * Adds to the extracts of a demo company, for one customer of its ERP: an order of hours of work of which some are invoiced; one
 * of goods that left and of hours that wait; one of goods that is done with 2 of 12 shipped, invoiced and paid, and a second
 * line of which nothing left; one of hours that is done with 2 of 12 invoiced; and two invoices and a payment on account in a currency
 * without a rate.
 */
export function addServices(demo: string, partner: string): void {
  const write = (name: string, header: string, rows: readonly Row[]): void => {
    const text = rows.map((row) => `${row.join(',')}\n`).join('');
    writeFileSync(join(demo, 'extracts/erp', `${name}.csv`), `${header}\n${text}`);
  };
  write(
    'product.product-services',
    'id,default_code,name,name_zh,categ_id/name,uom_id/name,type,make_buy,produce_delay,standard_price,list_price,currency_id/name,active,launch_date,end_date,create_date,write_date',
    [
      `${service},SE-9001,Commissioning on site,现场调试,Service,hour,service,buy,,300.00,600.00,CNY,True,2020-01-01,,2020-01-01 01:00:00,2020-01-01 01:00:00`.split(
        ',',
      ),
    ],
  );
  const numbers = Object.values(serviceOrders);
  const states = ['sale', 'sale', 'done', 'done'];
  const totals = [7200, 13_200, 9000, 7200];
  write(
    'sale.order-services',
    'id,name,partner_id/id,client_order_ref,date_order,commitment_date,requested_date,state,currency_id/name,team_id/name,user_id/id,opportunity_ref,amount_untaxed,write_date',
    numbers.map((number, at) => [
      ...[order(at + 1), number, partner, `PO-77${String(at)}`, '2026-06-01 02:00:00', '2026-06-15 02:00:00'],
      ...['2026-06-15 02:00:00', states[at] ?? '', 'CNY', '', '', '', totals[at] ?? 0, changed],
    ]),
  );
  const ordered = (id: number, of: number, product: string, quantity: number, price: number): Row => [
    ...[line(id), order(of), 10 * id, product, quantity, product === service ? 'hour' : 'pcs', price, 0],
    ...[quantity * price, 0, 0, '2026-06-15', states[of - 1] ?? '', changed],
  ];
  write(
    'sale.order.line-services',
    'id,order_id/id,sequence,product_id/id,product_uom_qty,product_uom/name,price_unit,discount,price_subtotal,qty_delivered,qty_invoiced,promised_date,state,write_date',
    [
      ordered(1, 1, service, 12, 600),
      ordered(2, 2, goods, 12, 500),
      ordered(3, 2, service, 12, 600),
      ordered(4, 3, goods, 12, 500),
      ordered(5, 3, goods, 6, 500),
      ordered(6, 4, service, 12, 600),
    ],
  );
  const shipped = (id: number, of: number, at: number, quantity: number): Row => [
    ...[key('stock_move_line', 900_000 + id), `WH-SZ/OUT/90000${String(id)}`, order(of), line(at), goods],
    ...[key('stock_location', 5), quantity, '2026-06-10 08:00:00', '2026-06-10 08:00:00', 'done', 'False'],
    changed,
  ];
  write(
    'stock.picking.line-services',
    'id,picking/name,origin_order_id/id,sale_line_id/id,product_id/id,location_id/id,quantity,scheduled_date,date_done,state,is_return,write_date',
    [shipped(1, 2, 2, 12), shipped(2, 3, 4, 2)],
  );
  const [paid, unpaid] = unratedInvoices;
  const invoices = [
    [1, 'INV/2026/900001', order(1), 'CNY', 1200],
    [2, 'INV/2026/900002', order(2), 'CNY', 6000],
    [3, 'INV/2026/900003', order(3), 'CNY', 1000],
    [4, 'INV/2026/900004', order(4), 'CNY', 1200],
    [11, paid, '', 'JPY', 90_000],
    [12, unpaid, '', 'JPY', 70_000],
  ] as const;
  write(
    'account.move-services',
    'id,name,partner_id/id,invoice_origin_id/id,move_type,invoice_date,invoice_date_due,state,currency_id/name,amount_untaxed,write_date',
    invoices.map(([id, number, of, currency, total]) => [
      ...[
        move(id),
        number,
        partner,
        of,
        'out_invoice',
        '2026-06-12',
        id === 12 ? '2026-06-19' : '2026-08-11',
      ],
      ...['posted', currency, total, changed],
    ]),
  );
  const billed = (
    id: number,
    at: number | undefined,
    product: string,
    quantity: number,
    price: number,
  ): Row => [
    ...[key('account_move_line', 900_000 + id), move(id), at === undefined ? '' : line(at), product],
    ...[quantity, price, quantity * price, changed],
  ];
  write(
    'account.move.line-services',
    'id,move_id/id,sale_line_id/id,product_id/id,quantity,price_unit,price_subtotal,write_date',
    [
      billed(1, 1, service, 2, 600),
      billed(2, 2, goods, 12, 500),
      billed(3, 4, goods, 2, 500),
      billed(4, 6, service, 2, 600),
      billed(11, undefined, goods, 9, 10_000),
      billed(12, undefined, goods, 7, 10_000),
    ],
  );
  const payment = (id: number, currency: string, amount: number, of = move(id)): Row => [
    ...[key('account_payment', 900_000 + id), of, partner, '2026-06-18', amount, currency, 'posted'],
    changed,
  ];
  write(
    'account.payment-services',
    'id,move_id/id,partner_id/id,date,amount,currency_id/name,state,write_date',
    [payment(3, 'CNY', 1000), payment(11, 'JPY', 90_000), payment(13, 'JPY', 5_000, '')],
  );
}
