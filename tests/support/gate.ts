import { createServer } from 'node:http';

export interface Gate {
  readonly url: string;
  /** Holds the nth request from now on whose body names this method; the promise is kept when it has come. */
  hold(method: string, nth: number): { readonly came: Promise<void>; release(): void };
  close(): Promise<void>;
}

/** A server that passes every request on to another one, unless it was told to hold it. */
export async function openGate(target: string): Promise<Gate> {
  let held: { method: string; left: number; arrive: () => void; passed: Promise<void> } | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void (async () => {
        const body = Buffer.concat(chunks);
        if (held && body.includes(`"${held.method}"`) && --held.left === 0) {
          held.arrive();
          await held.passed;
        }
        try {
          const { authorization } = request.headers;
          const answer = await fetch(target + (request.url ?? '/'), {
            method: request.method ?? 'POST',
            headers: { 'content-type': 'application/json', ...(authorization ? { authorization } : {}) },
            body,
          });
          response.writeHead(answer.status, { 'content-type': 'application/json' });
          response.end(Buffer.from(await answer.arrayBuffer()));
        } catch {
          response.destroy();
        }
      })();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`,
    hold(method, nth) {
      let release = (): void => undefined;
      let arrive = (): void => undefined;
      const came = new Promise<void>((done) => (arrive = done));
      const passed = new Promise<void>((done) => (release = done));
      held = { method, left: nth, arrive, passed };
      return { came, release };
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
