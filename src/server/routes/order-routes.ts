import { z } from 'zod';
import {
  opportunityResponse,
  orderExportRequest,
  orderIdSchema,
  orderResponse,
  orderSearchResponse,
  orderSearchSchema,
} from '../../contract/api/orders.ts';
import { listDownload } from '../exports/list-download.ts';
import { downloadOrders, orderExportCap } from '../orders/download-orders.ts';
import { findOrder } from '../orders/find-order.ts';
import { openOpportunity } from '../orders/open-opportunity.ts';
import { openOrder } from '../orders/open-order.ts';
import { searchOrders } from '../orders/search-orders.ts';
import { askerOf } from '../queries/asker-of.ts';
import { auditOpened } from '../queries/audit-opened.ts';
import { withLease } from '../queries/with-lease.ts';
import { defineRoute } from '../routing/define-route.ts';

export const orderSearch = defineRoute({
  method: 'post',
  path: '/api/orders/search',
  access: 'orders',
  summary: 'Orders by any number or name a customer would quote, or those that need attention.',
  body: orderSearchSchema,
  response: orderSearchResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const { services, body } = context;
      const found = await searchOrders(services, lease, await askerOf(context), body);
      return { generation: lease.generation, asOf: lease.asOf, ...found, exportCap: orderExportCap };
    }),
});

export const order = defineRoute({
  method: 'get',
  path: '/api/orders/:id',
  access: 'orders',
  summary: 'One order by its id or number: lines, promise, supply, production and thread.',
  params: z.object({ id: orderIdSchema }),
  response: orderResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const { services, params } = context;
      const asker = await askerOf(context);
      const orderId = await findOrder(lease, asker, params.id);
      const answer = await openOrder(services, lease, asker, orderId);
      await auditOpened(context, lease, 'order', { order: orderId });
      return { generation: lease.generation, asOf: lease.asOf, ...answer };
    }),
});

export const opportunity = defineRoute({
  method: 'get',
  path: '/api/orders/opportunities/:id',
  access: 'orders',
  summary: 'An opportunity without an order by its id or number, and what is known of its thread.',
  params: z.object({ id: orderIdSchema }),
  response: opportunityResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const answer = await openOpportunity(lease, await askerOf(context), context.params.id);
      await auditOpened(context, lease, 'order', { opportunity: answer.opportunityId });
      return { generation: lease.generation, asOf: lease.asOf, ...answer };
    }),
});

export const orderExport = defineRoute({
  method: 'post',
  path: '/api/orders/export',
  access: 'export',
  summary: 'A list of orders, as on the screen, as CSV.',
  body: orderExportRequest,
  response: z.string(),
  media: ['text/csv'],
  handle: (context) =>
    listDownload(context, 'orders', orderExportCap, (lease, asker) =>
      downloadOrders(context.services, lease, asker, context.body),
    ),
});
