import type { Formats } from '../../../messages/formats.ts';

/** Days as short as they stay clear: without the year where it is that of the data. */
export const nearDay =
  ({ day, dayShort }: Pick<Formats, 'day' | 'dayShort'>, asOf: string) =>
  (iso: string): string =>
    iso.slice(0, 4) === asOf.slice(0, 4) ? dayShort(iso) : day(iso);
