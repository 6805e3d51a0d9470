import { locale, t } from './locale.svelte.ts';
import type { Bucket } from './periods.ts';

/** How a step of time is called: in full for a tooltip or table, short under an axis, whose first mark says the year. */
export const bucketText = (bucket: Bucket, iso: string, length: 'full' | 'first' | 'tick'): string => {
  if (iso === '') return '';
  const { formats } = locale;
  switch (bucket) {
    case 'date.day':
      return length === 'tick' ? formats.dayShort(iso) : formats.day(iso);
    case 'date.week':
      return length === 'full'
        ? t('bucket.week', { day: formats.day(iso) })
        : length === 'first'
          ? formats.day(iso)
          : formats.dayShort(iso);
    case 'date.month':
      return length === 'tick' && !iso.startsWith('01', 5) ? formats.monthShort(iso) : formats.month(iso);
    case 'date.quarter':
      return formats.quarter(iso);
  }
};
