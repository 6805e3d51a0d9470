import { t, tOr } from '../../state/locale.svelte.ts';

/** Why a write-back ended, as its journal keeps it (`code` or `code: reason`), in the reader's words. */
export const writeBackError = (kept: string): string => {
  const [, code = kept, reason = '–'] = /^(\w+)(?:: (.*))?$/s.exec(kept) ?? [];
  return tOr(`data.write_back.error.${code}`, t('data.write_back.error', { code }), {
    reason: tOr(`reason.${reason}`, reason),
  });
};
