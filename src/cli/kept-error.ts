import { detailsSchema } from '../contract/api/error.ts';
import { errorCatalogue, TandemError, type ErrorCode, type ReasonedCode } from '../contract/errors.ts';
import type { Translate } from '../messages/translate.ts';
import { shortQueryMessage } from '../warehouse/query-error.ts';
import { failureOf } from './error-line.ts';

interface Kept {
  readonly code: string;
  readonly details: unknown;
  readonly message: string;
}

/** An error as the record of a run keeps it, in the reader's language; in its own words where it is none of the catalogue, of a statement that failed no more than tells which. */
export function keptError(kept: Kept | undefined, t: Translate): string {
  if (kept === undefined) return '';
  const details = detailsSchema.safeParse(kept.details);
  if (!details.success || kept.code === 'internal' || !Object.hasOwn(errorCatalogue, kept.code))
    return shortQueryMessage(kept.message);
  // What a file says of its reason no type can know.
  return failureOf(new TandemError(kept.code as Exclude<ErrorCode, ReasonedCode>, details.data), t).line;
}
