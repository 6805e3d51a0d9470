import { toldDetails } from '../../messages/told-details.ts';
import type { MessageArguments } from '../../messages/translate.ts';
import { ApiError } from './api-error.ts';
import { t, tOr } from './locale.svelte.ts';

/** What the text of an error names, its reason told in the reader's language. */
export const errorDetails = (details: MessageArguments): MessageArguments =>
  toldDetails(details, (key, values) => tOr(key, '', values) || undefined);

/** What to tell a person about a failure, in their language. */
export const errorText = (error: unknown): string => {
  const known = error instanceof ApiError ? error : undefined;
  const id = known?.id ?? '–';
  const details = errorDetails({ id, ...known?.details });
  return tOr(`error.${known?.code ?? 'internal'}`, t('error.internal', { id }), details);
};
