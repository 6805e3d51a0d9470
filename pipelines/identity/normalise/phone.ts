import { createRequire } from 'node:module';
import type { CountryCode } from 'libphonenumber-js';

// Required, not imported: it is a hundred files, and under a loader each imported one is asked for anew.
const { getCountries, parsePhoneNumberFromString } = createRequire(import.meta.url)(
  'libphonenumber-js',
) as typeof import('libphonenumber-js');

export interface NormalPhone {
  /** E.164, or bare digits where the number cannot be placed. */
  readonly phone: string | undefined;
  /** Whether the plan of its country knows such a number; undefined where its country is unknown. */
  readonly possible: boolean | undefined;
}

/** A telephone number; `country` (ISO, two letters) is where numbers without a country code are dialled. */
export function normalisePhone(raw: string, country: string | undefined): NormalPhone {
  const digits = raw.normalize('NFKC').replaceAll(/\D/g, '');
  if (digits.length < 6 || /^(\d)\1*$/.test(digits)) return { phone: undefined, possible: undefined };
  const text = raw.normalize('NFKC').replace(/^\s*00(?=[1-9])/, '+');
  const parsed = parsePhoneNumberFromString(text, { ...(country === undefined ? {} : { defaultCountry: country as CountryCode }), extract: false }); // prettier-ignore
  if (parsed === undefined) return { phone: digits, possible: undefined };
  return { phone: parsed.number, possible: parsed.isPossible() };
}

/** Countries (ISO, two letters) whose telephone plan is known: all of the world, but for some without inhabitants. */
export const countriesWithPhones = (): readonly string[] => getCountries();
