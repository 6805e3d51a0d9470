import { expect } from 'vitest';
import type { TestServer } from './test-server.ts';

interface Caller {
  readonly server: TestServer;
  readonly steward: string;
}

/** Calls of the identity routes, a second apart, by the steward when nobody else is named; `ask` takes no refusal. */
export function identityCalls(by: () => Caller) {
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a caller names what it reads
  const call = async <T>(
    method: string,
    path: string,
    body?: unknown,
    as = by().steward,
  ): Promise<{ status: number; answer: T }> => {
    const { server } = by();
    server.pass(1_000);
    const response = await server.call(method, `/api/identity${path}`, {
      as,
      ...(body === undefined ? {} : { body }),
    });
    return { status: response.status, answer: (await response.json()) as T };
  };
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const { status, answer } = await call<T>(method, path, body);
    expect(status, JSON.stringify(answer)).toBeLessThan(300);
    return answer;
  };
  return { call, ask };
}
