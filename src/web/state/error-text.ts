import { ApiError } from './api-error.ts';
import { t, tOr } from './locale.svelte.ts';

/** What to tell a person about a failure, in their language. */
export const errorText = (error: unknown): string => {
  const known = error instanceof ApiError ? error : undefined;
  const id = known?.id ?? '–';
  const details = { id, ...known?.details };
  const { reason } = known?.details ?? {};
  const told = typeof reason === 'string' ? { reason: tOr(`reason.${reason}`, reason, details) } : {};
  return tOr(`error.${known?.code ?? 'internal'}`, t('error.internal', { id }), { ...details, ...told });
};
