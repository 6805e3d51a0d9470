import type { TrytonRecord } from './tryton-client.ts';

const pad = (value: unknown, width = 2): string => String(value).padStart(width, '0');

/**
 * A value of Tryton's JSON as text of an extract file: decimals as written, dates `YYYY-MM-DD`,
 * instants `YYYY-MM-DD HH:MM:SS.ffffff` (UTC), nothing as the empty text.
 */
export function trytonText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value !== 'object') return JSON.stringify(value);
  const parts = value as Readonly<Record<string, unknown>>;
  const day = (): string => `${pad(parts.year, 4)}-${pad(parts.month)}-${pad(parts.day)}`;
  const time = (): string =>
    `${pad(parts.hour)}:${pad(parts.minute)}:${pad(parts.second)}.${pad(parts.microsecond ?? 0, 6)}`;
  switch (parts.__class__) {
    case 'Decimal':
      return String(parts.decimal);
    case 'date':
      return day();
    case 'datetime':
      return `${day()} ${time()}`;
    case 'time':
      return time();
    case 'timedelta':
      return String(parts.seconds);
    case 'bytes':
      return String(parts.base64);
    default:
      return JSON.stringify(value);
  }
}

/** The field at a dotted path: Tryton nests `currency.code` as `{"currency.": {"code": …}}`. */
export function trytonField(record: TrytonRecord, path: string): unknown {
  let at: unknown = record;
  const names = path.split('.');
  for (const [index, name] of names.entries()) {
    if (typeof at !== 'object' || at === null) return null;
    at = (at as TrytonRecord)[index < names.length - 1 ? `${name}.` : name];
  }
  return at;
}

/** When a record last changed: `write_date` is empty until the first update. */
export const changedAt = (record: TrytonRecord): string =>
  trytonText(record.write_date ?? record.create_date);

/** `YYYY-MM-DD HH:MM:SS[.f…]` (UTC) as Tryton's own datetime, for a search domain. */
export function trytonDatetime(text: string): TrytonRecord {
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d+))?/.exec(text) ?? [];
  return {
    __class__: 'datetime',
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.slice(0, 6).padEnd(6, '0')),
  };
}
