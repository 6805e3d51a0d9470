import { ApiError } from '../../state/api-error.ts';

/** A failure that leaves nothing to show; a lost session has its own page. */
export const apiFailureOf = (error: unknown): unknown =>
  error instanceof ApiError && error.code === 'not_signed_in' ? undefined : error;
