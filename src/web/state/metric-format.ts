import type { Formats } from '../../messages/formats.ts';

/** The parts of a metric's definition that say how its numbers are written. */
export interface NumberStyle {
  readonly format: string;
  readonly unit: string;
}

/** A metric's value in full (`¥12,345.60`, `94.2%`). */
export const metricFull = (formats: Formats, style: NumberStyle, value: number | null): string => {
  if (value === null) return '–';
  if (style.format === 'money') return formats.money(value);
  if (style.format === 'percent') return formats.percent(value);
  return formats.number(value);
};

/** A metric's value where space is short (`¥12.3M`). */
export const metricShort = (formats: Formats, style: NumberStyle, value: number | null): string => {
  if (value === null) return '–';
  if (style.format === 'money') return formats.moneyShort(value);
  if (style.format === 'percent') return formats.percent(value);
  if (style.format === 'decimal1') return formats.number(Math.round(value * 10) / 10);
  return formats.numberShort(value);
};

/** A value under an axis: no more digits than ticks need. */
export const metricTick = (formats: Formats, style: NumberStyle, value: number): string => {
  if (style.format === 'money') return formats.moneyTick(value);
  if (style.format === 'percent') return formats.percentTick(value);
  return formats.numberShort(value);
};
