import { toldDetails } from '../../messages/told-details.ts';
import { ApiError } from './api-error.ts';
import { t, tOr } from './locale.svelte.ts';

/** What to tell a person about a failure, in their language. */
export const errorText = (error: unknown): string => {
  const known = error instanceof ApiError ? error : undefined;
  const id = known?.id ?? '–';
  const details = toldDetails({ id, ...known?.details }, (key, values) => tOr(key, '', values) || undefined);
  return tOr(`error.${known?.code ?? 'internal'}`, t('error.internal', { id }), details);
};
