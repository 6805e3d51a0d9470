import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Workspace } from '../../pipelines/workspace.ts';
import { isTandemError, TandemError } from '../contract/errors.ts';
import type { RunningServer } from '../server/main.ts';
import { readPointer } from '../warehouse/pointer.ts';
import type { CliCommand, CommandContext } from './command.ts';
import { readNumber, readText } from './read-option.ts';
import { stopSignal } from './stop-signal.ts';
import { webRoot } from './web-build.ts';
import { workspaceOf, workspaceOption } from './workspace-option.ts';

export const defaultPort = 4400;

interface ServeOptions {
  readonly port: number | undefined;
  readonly host: string | undefined;
}

export const serveOptions = [
  { flag: '--port <p>', about: 'cli.serve.port' },
  { flag: '--host <host>', about: 'cli.serve.host' },
] as const;

export const readServeOptions = (options: Readonly<Record<string, unknown>>): ServeOptions => ({
  port: readNumber(options, 'port', { min: 0, max: 65_535, whole: true }),
  host: readText(options, 'host'),
});

/** The process that serves this workspace already, when that is why its records could not be opened. */
const servedBy = (error: unknown): string | undefined =>
  error instanceof Error ? /Could not set lock on file .*\(PID (\d+)\)/.exec(error.message)?.[1] : undefined;

/** Throws `conflict` when a port that was asked for is taken, before any work is begun. */
export async function checkPort({ port, host }: ServeOptions): Promise<void> {
  if (port === undefined || port === 0) return;
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', (cause) => reject(new TandemError('conflict', { port }, { cause })));
    probe.listen(port, host ?? '127.0.0.1', () => probe.close(() => resolve()));
  });
}

/** A port that was asked for is taken or refused; without one the next free one is used and said. */
async function startOnFreePort(
  { t, print }: CommandContext,
  workspace: Workspace,
  { port, host }: ServeOptions,
): Promise<RunningServer> {
  const { startServer } = await import('../server/main.ts');
  const lines: string[] = [];
  for (let offset = 0; ; offset++) {
    const wanted = port ?? defaultPort + offset;
    try {
      const server = await startServer({
        workspace,
        port: wanted,
        ...(host === undefined ? {} : { host }),
        webRoot,
        print: (line) => lines.push(line),
      });
      if (offset > 0) print(t('cli.serve.other_port', { port: defaultPort, used: wanted }));
      for (const line of lines) print(line);
      return server;
    } catch (error) {
      const pid = servedBy(error);
      if (pid !== undefined) throw new TandemError('locked', { what: 'store', pid }, { cause: error });
      const busy = isTandemError(error) && error.code === 'locked' && 'port' in error.details;
      if (!busy) throw error;
      if (port !== undefined || offset >= 20)
        throw new TandemError('conflict', { port: wanted }, { cause: error });
      lines.length = 0;
    }
  }
}

/** Serves until asked to stop. */
export async function serveAndWait(
  context: CommandContext,
  workspace: Workspace,
  options: ServeOptions,
): Promise<number> {
  const { t, print, json, printJson } = context;
  if (!existsSync(join(webRoot, 'index.html'))) print(t('cli.serve.no_web'));
  if (readPointer(workspace.paths.warehouse) === undefined) print(t('cli.serve.no_generation'));
  const server = await startOnFreePort(context, workspace, options);
  if (json) printJson({ url: server.url });
  else {
    print(t('cli.serve.address', { url: server.url }));
    if (workspace.config.kind === 'demo') print(t('cli.serve.demo_sign_in'));
    print(t('cli.serve.stop'));
  }
  await stopSignal();
  if (!json) print(t('cli.serve.stopping'));
  await server.close();
  return 0;
}

/** `tandem serve`: the web app and API over what is published. */
export const serveCommand: CliCommand = {
  usage: 'serve',
  about: 'cli.serve.about',
  options: [workspaceOption, ...serveOptions],
  examples: ['tandem serve --workspace ../company --port 8080'],
  async run(context, _args, options) {
    return serveAndWait(context, await workspaceOf(options), readServeOptions(options));
  },
};
