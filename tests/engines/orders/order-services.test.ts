import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeDemo } from '../../../pipelines/demo/write-demo.ts';
import { runWorkspace, type RunReport } from '../../../pipelines/run.ts';
import { openWorkspace } from '../../../pipelines/workspace.ts';
import type { CustomerResponse, TimelineResponse } from '../../../src/contract/api/customers.ts';
import type { OrderResponse } from '../../../src/contract/api/orders.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { addServices, serviceOrders, unratedInvoices } from '../../support/add-services.ts';
import { testServer } from '../../support/test-server.ts';
import { servingOf } from '../../support/test-serving.ts';

/** A customer of the demo company's ERP at this scale. */
const partner = '__export__.res_partner_41';

describe('services, orders closed short and invoices without a rate in a built generation', () => {
  let folder: string;
  let report: RunReport;
  let built: Warehouse;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tandem-services-'));
    writeDemo({ out: folder, scale: 0.02 });
    addServices(folder, partner);
    const workspace = openWorkspace(folder);
    report = await runWorkspace(workspace);
    const path = generationFile(workspace.paths.warehouse, report.generation ?? '');
    built = await openWarehouse({ path, readOnly: true });
  }, 120_000);
  afterAll(() => {
    built.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('[ORD-5] [STATUS-2] [ATP-2] it is published: every check holds where services are open and invoiced in part', () => {
    expect(report).toMatchObject({ outcome: 'published', failedChecks: [] });
  });

  it('[STATUS-12] [STATUS-15] orders have a shipped share of what can ship, and say what was closed short', async () => {
    const rows = await built.rows(
      `select order_number, state, is_open, is_late, is_service, is_short_closed, quantity_to_ship::integer as to_ship, quantity_shipped::integer as shipped,
        expected_on from mart_order_status where order_number like 'SV%' order by order_number`,
    );
    const none = { is_late: false, expected_on: null };
    expect(rows).toEqual([
      {
        order_number: serviceOrders.openService,
        state: 'confirmed',
        is_open: true,
        is_service: true,
        is_short_closed: false,
        to_ship: 0,
        shipped: 0,
        ...none,
      },
      {
        order_number: serviceOrders.mixed,
        state: 'shipped',
        is_open: true,
        is_service: false,
        is_short_closed: false,
        to_ship: 12,
        shipped: 12,
        ...none,
      },
      {
        order_number: serviceOrders.closedShort,
        state: 'paid',
        is_open: false,
        is_service: false,
        is_short_closed: true,
        to_ship: 18,
        shipped: 2,
        ...none,
      },
      {
        order_number: serviceOrders.closedService,
        state: 'invoiced',
        is_open: false,
        is_service: true,
        is_short_closed: true,
        to_ship: 0,
        shipped: 0,
        ...none,
      },
    ]);
    const lines = await built.rows(
      `select quantity::integer as quantity, state, is_short_closed from mart_order_line_status where order_number = $1 order by line_no`,
      [serviceOrders.closedShort],
    );
    expect(lines).toEqual([
      { quantity: 12, state: 'paid', is_short_closed: true },
      { quantity: 6, state: 'closed', is_short_closed: true },
    ]);
  });

  it('[AR-7] [FX-3] an invoice without a rate is paid by what is paid in its currency, and in no sum in base currency', async () => {
    const rows = await built.rows(
      `select number, total_base, open_amount::integer as open, status from fct_invoice where number in ($1, $2) order by number`,
      [...unratedInvoices],
    );
    expect(rows).toEqual([
      { number: unratedInvoices[0], total_base: null, open: 0, status: 'paid' },
      { number: unratedInvoices[1], total_base: null, open: 70_000, status: 'overdue' },
    ]);
  });

  it('[ORDERS-4] [ORDERS-12] [C360-5] [C360-8] so the pages tell it', async () => {
    const server = await testServer({
      serving: await servingOf(built, report.generation ?? '', '2026-06-30'),
    });
    try {
      const as = await server.person(['executive']);
      const read = async <T>(path: string): Promise<T> =>
        (await (await server.call('GET', path, { as })).json()) as T;
      const { openService, closedShort } = serviceOrders;
      const service = await read<OrderResponse>(`/api/orders/${openService}`);
      expect(service).toMatchObject({ isBlocked: false, isService: true, reasons: [] });
      expect(service.lines).toMatchObject([{ isService: true, promise: null, invoiced: 2, quantity: 12 }]);
      const closed = await read<OrderResponse>(`/api/orders/${closedShort}`);
      expect(closed.lines.map(({ isShortClosed, shipped }) => [isShortClosed, shipped])).toEqual([
        [true, 2],
        [true, 0],
      ]);
      const customer = `/api/customers/${closed.customer?.goldenId ?? ''}`;
      const { value } = await read<CustomerResponse>(customer);
      expect(value.unrated).toEqual({
        ...{ revenue: 2, revenueLifetime: 2, receivables: 1, overdue: 1, opportunities: 0 },
        payments: { receivables: 1, overdue: 0, daysToPay: 1 },
      });
      const { rows } = await read<TimelineResponse>(`${customer}/timeline?kinds=order&limit=500`);
      const flagOf = (order: string) => rows.find(({ number }) => number === order)?.flag;
      expect(flagOf(closedShort)).toBe('short_closed');
      expect(flagOf(openService)).toBeNull();
    } finally {
      await server.close();
    }
  });
});
