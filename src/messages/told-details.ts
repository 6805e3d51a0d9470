import type { MessageArguments } from './translate.ts';

type Maybe = (key: string, values: MessageArguments) => string | undefined;

/** A reason in a person's language, with the line of the file (`at`, `char` in it) where it comes with one. */
function toldOne(reason: string, details: MessageArguments, maybe: Maybe): string {
  const told = maybe(`reason.${reason}`, details) ?? maybe(`data.reason.${reason}`, details);
  if (told === undefined) return reason;
  const { at, char } = details;
  const place = char === undefined ? 'line' : 'char';
  return at === undefined ? told : (maybe(`reason_at.${place}`, { ...details, told }) ?? told);
}

/**
 * A reason in a person's language; as it stands where it has no text (`reason.<code>`): of an earlier version. Where it
 * comes with `others` each stands in a line of its own, and after them how many `more` mistakes there are.
 */
export function toldReason(reason: string, details: MessageArguments, maybe: Maybe): string {
  const first = toldOne(reason, details, maybe);
  const { more = 0, others } = details;
  if (!Array.isArray(others))
    return more === 0 ? first : (maybe('reason_at.more', { told: first, more }) ?? first);
  const all = (others as readonly MessageArguments[]).map((each) =>
    typeof each.reason === 'string' ? toldOne(each.reason, each, maybe) : '',
  );
  const rest = more === 0 ? [] : [maybe('reason_at.rest', { more }) ?? ''];
  return [first, ...all, ...rest].map((line) => `\n  ${line}`).join('');
}

/** Details of an error with the reason, where there is one, in a person's language. */
export function toldDetails(details: MessageArguments, maybe: Maybe): MessageArguments {
  const { reason } = details;
  return typeof reason === 'string' ? { ...details, reason: toldReason(reason, details, maybe) } : details;
}
