import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, isLanguage, pickLanguage } from '../messages/language.ts';
import { loadMessages } from '../messages/load-messages.ts';
import { createTranslate } from '../messages/translate.ts';
import { silent } from '../contract/progress.ts';
import type { CommandContext } from './command.ts';
import { commands } from './commands.ts';
import { failureOf } from './error-line.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { jsonProgress, progressView } from './progress-view.ts';
import { mayLoseReader } from './reader-gone.ts';

function chooseLanguage(argv: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='));
  const word = argv[at] ?? '';
  const asked = at < 0 ? undefined : word.includes('=') ? word.slice('--lang='.length) : argv[at + 1];
  if (isLanguage(asked)) return asked;
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return pickLanguage([asked, LC_ALL, LC_MESSAGES, LANG].filter((each): each is string => Boolean(each)));
}

const version = (): string => {
  const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
};

/** Runs one command of the command line and sets the process's exit code. Never throws. */
export async function main(argv: readonly string[]): Promise<void> {
  mayLoseReader(process.stdout);
  mayLoseReader(process.stderr);
  const language = chooseLanguage(argv, process.env);
  const t = createTranslate(language, await loadMessages(language));
  const json = argv.includes('--json');
  const write = (text: string): boolean => process.stdout.write(text);
  try {
    const parsed = parseCommandLine(argv, commands, t, version());
    if (parsed.kind === 'said') return;
    const { stderr } = process;
    const context: CommandContext = {
      t,
      language,
      json,
      print: (line) => void write(`${line}\n`),
      printJson: (value) => void write(`${JSON.stringify(value)}\n`),
      progress: json
        ? jsonProgress(write)
        : process.env.TANDEM_QUIET === '1'
          ? silent
          : progressView(t, {
              write: (text) => stderr.write(text),
              isTTY: stderr.isTTY,
              get columns() {
                return stderr.columns;
              },
            }),
    };
    process.exitCode = (await parsed.command.run(context, parsed.args, parsed.options)) ?? 0;
  } catch (error) {
    const failure = failureOf(error, t);
    const { code, details, line: message } = failure;
    if (json) write(`${JSON.stringify({ error: { code, details, message } })}\n`);
    process.stderr.write(`tandem: ${message}\n`);
    if (process.env.TANDEM_DEBUG === '1') process.stderr.write(`${(error as Error).stack ?? ''}\n`);
    process.exitCode = failure.exit;
  }
}
