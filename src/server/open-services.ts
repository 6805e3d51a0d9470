import { fileURLToPath } from 'node:url';
import { openStore } from '../store/open-store.ts';
import { ensureDemoAccounts, isLoopback } from './auth/demo-accounts.ts';
import { throttle } from './auth/throttle.ts';
import { fileSteward } from './data/file-steward.ts';
import { identityService } from './identity/identity-service.ts';
import { runInChild } from './jobs/child.ts';
import { eventHub } from './jobs/event-hub.ts';
import { jobs } from './jobs/jobs.ts';
import { extractReader } from './lineage/extract-reader.ts';
import { tokenBuckets } from './limits/token-bucket.ts';
import { userQueue } from './limits/user-queue.ts';
import { jsonLog } from './log.ts';
import { openServing } from './queries/open-serving.ts';
import { resultCache } from './queries/result-cache.ts';
import type { ServerOptions } from './server-options.ts';
import type { Services } from './services.ts';

const program = fileURLToPath(new URL('../cli/tandem.mjs', import.meta.url));

/** Opens everything a server of this workspace needs and prepares its accounts. */
export async function openServices(
  options: ServerOptions & { host: string },
): Promise<Services & { close(): Promise<void> }> {
  const { workspace, host } = options;
  const now = options.now ?? (() => new Date());
  const log = options.log ?? jsonLog((line) => process.stderr.write(line), now);
  const loopback = isLoopback(host);
  const demo = workspace.config.kind === 'demo' && loopback;
  const publicUrl = options.publicUrl === undefined ? undefined : new URL(options.publicUrl);

  const store = await openStore({ path: workspace.paths.store, now });
  const cache = resultCache();
  const events = eventHub();
  const serving =
    options.serving ??
    (await openServing(workspace.paths.warehouse, (served) => {
      cache.clear();
      events.publish({ type: 'generation', ...served });
    }));

  if (demo) await ensureDemoAccounts(store);
  else if ((await store.users.count('real')) === 0) {
    const secret = await store.setup.newSecret();
    options.print?.(`To set up this workspace, open the address and enter this one-time secret: ${secret}`);
  }

  const startChild = options.startChild ?? (() => runInChild(program, workspace.dir));
  const identity = identityService(workspace.paths.decisions, now);
  const work = jobs({ startChild, events, published: () => serving.refresh(), now, log });

  return {
    workspace,
    store,
    serving,
    cache,
    jobs: work,
    events,
    steward: fileSteward(workspace, now),
    extracts: extractReader(),
    identity,
    limits: {
      calls: tokenBuckets({ capacity: 120, perSecond: 20, now }),
      queries: userQueue({ places: 2, line: 200 }),
    },
    signIn: {
      accounts: throttle({ free: 5, maxWait: 300, now }),
      addresses: throttle({ free: 20, maxWait: 300, now }),
    },
    demo,
    secure: publicUrl?.protocol === 'https:',
    hosts: new Set([
      ...(loopback ? ['localhost', '127.0.0.1', '[::1]'] : [host]),
      ...(publicUrl ? [publicUrl.hostname] : []),
    ]),
    checkAnswers: options.checkAnswers ?? process.env['NODE_ENV'] === 'test',
    now,
    log,
    async close() {
      events.close();
      await work.close();
      await serving.close();
      await identity.close();
      await store.close();
    },
  };
}
