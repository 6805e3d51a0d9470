import type { Progress } from '../contract/progress.ts';
import type { Translate } from '../messages/translate.ts';
import type { Language } from '../messages/language.ts';

export interface CommandOption {
  /** As cac spells it: `--out <dir>`, `--force`. */
  readonly flag: string;
  /** Message key of its description. */
  readonly about: string;
  readonly default?: string | number | boolean;
}

export interface CommandContext {
  readonly t: Translate;
  readonly language: Language;
  readonly json: boolean;
  /** One line to standard output. */
  readonly print: (line: string) => void;
  /** One JSON value as one line of standard output. */
  readonly printJson: (value: unknown) => void;
  /** Bars on a terminal, plain lines otherwise, JSON lines with --json. */
  readonly progress: Progress;
}

/** One command of `tandem`. It throws TandemError for bad input and returns the exit code (nothing: 0). */
export interface CliCommand {
  /** Name and arguments, as cac spells them: `init <dir>`. */
  readonly usage: string;
  /** Message key of what it does. */
  readonly about: string;
  readonly options: readonly CommandOption[];
  readonly examples?: readonly string[];
  run(
    context: CommandContext,
    args: readonly (string | readonly string[])[],
    options: Readonly<Record<string, unknown>>,
  ): Promise<number | undefined>;
}
