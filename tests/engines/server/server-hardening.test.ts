import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TandemError } from '../../../src/contract/errors.ts';
import { routes } from '../../../src/server/routes/all-routes.ts';
import { defineRoute } from '../../../src/server/routing/define-route.ts';
import { queryError } from '../../../src/warehouse/query-error.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';

const broken = defineRoute({
  method: 'get',
  path: '/api/test/broken',
  access: 'public',
  summary: 'Fails as asked.',
  query: z.strictObject({ how: z.string() }),
  response: z.object({}),
  handle({ query }) {
    if (query.how === 'sql')
      throw queryError(new Error('Catalog Error: secret_table'), 'select password from secret_table');
    if (query.how === 'timeout') throw new TandemError('timeout', { seconds: 10 });
    throw new Error('/home/someone/secret.ts');
  },
});

const problem = async (response: Response) =>
  ((await response.json()) as { error: { code: string; id: string; details: unknown } }).error;

describe('hostile callers', () => {
  let server: TestServer;
  let web: string;
  let as: string;

  beforeAll(async () => {
    web = mkdtempSync(join(tmpdir(), 'tandem-web-'));
    mkdirSync(join(web, 'assets'));
    writeFileSync(join(web, 'index.html'), '<!doctype html><title>Tandem</title>');
    writeFileSync(join(web, 'assets/app-1a2b.js'), 'export {};');
    writeFileSync(join(web, '..', 'tandem-secret.txt'), 'secret');
    server = await testServer({ webRoot: web, routes: [...routes, broken] });
    as = await server.person(['admin', 'steward', 'executive']);
  });
  afterAll(async () => {
    await server.close();
    rmSync(web, { recursive: true, force: true });
    rmSync(join(web, '..', 'tandem-secret.txt'), { force: true });
  });

  it('[API-8] a change without our header or from another origin is refused before anything else', async () => {
    const change = (headers: Record<string, string>): Promise<Response> =>
      server.call('PATCH', '/api/me', { as, body: { theme: 'dark' }, headers });
    expect((await change({})).status).toBe(200);
    for (const headers of [
      { 'x-tandem-csrf': '' },
      { 'x-tandem-csrf': '0' },
      { origin: 'https://evil.example' },
      { origin: 'http://localhost:9999' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const response = await change(headers);
      expect(response.status, JSON.stringify(headers)).toBe(403);
    }
    for (const route of routes.filter(({ method }) => method !== 'get')) {
      const response = await server.call(route.method.toUpperCase(), route.path, {
        as,
        body: {},
        headers: { origin: 'https://evil.example' },
      });
      expect(response.status, route.id).toBe(403);
    }
  });

  it('[API-8] another name that points at this machine is refused', async () => {
    for (const host of [
      'evil.example',
      'localhost.evil.example',
      '127.0.0.1.evil.example',
      '',
      'a b',
      '[::1',
    ])
      expect((await server.call('GET', '/api/health', { headers: { host } })).status, host).toBe(403);
    for (const host of ['localhost', 'localhost:4400', '127.0.0.1:4400', '[::1]:4400'])
      expect((await server.call('GET', '/api/health', { headers: { host } })).status, host).toBe(200);
  });

  it('[API-6] a body that is too large, of the wrong type or no JSON is refused', async () => {
    const post = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
      server.call('POST', '/api/session', { body, headers });
    expect(
      (await problem(await post(JSON.stringify({ email: 'a@b.c', password: 'x'.repeat(70_000) })))).code,
    ).toBe('too_large');
    expect((await problem(await post('{}', { 'content-type': 'text/plain' }))).code).toBe('bad_request');
    expect(
      (await problem(await post('{}', { 'content-type': 'application/x-www-form-urlencoded' }))).code,
    ).toBe('bad_request');
    expect(await problem(await post('{'))).toMatchObject({
      code: 'bad_request',
      details: { reason: 'body_no_json' },
    });
    expect(await problem(await post('[]'))).toMatchObject({
      code: 'bad_request',
      details: { reason: 'value_type', path: 'body', wanted: 'object', found: 'array' },
    });
    expect(await problem(await post('{"email":"a@b.c","password":"x","admin":true}'))).toMatchObject({
      code: 'bad_request',
      details: { reason: 'value_unknown', path: 'body.admin', known: 'email, password' },
    });
  });

  it('[API-6] a body without a length is cut off at the limit', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 16_384;
        if (sent > 10_000_000) controller.close();
        else controller.enqueue(new Uint8Array(16_384).fill(0x20));
      },
    });
    const response = await server.app.request('http://localhost/api/session', {
      method: 'POST',
      headers: { host: 'localhost', 'content-type': 'application/json', 'x-tandem-csrf': '1' },
      body: endless,
      duplex: 'half',
    } as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(200_000);
  });

  it('[API-5] what went wrong inside is in the log under an id, not in the answer', async () => {
    for (const [how, code, status] of [
      ['sql', 'query_failed', 500],
      ['other', 'internal', 500],
    ] as const) {
      const response = await server.call('GET', `/api/test/broken?how=${how}`);
      expect(response.status).toBe(status);
      const text = await response.clone().text();
      expect(text).not.toMatch(/secret|home|select/);
      const error = await problem(response);
      expect(error).toMatchObject({ code, details: {} });
      expect(JSON.stringify(server.logged.find((entry) => entry['id'] === error.id))).toMatch(/secret/);
    }
    const late = await server.call('GET', '/api/test/broken?how=timeout');
    expect(late.status).toBe(504);
    expect((await problem(late)).code).toBe('timeout');
  });

  it('[API-9] every answer carries the policy for scripts, frames and types', async () => {
    for (const path of [
      '/',
      '/api/health',
      '/api/nothing',
      '/assets/app-1a2b.js',
      '/overview?from=2026-01-01',
    ]) {
      const { headers } = await server.call('GET', path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy, path).toContain(`script-src 'self'`);
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
      expect(policy).toContain(`frame-ancestors 'none'`);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('[API-10] addresses of the application give the page, hashed assets are kept for ever', async () => {
    expect(await (await server.call('GET', '/overview')).text()).toContain('<title>Tandem');
    expect((await server.call('GET', '/overview')).headers.get('cache-control')).toBe('no-cache');
    expect((await server.call('GET', '/assets/app-1a2b.js')).headers.get('cache-control')).toContain(
      'immutable',
    );
    expect((await server.call('GET', '/assets/app-0000.js')).status).toBe(404);
    expect((await server.call('GET', '/none.js')).status).toBe(404);
    expect(await (await server.call('GET', '/orders/erp%7Csale.order_7')).text()).toContain('<title>Tandem');
    expect((await server.call('GET', '/favicon.ico')).headers.get('content-type')).toBe('image/svg+xml');
  });

  it('[API-10] no path leads out of the folder', async () => {
    const climbs = [
      '../tandem-secret.txt',
      '..%2ftandem-secret.txt',
      '%2e%2e/tandem-secret.txt',
      '..\\tandem-secret.txt',
      '....//tandem-secret.txt',
      '%00../tandem-secret.txt',
      'assets/../../tandem-secret.txt',
      '%252e%252e%252ftandem-secret.txt',
    ];
    for (const climb of climbs)
      expect(await (await server.call('GET', `/${climb}`)).text(), climb).not.toBe('secret');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('..', '.', '%2e', '%2f', '/', '\\', 'assets', 'tandem-secret.txt', '%00'), {
          maxLength: 8,
        }),
        async (parts) => {
          const response = await server.call('GET', `/${parts.join('/')}`);
          expect(await response.text()).not.toBe('secret');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('[API-7] a person who asks too fast has to wait, and no one else', async () => {
    const fast = await server.person(['executive']);
    const slow = await server.person(['executive']);
    const statuses = [];
    for (let at = 0; at < 125; at++)
      statuses.push((await server.call('GET', '/api/me', { as: fast })).status);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect((await server.call('GET', '/api/me', { as: slow })).status).toBe(200);
    server.pass(1_000);
    expect((await server.call('GET', '/api/me', { as: fast })).status).toBe(200);
  });

  it('random requests are answered, never with an inner error', async () => {
    const method = fc.constantFrom('GET', 'POST', 'PATCH', 'DELETE', 'PUT', 'OPTIONS');
    const path = fc.constantFrom(...routes.map((route) => route.path));
    const id = fc.oneof(fc.string(), fc.constantFrom('1', '-1', 'revenue', `' or 1=1 --`, '%00'));
    await fc.assert(
      fc.asyncProperty(method, path, id, fc.json(), fc.boolean(), async (verb, route, name, body, signed) => {
        if (route === '/api/events' || route === '/api/setup') return;
        server.pass(60_000);
        const response = await server.call(verb, route.replace(/:\w+/, encodeURIComponent(name) || 'x'), {
          ...(signed ? { as } : {}),
          ...(verb === 'GET' ? {} : { body }),
        });
        expect(response.status, `${verb} ${route} ${name} ${body}`).not.toBe(500);
        await response.body?.cancel();
      }),
      { numRuns: 300 },
    );
  });
});
