import { rmSync } from 'node:fs';
import { afterAll, beforeAll } from 'vitest';
import { type RunOptions, runWorkspace } from '../../pipelines/run.ts';
import type { Workspace } from '../../pipelines/workspace.ts';
import { openServing } from '../../src/server/queries/open-serving.ts';
import { identityCalls } from './identity-calls.ts';
import { testServer, type TestServer } from './test-server.ts';

/** Builds a workspace and serves it to a steward while the tests of a file run; `server` is there while they do. */
export function servedIdentity(make: () => Workspace) {
  let served:
    { readonly workspace: Workspace; readonly server: TestServer; readonly steward: string } | undefined;
  beforeAll(async () => {
    const workspace = make();
    await runWorkspace(workspace);
    const serving = await openServing(workspace.paths.warehouse, () => undefined);
    const server = await testServer({ workspace, serving });
    served = { workspace, server, steward: await server.person(['steward']) };
  });
  afterAll(async () => {
    await served?.server.close();
    if (served) rmSync(served.workspace.dir, { recursive: true, force: true });
  });
  const there = () => {
    if (served === undefined) throw new Error('nothing is served yet');
    return served;
  };
  return {
    ...identityCalls(there),
    /** Builds anew and serves that. */
    run: async (options: RunOptions = {}): Promise<void> => {
      await runWorkspace(there().workspace, options);
      await there().server.services.serving.refresh();
    },
    get steward() {
      return there().steward;
    },
    get server() {
      return there().server;
    },
    get workspace() {
      return there().workspace;
    },
  };
}
