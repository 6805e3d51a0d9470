import { z } from 'zod';
import { jobResponse, jobsResponse, jobStartedResponse } from '../../contract/api/jobs.ts';
import { authorise } from '../../metrics/authorise.ts';
import { findSignedIn } from '../auth/find-signed-in.ts';
import { seesRaw } from '../data/sees-raw.ts';
import { eventStream } from '../jobs/event-stream.ts';
import { defineRoute } from '../routing/define-route.ts';

const jobId = z.object({ id: z.uuid() });

export const startRun = defineRoute({
  method: 'post',
  path: '/api/run',
  access: 'run',
  summary: 'Load what is new, build and publish a generation, in the background.',
  body: z.strictObject({}).optional(),
  response: jobStartedResponse,
  async handle({ services, person, address }) {
    const job = services.jobs.start('run', person.user.email);
    await services.store.audit.append({
      userId: person.user.id,
      email: person.user.email,
      action: 'run',
      outcome: 'ok',
      address,
      detail: { job: job.id },
    });
    return { job: job.id };
  },
});

export const listJobs = defineRoute({
  method: 'get',
  path: '/api/jobs',
  access: 'run',
  summary: 'The last refreshes of this server, newest first.',
  response: jobsResponse,
  handle: ({ services }) => ({ jobs: services.jobs.list() }),
});

export const readJob = defineRoute({
  method: 'get',
  path: '/api/jobs/:id',
  access: 'run',
  summary: 'How one refresh goes.',
  params: jobId,
  response: jobResponse,
  handle: ({ services, params }) => ({ job: services.jobs.get(params.id) }),
});

export const cancelJob = defineRoute({
  method: 'delete',
  path: '/api/jobs/:id',
  access: 'run',
  summary: 'Stop a refresh; the generation served now stays.',
  params: jobId,
  response: jobResponse,
  async handle({ services, params, person, address }) {
    const job = services.jobs.cancel(params.id);
    await services.store.audit.append({
      userId: person.user.id,
      email: person.user.email,
      action: 'run.cancel',
      outcome: 'ok',
      address,
      detail: { job: job.id },
    });
    return { job };
  },
});

export const events = defineRoute({
  method: 'get',
  path: '/api/events',
  access: 'self',
  summary:
    'Server-sent events: a new generation (all), progress of a refresh (who may run one) and of a write-back (who may write).',
  response: z.string(),
  media: ['text/event-stream'],
  handle({ services, person, signal }) {
    const hears = (of: typeof person.principal) => ({
      run: authorise(of, 'run'),
      write: authorise(of, 'write-back') && seesRaw(of),
    });
    const may = hears(person.principal);
    const serving = services.serving.current();
    const running = services.jobs.list().filter((job) => job.state === 'running');
    return eventStream({
      hub: services.events,
      owner: person.user.id,
      async stillWelcome() {
        const now = await findSignedIn(services, person.token);
        return now !== undefined && JSON.stringify(hears(now.principal)) === JSON.stringify(may);
      },
      wanted: ({ type }) => type === 'generation' || (type === 'write-back' ? may.write : may.run),
      first: [
        ...(serving ? [{ type: 'generation' as const, ...serving }] : []),
        ...running.map((job) => ({ type: 'job' as const, job })),
      ],
      signal,
    });
  },
});
