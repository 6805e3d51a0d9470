import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A refresh under way in its own process. */
export interface RunChild {
  /** Its standard output, line by line, until it ends. */
  readonly lines: AsyncIterable<string>;
  /** Exit code or signal, and the last of what it said on standard error. */
  readonly exited: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly said: string;
  }>;
  kill(): void;
}

export type StartChild = () => RunChild;

/** `tandem run` on a workspace as a child process: a crash or a kill of it never touches the server. */
export function runInChild(program: string, workspaceDir: string): RunChild {
  const child = spawn(process.execPath, [program, 'run', '--workspace', workspaceDir, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, UV_THREADPOOL_SIZE: '8' },
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
  });
  return {
    lines: createInterface({ input: child.stdout, crlfDelay: Infinity }),
    exited: new Promise((resolve) => {
      child.once('error', (error) => resolve({ code: null, signal: null, said: error.message }));
      child.once('close', (code, signal) => resolve({ code, signal, said: said.trim() }));
    }),
    kill: () => void child.kill('SIGKILL'),
  };
}
