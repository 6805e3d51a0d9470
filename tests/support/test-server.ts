import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { openWorkspace, type Workspace } from '../../pipelines/workspace.ts';
import type { Role, Scope } from '../../src/contract/roles.ts';
import { createApp } from '../../src/server/app.ts';
import { hashPassword } from '../../src/server/auth/password.ts';
import type { StartChild } from '../../src/server/jobs/child.ts';
import { openServices } from '../../src/server/open-services.ts';
import type { Serving } from '../../src/server/queries/serving.ts';
import type { Route } from '../../src/server/routing/define-route.ts';
import { routes as allRoutes } from '../../src/server/routes/all-routes.ts';
import type { Services } from '../../src/server/services.ts';
import { staticFiles } from '../../src/server/static-files.ts';
import { noServing } from './test-serving.ts';

export interface TestServer {
  readonly app: Hono;
  readonly services: Services;
  readonly dir: string;
  readonly printed: string[];
  readonly logged: Readonly<Record<string, unknown>>[];
  /** Moves the server's clock. */
  pass(milliseconds: number): void;
  /** A call as the page makes it: JSON body, our header, the session cookie. */
  call(
    method: string,
    path: string,
    options?: { as?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response>;
  /** Makes an account and signs it in; returns its cookie. */
  person(roles: readonly Role[], scope?: Scope): Promise<string>;
  signIn(email: string, password: string): Promise<Response>;
  close(): Promise<void>;
}

export interface TestServerOptions {
  readonly kind?: 'demo' | 'real';
  readonly host?: string;
  readonly publicUrl?: string;
  readonly serving?: Serving;
  readonly startChild?: StartChild;
  readonly routes?: readonly Route[];
  readonly yaml?: string;
  /** A workspace that is there already; without it an empty one is made. */
  readonly workspace?: Workspace;
  readonly webRoot?: string;
}

/** Everybody that `person` makes has the same password. */
let personHash: Promise<string> | undefined;

export const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

/** The whole HTTP application over a workspace in a temporary folder; nothing listens. */
export async function testServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-server-'));
  writeFileSync(
    join(dir, 'tandem.yaml'),
    options.yaml ??
      `name: Test company\nkind: ${options.kind ?? 'demo'}\nbase_currency: CNY\nsources:\n  - { id: erp, system: odoo, path: extracts/erp }\n`,
  );
  let clock = Date.parse('2026-07-01T08:00:00Z');
  const printed: string[] = [];
  const logged: Readonly<Record<string, unknown>>[] = [];
  const services = await openServices({
    workspace: options.workspace ?? openWorkspace(dir),
    host: options.host ?? '127.0.0.1',
    port: 0,
    now: () => new Date(clock),
    print: (line) => printed.push(line),
    log: (entry) => logged.push(entry),
    checkAnswers: true,
    serving: options.serving ?? noServing,
    startChild:
      options.startChild ??
      (() => ({
        lines: (async function* () {})(),
        exited: Promise.resolve({ code: 0, signal: null, said: '' }),
        kill: () => undefined,
      })),
    ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }),
  });
  const app = createApp(
    services,
    staticFiles(options.webRoot ?? join(dir, 'no-web')),
    options.routes ?? allRoutes,
  );
  const host = options.publicUrl ? new URL(options.publicUrl).host : (options.host ?? 'localhost');
  let people = 0;

  const call: TestServer['call'] = async (method, path, { as, body, headers } = {}) =>
    app.request(`http://${host}${path}`, {
      method,
      headers: {
        host,
        ...(method === 'GET' ? {} : { 'x-tandem-csrf': '1', origin: `http://${host}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(as === undefined ? {} : { cookie: as }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  const signIn: TestServer['signIn'] = (email, password) =>
    call('POST', '/api/session', { body: { email, password } });

  return {
    app,
    services,
    dir,
    printed,
    logged,
    pass: (milliseconds) => void (clock += milliseconds),
    call,
    signIn,
    async person(roles, scope = {}) {
      const email = `person${people++}@company.test`;
      const user = await services.store.users.create({
        email,
        name: 'A Person',
        passwordHash: await (personHash ??= hashPassword('a long password')),
        roles,
        scope,
      });
      return `tandem_session=${await services.store.sessions.open(user.id)}`;
    },
    async close() {
      await services.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
