import type { Fix } from '../../../contract/api/fix.ts';
import { t } from '../../state/locale.svelte.ts';

/** What a fix does, one sentence a part. */
export const fixText = (fix: Fix): string[] => [
  ...Object.entries(fix.map_values ?? {}).map(([from, to]) => t('fix.says.map', { from, to })),
  ...(fix.null_tokens ?? []).map((value) => t('fix.says.null', { value })),
  ...(fix.date_formats ?? []).map((format) => t('fix.says.date', { format })),
  ...(fix.headers ?? []).map((name) => t('fix.says.header', { name })),
];
