import { t } from '../../state/locale.svelte.ts';

/** A value of a record in the reader's words: yes and no, amounts without the zeros behind them. */
export const fieldValue = (value: string | null): string | null => {
  if (value === 'true') return t('value.yes');
  if (value === 'false') return t('value.no');
  return value !== null && /^-?\d+\.\d*0$/.test(value) ? value.replace(/\.?0+$/, '') : value;
};
