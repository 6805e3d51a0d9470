import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { sharedDirectory } from './parts.ts';

/** A throw-away live ERP restored from the shared fixture. */
export interface TrytonServer {
  readonly url: string;
  /** Calls a method of a model as admin; the context is added. */
  call(model: string, method: string, ...parameters: unknown[]): Promise<unknown>;
  kill(): void;
  /** Starts it again over the database it left. */
  revive(): Promise<void>;
  stop(): void;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });

async function rpc(
  url: string,
  session: string,
  method: string,
  parameters: readonly unknown[],
): Promise<unknown> {
  const response = await fetch(`${url}/tandem/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(session === '' ? {} : { authorization: `Session ${Buffer.from(session).toString('base64')}` }),
    },
    body: JSON.stringify({ id: 1, method, params: parameters }),
  });
  const answer = (await response.json()) as { result?: unknown; error?: unknown };
  if (answer.error !== undefined) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
  return answer.result;
}

/** Starts it in `dir` on a free port (about five seconds) and signs in as admin. */
export async function startTryton(dir: string): Promise<TrytonServer> {
  const port = await freePort();
  // Output goes nowhere: the server inherits it, and a pipe that stays open would never let the script return.
  const started = spawnSync(join(sharedDirectory, 'tryton', 'up.sh'), [dir, String(port)], {
    stdio: 'ignore',
    timeout: 90_000,
  });
  if (started.status !== 0) throw new Error(`the ERP did not start; see ${join(dir, 'log')}`);
  const url = `http://127.0.0.1:${String(port)}`;
  const [user, key] = (await rpc(url, '', 'common.db.login', ['admin', { password: 'tandempw' }, 'en'])) as [
    number,
    string,
  ];
  const session = `admin:${String(user)}:${key}`;
  const context = await rpc(url, session, 'model.res.user.get_preferences', [true, {}]);
  let pid = Number(readFileSync(join(dir, 'pid'), 'utf8'));
  const kill = (): void => {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended already.
    }
  };
  return {
    url,
    call: (model, method, ...parameters) =>
      rpc(url, session, `model.${model}.${method}`, [...parameters, context]),
    kill,
    async revive() {
      const again = spawn('/usr/bin/trytond', ['-c', join(dir, 'trytond.conf'), '-d', 'tandem'], {
        stdio: 'ignore',
        detached: true,
      });
      again.unref();
      pid = again.pid ?? 0;
      for (let attempt = 0; attempt < 120; attempt++) {
        try {
          await fetch(url);
          return;
        } catch {
          await new Promise((done) => setTimeout(done, 250));
        }
      }
      throw new Error('the ERP did not come back');
    },
    stop() {
      kill();
      execFileSync('sleep', ['0.2']);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
