import { at } from './at.ts';

/** Days are whole numbers; day 0 is 2023-07-01, the first day of the data. */
export const dayCount = 1096;
/** 2026-06-30: "today" of the demo company. */
export const lastDay = dayCount - 1;
/** 2026-05-31: the first extract was taken in the evening of this day; the second one a month later. */
export const firstExtractDay = lastDay - 30;
export const monthCount = 36;

const epoch = Date.UTC(2023, 6, 1);
const before = 4000;
const after = 400;
const pad = (n: number): string => (n < 10 ? `0${n}` : String(n));

const dates: string[] = [];
const months: number[] = [];
const weekdays: number[] = [];
for (let day = -before; day < dayCount + after; day++) {
  const date = new Date(epoch + day * 86_400_000);
  dates.push(date.toISOString().slice(0, 10));
  months.push((date.getUTCFullYear() - 2023) * 12 + date.getUTCMonth() - 6);
  weekdays.push(date.getUTCDay());
}

/** `2026-06-30` */
export const dateOf = (day: number): string => at(dates, day + before);
/** 0 = July 2023 … 35 = June 2026. */
export const monthOf = (day: number): number => at(months, day + before);
/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: number): number => at(weekdays, day + before);
/** The day number of a date of the data's years. */
export const dayOf = (date: string): number =>
  Math.round((Date.parse(`${date}T00:00:00Z`) - epoch) / 86_400_000);
/** `2026-06` of a month number. */
export const monthName = (month: number): string => {
  const from = month + 6;
  return `${2023 + Math.floor(from / 12)}-${pad((((from % 12) + 12) % 12) + 1)}`;
};

/** Half-year of a day, for the names of files in parts: `2025H1`. */
export const halfOf = (day: number): string => {
  const date = dateOf(day);
  return `${date.slice(0, 4)}H${date.slice(5, 7) <= '06' ? 1 : 2}`;
};

const hours: string[] = [];
for (let s = 0; s < 86_400; s += 60)
  hours.push(`${pad(Math.floor(s / 3600))}:${pad(Math.floor((s % 3600) / 60))}`);
/** Seconds lie in the working day of Shanghai (01:00 to 09:59 UTC), so a UTC date is also the local one. */
const clock = (second: number): string => `${at(hours, Math.floor(second / 60))}:${pad(second % 60)}`;

/** `2026-06-30 08:15:00`, as Odoo writes it (UTC). */
export const stampOf = (day: number, second: number): string => `${dateOf(day)} ${clock(second)}`;
/** `2026-06-30T08:15:00.000+0000`, as Salesforce writes it. */
export const zoneStampOf = (day: number, second: number): string =>
  `${dateOf(day)}T${clock(second)}.000+0000`;

/** The next day that is no Saturday or Sunday, from this one on. */
export const workingDay = (day: number): number => {
  const weekday = weekdayOf(day);
  return weekday === 6 ? day + 2 : weekday === 0 ? day + 1 : day;
};
