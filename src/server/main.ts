import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { serve } from '@hono/node-server';
import { TandemError } from '../contract/errors.ts';
import { createApp } from './app.ts';
import { isLoopback } from './auth/demo-accounts.ts';
import { openServices } from './open-services.ts';
import type { ServerOptions } from './server-options.ts';
import { staticFiles } from './static-files.ts';

export interface RunningServer {
  readonly url: string;
  /** Ends event streams, jobs and connections, and lets go of all files. */
  close(): Promise<void>;
}

const webRoot = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Serves one workspace. Throws `locked` when the port is taken. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const host = options.host ?? '127.0.0.1';
  const services = await openServices({ ...options, host });
  const app = createApp(services, staticFiles(options.webRoot ?? webRoot));
  const server = serve({ fetch: app.fetch, hostname: host, port: options.port });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
  } catch (error) {
    await services.close();
    throw new TandemError('locked', { port: options.port, host }, { cause: error });
  }
  const { port } = server.address() as AddressInfo;
  const shownHost = isLoopback(host) ? host : host.includes(':') ? `[${host}]` : host;
  return {
    url: options.publicUrl ?? `http://${shownHost}:${port}`,
    async close() {
      services.events.close();
      const closed = new Promise((resolve) => server.close(resolve));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await services.close();
    },
  };
}
