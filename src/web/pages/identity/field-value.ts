import { locale, t, tOr } from '../../state/locale.svelte.ts';
import { memberText } from '../../state/member-text.ts';
import { countryText } from '../../state/country-text.ts';

/** A value of a field of a record in the reader's words; whatever has none stays as the source has it. */
export const fieldValue = (field: string, value: string | null): string | null => {
  if (value === null) return null;
  if (value === 'true') return t('value.yes');
  if (value === 'false') return t('value.no');
  if (field === 'channel') return memberText('channel', value);
  if (field === 'kind') return tOr(`identity.value.kind.${value}`, value);
  if (field === 'country') return countryText(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return locale.formats.day(value);
  if (field === 'credit_limit' && Number.isFinite(Number(value))) return locale.formats.number(Number(value));
  return /^-?\d+\.\d*0$/.test(value) ? value.replace(/\.?0+$/, '') : value;
};
