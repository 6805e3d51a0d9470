import type { ErrorDetails } from './errors.ts';
import type { Reason } from './reasons.ts';

/** More mistakes than these are counted. */
const most = 10;

/**
 * [LOAD-56] Details of an error about several mistakes: the first, the `others` that are told and how many `more` there
 * are. There must be one.
 */
export function severalMistakes(found: readonly (Reason & ErrorDetails)[]): Reason & ErrorDetails {
  const [first, ...others] = found.slice(0, most);
  if (first === undefined) throw new TypeError('no mistake to tell');
  const more = found.length - 1 - others.length;
  return {
    ...first,
    ...(others.length > 0 && { others: others as Record<string, string | number>[] }),
    ...(more > 0 && { more }),
  };
}
