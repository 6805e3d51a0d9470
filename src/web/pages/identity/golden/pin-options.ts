import type { IdentityPinListsResponse } from '../../../../contract/api/identity.ts';
import { locale } from '../../../state/locale.svelte.ts';
import { memberText } from '../../../state/member-text.ts';
import { fieldValue } from '../field-value.ts';

export interface PinOption {
  readonly value: string;
  readonly text: string;
}

const listOf = {
  country: 'countries',
  currency: 'currencies',
  channel: 'channels',
  industry: 'industries',
} as const;

/** Whether a field takes what the server lists. */
export const isListed = (field: string): field is keyof typeof listOf => Object.hasOwn(listOf, field);

const currencyText = (code: string): string => {
  const name = new Intl.DisplayNames(locale.language, { type: 'currency', fallback: 'none' }).of(code);
  return name === undefined ? code : `${code} · ${name}`;
};

const textOf = (field: string, value: string): string => {
  if (field === 'currency') return currencyText(value);
  if (field === 'channel') return memberText(field, value);
  return fieldValue(field, value) ?? value;
};

/** What can be chosen for a field, by what the reader calls it. */
export const pinOptions = (field: keyof typeof listOf, lists: IdentityPinListsResponse): PinOption[] =>
  lists[listOf[field]]
    .map((value) => ({ value, text: textOf(field, value) }))
    .sort((a, b) => locale.formats.compareText(a.text, b.text));
