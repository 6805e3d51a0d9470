import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestSequencer, TestSpecification, Vitest } from 'vitest/node';

/** Files that take longest, dearest first: one that starts last keeps a whole machine waiting for itself. */
const dear = [
  'tests/engines/metrics/metrics-rollup.test.ts',
  'tests/engines/server/server-policy.test.ts',
  'tests/engines/load/kill.long.test.ts',
  'tests/engines/metrics/metrics-policy.test.ts',
  'tests/engines/server/server-live.long.test.ts',
  'tests/engines/models/publish.test.ts',
  'tests/engines/models/models-totals.test.ts',
  'tests/engines/identity/identity-golden.test.ts',
  'tests/engines/server/server-orders.test.ts',
  'tests/engines/server/server-customers.test.ts',
  'tests/engines/linkage/linkage-runs.test.ts',
  'tests/engines/identity/identity-demo.test.ts',
  'tests/engines/load/load-state.test.ts',
  'tests/engines/orders/tryton.long.test.ts',
  'tests/engines/orders/order-status-tryton.long.test.ts',
  'tests/engines/load/load-parts-lake.test.ts',
  'tests/engines/notebooks.long.test.ts',
  'tests/engines/server/server-identity.test.ts',
  'tests/journeys/identity-review.long.test.ts',
  'tests/journeys/identity.test.ts',
  'tests/journeys/access.test.ts',
  'tests/journeys/identity-products.long.test.ts',
  'tests/journeys/customer.test.ts',
  'tests/journeys/steward.test.ts',
  'tests/journeys/service.test.ts',
  'tests/journeys/write-back.long.test.ts',
  'tests/journeys/trouble.long.test.ts',
  'tests/journeys/executive.test.ts',
];

/** Starts the dearest files first; the rest follow as the runner would have them. */
export default class DearFilesFirst implements TestSequencer {
  private readonly runner: Vitest;

  constructor(runner: Vitest) {
    this.runner = runner;
  }

  async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.runner.config;
    const gone = dear.find((file) => !existsSync(join(root, file)));
    if (gone !== undefined)
      throw new Error(`tests/support/dear-files-first.ts names ${gone}, which is not there`);
    const place = new Map(dear.map((file, at) => [join(root, file), at]));
    const rank = ({ moduleId }: TestSpecification): number => place.get(moduleId) ?? dear.length;
    return (await (await this.own()).sort(files)).sort((a, b) => rank(a) - rank(b));
  }

  async shard(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await this.own()).shard(files);
  }

  // The configuration is read for building the page too, which has no use for the runner.
  private async own(): Promise<TestSequencer> {
    const { BaseSequencer } = await import('vitest/node');
    return new BaseSequencer(this.runner);
  }
}
