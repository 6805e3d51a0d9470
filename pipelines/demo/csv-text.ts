/** Free text for a file that quotes every field: inner quotes doubled. */
export const inQuotes = (text: string): string => (text.includes('"') ? text.replaceAll('"', '""') : text);

/** Free text for a file that quotes only where it must. */
export const quoteIfNeeded = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

/** Whole cents as a decimal with two places. */
export function cents(value: number): string {
  const whole = Math.abs(value);
  const rest = whole % 100;
  return `${value < 0 ? '-' : ''}${(whole - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`;
}

/** A number of ten-thousandths as a decimal with four places. */
export function tenThousandths(value: number): string {
  const whole = Math.abs(value);
  const rest = whole % 10_000;
  return `${value < 0 ? '-' : ''}${(whole - rest) / 10_000}.${String(rest).padStart(4, '0')}`;
}
