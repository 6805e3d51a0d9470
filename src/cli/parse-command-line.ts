import { cac } from 'cac';
import { TandemError } from '../contract/errors.ts';
import type { Translate } from '../messages/translate.ts';
import type { CliCommand } from './command.ts';

export type Parsed =
  | { readonly kind: 'said' }
  | {
      readonly kind: 'command';
      readonly command: CliCommand;
      readonly args: readonly (string | readonly string[])[];
      readonly options: Readonly<Record<string, unknown>>;
    };

/** What the parser says of a broken command line, and the message that says it in the person's language. */
const complaints: readonly (readonly [RegExp, string, ...string[]])[] = [
  [/^Unknown option `(.+)`$/, 'unknown_option', 'option'],
  [/^option `(.+)` value is missing$/, 'value_missing', 'option'],
  [/^missing required args for command `(.+)`$/, 'arguments_missing', 'usage'],
  [/^Unused args: (.+)$/, 'arguments_unused', 'words'],
];

function complaint(message: string, t: Translate): string {
  for (const [pattern, key, ...names] of complaints) {
    const found = pattern.exec(message);
    if (!found) continue;
    const values = Object.fromEntries(
      names.map((name, at) => [name, (found[at + 1] ?? '').replaceAll('`', '')]),
    );
    return t.maybe(`cli.error.${key}`, values) ?? message;
  }
  return message.replaceAll('`', '"');
}

const nameOf = (command: CliCommand): string => command.usage.split(' ')[0] ?? '';

/**
 * Finds the command and checks its options. `--help` and `--version` print and give `said`.
 * Throws `bad_request` for an unknown command, an unknown option, a missing value or argument.
 */
export function parseCommandLine(
  argv: readonly string[],
  commands: readonly CliCommand[],
  t: Translate,
  version: string,
): Parsed {
  const cli = cac('tandem');
  const say = (key: string): string => t.maybe(key) ?? key;
  cli.option('--lang <language>', say('cli.option.lang'));
  cli.option('--json', say('cli.option.json'));
  let chosen: Parsed | undefined;
  for (const command of commands) {
    const entry = cli.command(command.usage, say(command.about));
    for (const option of command.options)
      entry.option(
        option.flag,
        say(option.about),
        option.default === undefined ? undefined : { default: option.default },
      );
    for (const example of command.examples ?? []) entry.example(`  $ ${example}`);
    entry.action((...given: unknown[]) => {
      const options = given.pop() as Record<string, unknown>;
      const args = given as (string | string[])[];
      chosen = { kind: 'command', command, args, options };
    });
  }
  cli.help();
  cli.version(version);
  const refuse = (reason: string, cause?: unknown): TandemError =>
    new TandemError('bad_request', { reason }, { cause });
  try {
    const parsed = cli.parse(['node', 'tandem', ...argv], { run: false });
    const [word] = parsed.args;
    if (cli.matchedCommand === undefined) {
      if (parsed.options.help === true || parsed.options.version === true) return { kind: 'said' };
      if (word === undefined) {
        const unknown = Object.keys(parsed.options).find((name) => !['--', 'lang', 'json'].includes(name));
        if (unknown !== undefined) throw refuse(say('cli.error.no_command'));
        cli.outputHelp();
        return { kind: 'said' };
      }
      const known = commands.map(nameOf).join(', ');
      throw refuse(t.maybe('cli.error.unknown_command', { command: word, known }) ?? word);
    }
    if (parsed.options.help === true) return { kind: 'said' };
    cli.runMatchedCommand();
  } catch (error) {
    if (error instanceof TandemError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw refuse(complaint(message, t), error);
  }
  return chosen ?? { kind: 'said' };
}
