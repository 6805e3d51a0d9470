import type { KeptError } from '../../contract/api/error.ts';
import { ApiError } from './api-error.ts';
import { errorText } from './error-text.ts';
import { t } from './locale.svelte.ts';

/** What ended a run or a job, in the reader's language; the program's own words where it has only these. */
export const keptErrorText = ({ code, details }: KeptError): string =>
  code === 'internal' && details.said !== undefined
    ? t('live.said', { said: details.said })
    : errorText(new ApiError(code, 0, details));
