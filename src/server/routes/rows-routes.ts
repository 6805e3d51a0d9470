import { z } from 'zod';
import { membersQuery, membersResponse } from '../../contract/api/catalog.ts';
import { exportRequest, rowsResponse } from '../../contract/api/query.ts';
import { rowsQuerySchema } from '../../contract/query.ts';
import { exportQuery, exportRows } from '../exports/download.ts';
import { handOut } from '../exports/hand-out.ts';
import { askerOf } from '../queries/asker-of.ts';
import { answerRows, exportRowCap } from '../queries/answer-rows.ts';
import { visibleMembers } from '../queries/visible-members.ts';
import { withLease } from '../queries/with-lease.ts';
import { defineRoute } from '../routing/define-route.ts';

export const members = defineRoute({
  method: 'get',
  path: '/api/members/:dimension',
  access: 'query',
  summary: 'Members of a dimension that this person may see, by part of their name.',
  params: z.object({ dimension: z.string().max(80) }),
  query: membersQuery,
  response: membersResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const { search, limit } = context.query;
      const options = { limit, ...(search === undefined || search === '' ? {} : { search }) };
      const asker = await askerOf(context);
      return {
        members: await visibleMembers(context.services, lease, asker, context.params.dimension, options),
      };
    }),
});

export const rows = defineRoute({
  method: 'post',
  path: '/api/rows',
  access: 'rows',
  summary: 'The rows behind a number, with the key of the source line of each.',
  body: rowsQuerySchema,
  response: rowsResponse,
  handle: (context) =>
    withLease(context.services, context.person.user.id, async (lease) => {
      const { services, person, address, body } = context;
      const page = await answerRows(services, lease, await askerOf(context), body);
      await services.store.audit.append({
        userId: person.user.id,
        email: person.user.email,
        action: 'rows',
        outcome: 'ok',
        address,
        generation: lease.generation,
        detail: { metric: body.metric, rows: page.rows.length },
      });
      return {
        generation: lease.generation,
        asOf: lease.asOf,
        columns: [...page.columns],
        rows: page.rows,
        total: page.total,
        value: page.value,
        ...page.missing,
        exportCap: exportRowCap,
      };
    }),
});

export const exportCsv = defineRoute({
  method: 'post',
  path: '/api/export',
  access: 'export',
  summary: 'What is on the screen as CSV: a query, or all rows behind a number up to the cap.',
  body: exportRequest,
  response: z.string(),
  media: ['text/csv'],
  async handle(context) {
    const { services, person, body } = context;
    const asker = await askerOf(context);
    const lease = await services.serving.lease(person.user.id);
    try {
      const download =
        'query' in body
          ? await exportQuery(services, lease, asker, body.query)
          : await exportRows(services, lease, asker, body.rows, context.signal);
      return await handOut(context, lease, download, exportRowCap, (error) => {
        lease.release();
        if (error !== undefined)
          services.log({
            level: 'error',
            export: download.name,
            cause: error instanceof Error ? (error.stack ?? error.message) : 'gone',
          });
      });
    } catch (error) {
      lease.release();
      throw error;
    }
  },
});
