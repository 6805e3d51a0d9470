import { resolve } from 'node:path';
import { TandemError } from '../contract/errors.ts';
import { demoSeed } from '../../pipelines/demo/demo-seed.ts';
import type { CliCommand } from './command.ts';
import { readNumber, readText } from './read-option.ts';

/** `tandem demo --out DIR [--scale N] [--seed S]`: writes the demo company's extracts and its truth. */
export const demo: CliCommand = {
  usage: 'demo',
  about: 'cli.demo.about',
  options: [
    { flag: '--out <dir>', about: 'cli.demo.out' },
    { flag: '--scale <n>', about: 'cli.demo.scale', default: 1 },
    { flag: '--seed <s>', about: 'cli.demo.seed', default: demoSeed },
  ],
  examples: ['tandem demo --out demo', 'tandem demo --out big --scale 40'],
  async run({ t, json, print, printJson, progress }, _args, options) {
    const out = readText(options, 'out');
    if (out === undefined) throw new TandemError('bad_request', { reason: t('cli.demo.needs_out') });
    const scale = readNumber(options, 'scale', { min: 0.001, max: 400 }) ?? 1;
    const seed = readNumber(options, 'seed', { min: 0, max: 2 ** 31 - 1, whole: true }) ?? demoSeed;
    const { writeDemo } = await import('../../pipelines/demo/write-demo.ts');
    const report = writeDemo({ out, scale, seed, progress });
    if (json) printJson({ out: resolve(out), scale, seed, ...report });
    else
      print(
        t('cli.demo.done', {
          out: resolve(out),
          rows: report.rows,
          lines: report.orderLines,
          broken: report.broken,
        }),
      );
    return 0;
  },
};
