import type { MessageArguments } from './translate.ts';

/** Details of an error with the reason in a person's language, where it is one that has a text (`reason.<code>`). */
export function toldDetails(
  details: MessageArguments,
  maybe: (key: string, values: MessageArguments) => string | undefined,
): MessageArguments {
  const { reason } = details;
  return typeof reason === 'string'
    ? { ...details, reason: maybe(`reason.${reason}`, details) ?? reason }
    : details;
}
