import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadMessages } from '../messages/load-messages.ts';
import { createTranslate } from '../messages/translate.ts';
import type { CommandContext } from './command.ts';
import { demo } from './demo.ts';

let out = '';
const lines: string[] = [];
const values: unknown[] = [];
let context: CommandContext;
beforeAll(async () => {
  out = mkdtempSync(join(tmpdir(), 'tandem-demo-cli-'));
  context = {
    t: createTranslate('en', await loadMessages('en')),
    language: 'en',
    json: false,
    print: (line) => void lines.push(line),
    printJson: (value) => void values.push(value),
    progress: () => undefined,
  };
});
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('tandem demo', () => {
  it('writes a workspace and says how much is in it', async () => {
    expect(await demo.run(context, [], { out, scale: 0.002, seed: 3 })).toBe(0);
    expect(readdirSync(out).sort()).toEqual(['extracts', 'tandem.yaml', 'truth']);
    expect(lines[0]).toMatch(/[\d,]+ rows \(\d+ order lines\), and \d+ broken ones/);
  });

  it('prints one JSON value with --json', async () => {
    await demo.run({ ...context, json: true }, [], { out, scale: '0.002', seed: 3 });
    expect(values).toEqual([expect.objectContaining({ out, scale: 0.002, seed: 3 })]);
  });

  it.each([
    ['no folder', {}],
    ['a scale that is no number', { out: 'x', scale: 'big' }],
    ['a scale of nothing', { out: 'x', scale: 0 }],
    ['a broken seed', { out: 'x', seed: 1.5 }],
  ])('refuses %s and writes nothing', async (_what, options) => {
    await expect(demo.run(context, [], options)).rejects.toThrow(
      expect.objectContaining({ code: 'bad_request' }) as Error,
    );
  });
});
