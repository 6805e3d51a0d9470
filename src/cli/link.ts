import type { LinkMode } from '../../pipelines/identity/link/link-settings.ts';
import { TandemError } from '../contract/errors.ts';
import type { CliCommand } from './command.ts';
import { readText } from './read-option.ts';

const modes: readonly LinkMode[] = ['dedupe', 'one_to_one', 'one_to_many', 'many_to_many'];

/** Lines left out that are named one by one. */
const shownLines = 5;

function oneOf<T extends string>(
  value: string | undefined,
  allowed: readonly T[],
  option: string,
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((each) => each === value);
  if (found === undefined)
    throw new TandemError('bad_request', { reason: 'option_choice', option, known: allowed.join(', ') });
  return found;
}

/** Two names, with a comma between them. */
function twoOf(value: string | undefined, option: string): readonly [string, string] | undefined {
  if (value === undefined) return undefined;
  const [left = '', right = '', ...more] = value.split(',').map((each) => each.trim());
  if (left === '' || right === '' || more.length > 0)
    throw new TandemError('bad_request', { reason: 'option_two', option });
  return [left, right];
}

/** `tandem link A [B …] --output FILE`: duplicates in one table, or links between several. */
export const linkCommand: CliCommand = {
  usage: 'link <...files>',
  about: 'cli.link.about',
  options: [
    { flag: '--output <file>', about: 'cli.link.output' },
    { flag: '--settings <file>', about: 'cli.link.settings' },
    { flag: '--mode <mode>', about: 'cli.link.mode' },
    { flag: '--write <what>', about: 'cli.link.write' },
    { flag: '--decided <file>', about: 'cli.link.decided' },
    { flag: '--why <ids>', about: 'cli.link.why' },
    { flag: '--print-settings', about: 'cli.link.print_settings' },
  ],
  examples: [
    'tandem link customers.csv --output clusters.csv',
    'tandem link crm.csv erp.parquet --output links.csv',
    'tandem link crm.csv erp.parquet --write review --output ask.csv',
    'tandem link crm.csv erp.parquet --decided ask.csv --output links.csv',
    'tandem link crm.csv erp.parquet --why C-104,70012',
  ],
  async run({ t, json, print, printJson, progress }, args, options) {
    const files = args.flat().filter((file): file is string => typeof file === 'string');
    if (files.length < 1) throw new TandemError('bad_request', { reason: t('cli.link.needs_files') });
    const only = options.printSettings === true;
    const output = readText(options, 'output');
    const why = twoOf(readText(options, 'why'), 'why');
    if (output === undefined && why === undefined && !only)
      throw new TandemError('bad_request', { reason: t('cli.link.needs_output') });
    const settings = readText(options, 'settings');
    const mode = oneOf(readText(options, 'mode'), modes, 'mode');
    const { linkOutputs } = await import('../../pipelines/identity/link/write/write-links.ts');
    const write = oneOf(readText(options, 'write'), linkOutputs, 'write');
    const decided = readText(options, 'decided');
    const { explainLines, levelWord } = await import('./explain-lines.ts');
    const { linkFiles } = await import('../../pipelines/identity/link/link-files.ts');
    const done = await linkFiles({
      files,
      progress,
      words: levelWord(t),
      ...(decided === undefined ? {} : { decided }),
      ...(why === undefined || only ? {} : { why }),
      ...(settings === undefined ? {} : { settings }),
      ...(mode === undefined ? {} : { mode }),
      ...(write === undefined ? {} : { write }),
      ...(output === undefined || only ? {} : { output }),
    });
    if (only) {
      if (json) printJson(done.settings);
      else print((await import('yaml')).stringify(done.settings).trimEnd());
    } else if (json)
      printJson({
        output,
        rows: done.rows,
        several: done.several,
        open: done.open,
        ...(decided === undefined ? {} : { unknown: done.unknown }),
        ...(done.why === undefined ? {} : { why: done.why }),
        byLine: done.byLine,
        leftOut: done.leftOut.length,
        rejects: done.rejects ?? null,
        ...done.model,
      });
    else {
      if (done.why !== undefined) for (const line of explainLines(done.why, t)) print(line);
      if (output === undefined) return 0;
      print(
        t('cli.link.done', {
          output,
          records: done.model?.counts.records.reduce((sum, count) => sum + count, 0) ?? 0,
          clusters: done.model?.counts.clusters ?? 0,
          pairs: done.model?.counts.candidate_pairs ?? 0,
          rows: done.rows,
        }),
      );
      if (done.open > 0 && write !== 'review') print(t('cli.link.open', { n: done.open }));
      if (done.unknown > 0) print(t('cli.link.unknown', { n: done.unknown, file: decided ?? '' }));
      if (done.several > 0) print(t('cli.link.several', { n: done.several }));
      if (done.byLine.length > 0) print(t('cli.link.by_line', { files: done.byLine.join(', ') }));
      for (const { file, line, rule } of done.leftOut.slice(0, shownLines))
        print(t('cli.link.left_out', { file, line, reason: t.maybe(`rule.${rule}`) ?? rule }));
      if (done.rejects !== undefined)
        print(t('cli.link.rejects', { n: done.leftOut.length, file: done.rejects }));
    }
    return 0;
  },
};
