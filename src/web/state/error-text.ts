import { ApiError } from './api-error.ts';
import { t, tOr } from './locale.svelte.ts';

/** What to tell a person about a failure, in their language. */
export const errorText = (error: unknown): string =>
  error instanceof ApiError
    ? tOr(`error.${error.code}`, t('error.internal'), error.details)
    : t('error.internal');
