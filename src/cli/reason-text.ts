import type { ErrorDetails } from '../contract/errors.ts';
import { toldReason } from '../messages/told-details.ts';
import type { MessageArguments, Translate } from '../messages/translate.ts';

/** Texts of reasons; some only the command line can give, and a page need not fetch those. */
export const sayReason =
  (t: Translate) =>
  (key: string, values: MessageArguments): string | undefined =>
    t.maybe(`cli.${key}`, values) ?? t.maybe(key, values);

/** Why a file was refused, in the reader's language. */
export const reasonText = (
  { reason = '', details = {} }: { readonly reason?: string; readonly details?: ErrorDetails },
  t: Translate,
): string => toldReason(reason, details, sayReason(t));
