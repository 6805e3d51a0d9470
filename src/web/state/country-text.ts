import { locale } from './locale.svelte.ts';

/** A country by its two letters in the reader's language; as it stands where they are no country's. */
export const countryText = (code: string): string => {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(locale.language, { type: 'region', fallback: 'code' }).of(code) ?? code;
};
