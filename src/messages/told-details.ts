import type { MessageArguments } from './translate.ts';

type Maybe = (key: string, values: MessageArguments) => string | undefined;

/** A reason in a person's language; as it stands where it has no text (`reason.<code>`): of an earlier version. */
export const toldReason = (reason: string, details: MessageArguments, maybe: Maybe): string =>
  maybe(`reason.${reason}`, details) ?? reason;

/** Details of an error with the reason, where there is one, in a person's language. */
export function toldDetails(details: MessageArguments, maybe: Maybe): MessageArguments {
  const { reason } = details;
  return typeof reason === 'string' ? { ...details, reason: toldReason(reason, details, maybe) } : details;
}
