import type { MessageArguments } from './translate.ts';

type Maybe = (key: string, values: MessageArguments) => string | undefined;

/**
 * A reason in a person's language, with the line of the file (`at`, `char` in it) and how many more mistakes there are
 * (`more`) where it comes with them; as it stands where it has no text (`reason.<code>`): of an earlier version.
 */
export function toldReason(reason: string, details: MessageArguments, maybe: Maybe): string {
  const told = maybe(`reason.${reason}`, details) ?? maybe(`data.reason.${reason}`, details);
  if (told === undefined) return reason;
  const { at, char, more } = details;
  const place = char === undefined ? 'line' : 'char';
  const placed = at === undefined ? told : (maybe(`reason_at.${place}`, { ...details, told }) ?? told);
  return more === undefined || more === 0
    ? placed
    : (maybe('reason_at.more', { told: placed, more }) ?? placed);
}

/** Details of an error with the reason, where there is one, in a person's language. */
export function toldDetails(details: MessageArguments, maybe: Maybe): MessageArguments {
  const { reason } = details;
  return typeof reason === 'string' ? { ...details, reason: toldReason(reason, details, maybe) } : details;
}
