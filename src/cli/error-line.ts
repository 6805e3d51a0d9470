import { isTandemError, type ErrorDetails } from '../contract/errors.ts';
import { toldDetails } from '../messages/told-details.ts';
import { sayReason } from './reason-text.ts';
import type { Translate } from '../messages/translate.ts';

export interface Failure {
  /** One line for people. */
  readonly line: string;
  readonly exit: number;
  readonly code: string;
  /** What the line names, for who words it in another language; of `internal` what was `said`. */
  readonly details: ErrorDetails;
}

/** What a person is told of a failure, and how the process ends. */
export function failureOf(error: unknown, t: Translate): Failure {
  if (isTandemError(error)) {
    const { code } = error;
    const details = toldDetails(error.details, sayReason(t));
    const text =
      (typeof details.what === 'string'
        ? t.maybe(`cli.error.${code}.${details.what}`, details)
        : undefined) ??
      t.maybe(`cli.error.${code}`, details) ??
      t.maybe(`error.${code}`, details) ??
      `${code} ${JSON.stringify(details)}`;
    const line = text.replaceAll(' \n', '\n');
    return { line, exit: error.exit, code, details: error.details };
  }
  const message = error instanceof Error ? error.message : String(error);
  const first = message.split('\n')[0] ?? message;
  return {
    line: t.maybe('cli.error.internal', { message: first }) ?? first,
    exit: 1,
    code: 'internal',
    details: { said: first },
  };
}
