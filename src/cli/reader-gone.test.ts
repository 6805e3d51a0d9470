import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { mayLoseReader } from './reader-gone.ts';

describe('an output whose reader goes away', () => {
  it('is no error of the command: nothing on the other output, its own exit code', async () => {
    const command = join(import.meta.dirname, 'tandem.mjs');
    for (const [args, code] of [
      [['--help'], 0],
      [['export', 'nothing', '--json'], 2],
    ] as const) {
      const child = spawn(process.execPath, [command, ...args], {
        env: { ...process.env, UV_THREADPOOL_SIZE: '16', LANG: 'en' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child.stdout.destroy();
      let said = '';
      child.stderr.on('data', (part: Buffer) => (said += part.toString()));
      const [left] = (await once(child, 'close')) as [number];
      expect(said).not.toMatch(/EPIPE|\n +at /);
      expect(left).toBe(code);
    }
  }, 60_000);

  it('leaves every other error as it was', () => {
    const output = new PassThrough();
    mayLoseReader(output);
    expect(output.emit('error', Object.assign(new Error(), { code: 'EPIPE' }))).toBe(true);
    expect(() => output.emit('error', Object.assign(new Error('full'), { code: 'ENOSPC' }))).toThrow('full');
  });
});
