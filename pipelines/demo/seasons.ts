import { at } from './at.ts';
import { dateOf, dayCount, dayOf, weekdayOf } from './calendar.ts';

/** Orders of a calendar month against the mean month; February is Chinese New Year. */
const monthly = [0.94, 0.66, 1.14, 1.06, 1.0, 1.08, 0.93, 0.95, 1.08, 0.97, 1.1, 1.09];
const weekly = [0.06, 1.32, 1.36, 1.34, 1.32, 1.3, 0.3];
const lastQuarter = dayOf('2026-04-01');

/** Highest value of `orderSeason`, for thinning. */
export const seasonCap = 2.2;

/** Rate of orders of a region on a day against its mean: month, weekday, growth, and the story of the last quarter. */
export function orderSeason(day: number, region: string): number {
  const month = Number(dateOf(day).slice(5, 7)) - 1;
  const growth = 1 + 0.035 * (day / 365 - 1.5);
  // A competitor opened in South China in the second quarter of 2026.
  const story = region === 'South China' && day >= lastQuarter ? 0.72 : 1;
  return at(monthly, month) * at(weekly, weekdayOf(day)) * growth * story;
}

/** Sum of `orderSeason` over days [0, d) of a region, for every d. */
export function seasonSums(region: string): Float64Array {
  const sums = new Float64Array(dayCount + 1);
  for (let day = 0; day < dayCount; day++) sums[day + 1] = at(sums, day) + orderSeason(day, region);
  return sums;
}

const tilt: Record<string, readonly [phase: number, size: number, growth: number]> = {
  Pumps: [4, 0.12, 0.02],
  Valves: [9, 0.06, 0],
  Motors: [10, 0.08, 0],
  Gearboxes: [2, 0.06, -0.03],
  Controllers: [11, 0.05, 0.05],
  Sensors: [8, 0.05, 0.06],
  Filters: [6, 0.25, 0],
  Accessories: [5, 0.08, 0],
};

/** Size of an order line of a category on a day against its mean: yearly swing, trend, the sensors' boom of 2026. */
export function categorySeason(category: string, day: number): number {
  const [phase, size, growth] = tilt[category] ?? [0, 0, 0];
  const yearDay = (day + 181) / 365.25;
  const swing = 1 + size * Math.cos(2 * Math.PI * (yearDay - phase / 12));
  const boom = category === 'Sensors' && day >= lastQuarter ? 1.38 : 1;
  return swing * (1 + growth * (day / 365 - 1.5)) * boom;
}
