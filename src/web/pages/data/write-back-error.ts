import type { ExportsResponse } from '../../../contract/api/exports.ts';
import { errorDetails } from '../../state/error-text.ts';
import { t, tOr } from '../../state/locale.svelte.ts';

type Kept = NonNullable<ExportsResponse['exports'][number]['error']>;

/** Why a write-back ended, as its ledger keeps it, in the reader's words. */
export const writeBackError = ({ code, details }: Kept): string => {
  const told = errorDetails(details);
  const plain = tOr(`error.${code}`, t('data.write_back.error', { code }), told);
  return tOr(`data.write_back.error.${code}`, plain, told);
};
