import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { openWorkspace } from '../../pipelines/workspace.ts';
import { startServer } from '../../src/server/main.ts';
import { madeOnce } from './made-once.ts';
import { sharedDemo } from './shared-demo.ts';

export interface ServedDemo {
  readonly url: string;
  readonly dir: string;
  /** What the server printed on its console. */
  readonly printed: readonly string[];
  close(): Promise<void>;
  /** The same workspace again on the same port, after `close`. */
  again(): Promise<void>;
  remove(): Promise<void>;
}

/** The built web application of this run; built by the first test file that asks. */
export const builtWeb = (): Promise<string> =>
  madeOnce('web', async (out) => {
    // The test runner's NODE_ENV would make it a build for development, larger than what users get.
    const { NODE_ENV } = process.env;
    process.env['NODE_ENV'] = 'production';
    try {
      await build({ build: { outDir: out, emptyOutDir: true }, logLevel: 'error' });
    } finally {
      process.env['NODE_ENV'] = NODE_ENV;
    }
  });

const serve = async (dir: string): Promise<ServedDemo> => {
  const webRoot = await builtWeb();
  const printed: string[] = [];
  const start = (port: number) =>
    startServer({
      workspace: openWorkspace(dir),
      port,
      webRoot,
      print: (line) => printed.push(line),
      log: () => undefined,
    });
  let server = await start(0);
  const { url } = server;
  let open = true;
  const close = async () => {
    if (open) await server.close();
    open = false;
  };
  return {
    url,
    dir,
    printed,
    close,
    async again() {
      server = await start(Number(new URL(url).port));
      open = true;
    },
    async remove() {
      await close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};

/** Serves a copy of the demo workspace, so that a test may change it. */
export const serveDemo = async (scale = 0.05): Promise<ServedDemo> => {
  // The page builds on one core while the engine waits for the other.
  const [made] = await Promise.all([sharedDemo(scale), builtWeb()]);
  const dir = mkdtempSync(join(tmpdir(), 'tandem-served-'));
  cpSync(made.dir, dir, { recursive: true });
  return serve(dir);
};

/** Serves a workspace into which nothing has been loaded. */
export const serveEmpty = async (kind: 'demo' | 'real'): Promise<ServedDemo> => {
  const dir = mkdtempSync(join(tmpdir(), 'tandem-served-'));
  writeFileSync(
    join(dir, 'tandem.yaml'),
    `name: Empty company\nkind: ${kind}\nbase_currency: CNY\nas_of: 2026-06-30\nsources:\n  - { id: erp, system: odoo, path: extracts/erp }\n`,
  );
  return serve(dir);
};
