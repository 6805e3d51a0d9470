import { z } from 'zod';
import {
  driftResponse,
  loadsResponse,
  rejectsQuery,
  rejectsResponse,
  runsResponse,
  sourcesResponse,
} from '../../contract/api/data.ts';
import {
  fixColumnQuery,
  fixColumnResponse,
  fixesResponse,
  fixPreviewRequest,
  fixPreviewResponse,
  fixRequest,
} from '../../contract/api/fix.ts';
import { jobStartedResponse } from '../../contract/api/jobs.ts';
import { withBooks } from '../data/books.ts';
import { readDrift, readLoads } from '../data/load-books.ts';
import { readRejects } from '../data/reject-books.ts';
import { seesRaw, withoutSamples, withoutValues } from '../data/sees-raw.ts';
import { readSources } from '../data/source-books.ts';
import { defineRoute } from '../routing/define-route.ts';

export const sources = defineRoute({
  method: 'get',
  path: '/api/data/sources',
  access: 'data.read',
  summary: 'Sources and their objects: rows, rejects, freshness.',
  response: sourcesResponse,
  handle: ({ services }) =>
    withBooks(services, (books) =>
      readSources(services.workspace, books, services.now().toISOString().slice(0, 10)),
    ),
});

export const loads = defineRoute({
  method: 'get',
  path: '/api/data/loads',
  access: 'data.read',
  summary: 'The last loads, file by file, published or not.',
  response: loadsResponse,
  handle: ({ services }) => withBooks(services, (books) => readLoads(services.workspace, books)),
});

export const rejects = defineRoute({
  method: 'get',
  path: '/api/data/rejects',
  access: 'data.read',
  summary: 'Rejected rows with file, line, rule, value and raw text.',
  query: rejectsQuery,
  response: rejectsResponse,
  async handle({ services, query, person }) {
    const answer = await withBooks(services, (books) => readRejects(books, query));
    if (seesRaw(person.principal)) return answer;
    return { ...answer, rows: answer.rows.map((row) => ({ ...row, value: null, raw: null })) };
  },
});

export const drift = defineRoute({
  method: 'get',
  path: '/api/data/drift',
  access: 'data.read',
  summary: 'Columns that came, went or changed their type.',
  response: driftResponse,
  async handle({ services, person }) {
    const answer = await withBooks(services, readDrift);
    return seesRaw(person.principal) ? answer : withoutSamples(answer);
  },
});

export const runs = defineRoute({
  method: 'get',
  path: '/api/data/runs',
  access: 'data.read',
  summary: 'The last runs and, where one failed, the checks that stopped it.',
  response: runsResponse,
  handle: async ({ services }) => ({ runs: await services.steward.runs() }),
});

export const fixColumn = defineRoute({
  method: 'get',
  path: '/api/data/fix/column',
  access: 'data.fix',
  summary: 'The values a column takes, where its contract lists them.',
  query: fixColumnQuery,
  response: fixColumnResponse,
  handle: ({ services, query }) => ({ accepts: [...services.steward.accepts(query)] }),
});

export const previewFix = defineRoute({
  method: 'post',
  path: '/api/data/fix/preview',
  access: 'data.fix',
  summary: 'How many rejected rows a fix would let in.',
  body: fixPreviewRequest,
  response: fixPreviewResponse,
  handle: ({ services, body }) => services.steward.preview(body),
});

export const applyFix = defineRoute({
  method: 'post',
  path: '/api/data/fix',
  access: 'data.fix',
  summary: 'Save a fix, replay the rejected rows and publish, in the background.',
  body: fixRequest,
  response: jobStartedResponse,
  async handle({ services, person, body, address }) {
    const { reason, ...target } = body;
    services.steward.check(target);
    const job = services.jobs.start('fix', person.user.email, () =>
      services.steward.add(target, person.user.email, reason),
    );
    await services.store.audit.append({
      userId: person.user.id,
      email: person.user.email,
      action: 'data.fix',
      outcome: 'ok',
      address,
      detail: { job: job.id, source: body.source, object: body.object, column: body.column, reason },
    });
    return { job: job.id };
  },
});

export const listFixes = defineRoute({
  method: 'get',
  path: '/api/data/fixes',
  access: 'data.read',
  summary: 'Fixes in force.',
  response: fixesResponse,
  async handle({ services, person }) {
    const answer = { fixes: await services.steward.fixes() };
    return seesRaw(person.principal) ? answer : withoutValues(answer);
  },
});

export const undoFix = defineRoute({
  method: 'delete',
  path: '/api/data/fixes/:id',
  access: 'data.fix',
  summary: 'Take a fix back and publish again, in the background.',
  params: z.object({ id: z.string().regex(/^[0-9a-f]{6,64}$/) }),
  response: jobStartedResponse,
  async handle({ services, person, params, address }) {
    const job = services.jobs.start('fix', person.user.email, () => services.steward.undo(params.id));
    await services.store.audit.append({
      userId: person.user.id,
      email: person.user.email,
      action: 'data.fix.undo',
      outcome: 'ok',
      address,
      detail: { job: job.id, fix: params.id },
    });
    return { job: job.id };
  },
});
