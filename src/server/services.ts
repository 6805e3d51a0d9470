import type { Workspace } from '../../pipelines/workspace.ts';
import type { Store } from '../store/open-store.ts';
import type { Throttle } from './auth/throttle.ts';
import type { IdentityService } from './identity/identity-service.ts';
import type { EventHub } from './jobs/event-hub.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { TokenBuckets } from './limits/token-bucket.ts';
import type { UserQueue } from './limits/user-queue.ts';
import type { Log } from './log.ts';
import type { ResultCache } from './queries/result-cache.ts';
import type { Serving } from './queries/serving.ts';
import type { ExtractReader } from './lineage/extract-reader.ts';
import type { Steward } from './data/steward.ts';

/** Everything a handler may use. Impure things come in here and nowhere else. */
export interface Services {
  readonly workspace: Workspace;
  readonly store: Store;
  readonly serving: Serving;
  readonly cache: ResultCache;
  readonly jobs: Jobs;
  readonly events: EventHub;
  readonly steward: Steward;
  readonly extracts: ExtractReader;
  readonly identity: IdentityService;
  readonly limits: { readonly calls: TokenBuckets; readonly queries: UserQueue };
  readonly signIn: { readonly accounts: Throttle; readonly addresses: Throttle };
  /** Demo accounts work: a demo workspace, served on loopback. */
  readonly demo: boolean;
  /** Served over https: cookies are Secure. */
  readonly secure: boolean;
  /** Host names this server answers to. */
  readonly hosts: ReadonlySet<string>;
  /** Answers are checked against their schemas (tests, development). */
  readonly checkAnswers: boolean;
  readonly now: () => Date;
  readonly log: Log;
}
