import { z } from 'zod';
import {
  customerExportRequest,
  customerIdSchema,
  customerResponse,
  customerSearchResponse,
  customerSearchSchema,
  timelineQuery,
  timelineResponse,
} from '../../contract/api/customers.ts';
import { rowPolicy } from '../../metrics/policy.ts';
import { customerExportCap, downloadSearch, downloadTimeline } from '../customers/download-customers.ts';
import { findCustomer } from '../customers/find-customer.ts';
import { openCustomer } from '../customers/open-customer.ts';
import { readTimeline } from '../customers/read-timeline.ts';
import { searchCustomers } from '../customers/search-customers.ts';
import { listDownload } from '../exports/list-download.ts';
import { askerOf } from '../queries/asker-of.ts';
import { auditOpened } from '../queries/audit-opened.ts';
import { withLease } from '../queries/with-lease.ts';
import { defineRoute } from '../routing/define-route.ts';

export const customerSearch = defineRoute({
  method: 'post',
  path: '/api/customers/search',
  access: 'customers',
  summary: 'Golden customers by name, id, account or tax number, as far as this person may see them.',
  body: customerSearchSchema,
  response: customerSearchResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const { services, body } = context;
      const asker = await askerOf(context);
      const { total, rows } = await searchCustomers(services, lease, asker, body);
      return {
        generation: lease.generation,
        asOf: lease.asOf,
        total,
        masked: rowPolicy(asker.principal).maskPersonal,
        rows,
        exportCap: customerExportCap,
      };
    }),
});

export const customer = defineRoute({
  method: 'get',
  path: '/api/customers/:id',
  access: 'customers',
  summary: 'One golden customer, by its id, a former id or that of a source record.',
  params: z.object({ id: customerIdSchema }),
  response: customerResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const { services, params } = context;
      const asker = await askerOf(context);
      const found = await findCustomer(lease, asker, params.id);
      const answer = await openCustomer(services, lease, asker, found);
      await auditOpened(context, lease, 'customer', { customer: found.goldenId });
      return {
        generation: lease.generation,
        asOf: lease.asOf,
        redirectedFrom: found.redirectedFrom,
        ...answer,
      };
    }),
});

export const customerTimeline = defineRoute({
  method: 'get',
  path: '/api/customers/:id/timeline',
  access: 'customers',
  summary: 'Everything both systems know of a customer, newest first, by page and kind.',
  params: z.object({ id: customerIdSchema }),
  query: timelineQuery,
  response: timelineResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const { services, params, query } = context;
      const asker = await askerOf(context);
      const found = await findCustomer(lease, asker, params.id);
      const timeline = await readTimeline(services, lease, asker, found, query);
      return {
        generation: lease.generation,
        asOf: lease.asOf,
        ...timeline,
        exportCap: customerExportCap,
      };
    }),
});

export const customerExport = defineRoute({
  method: 'post',
  path: '/api/customers/export',
  access: 'export',
  summary: 'A list of customers or the time line of one, as on the screen, as CSV.',
  body: customerExportRequest,
  response: z.string(),
  media: ['text/csv'],
  handle: (context) =>
    listDownload(context, 'customers', customerExportCap, (lease, asker) =>
      'search' in context.body
        ? downloadSearch(context.services, lease, asker, context.body.search)
        : downloadTimeline(context.services, lease, asker, context.body.timeline),
    ),
});
