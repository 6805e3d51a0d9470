import { dayCount } from './calendar.ts';
import { Random } from './random.ts';

/** A price promotion of a category: percent off, and the true factor on the quantity of its lines. */
export interface Promotion {
  readonly id: string;
  readonly category: string;
  readonly from: number;
  /** First day after it. */
  readonly to: number;
  readonly discount: number;
  readonly uplift: number;
}

const promoted = ['Pumps', 'Valves', 'Motors', 'Controllers', 'Sensors', 'Filters', 'Accessories'];

/** Six promotions a year, two to four weeks each. */
export function makePromotions(seed: number): Promotion[] {
  const random = new Random(seed, 'promotions');
  const promotions: Promotion[] = [];
  for (let day = 40; day < dayCount - 20; day += random.between(48, 74)) {
    const category = random.pick(promoted);
    const to = day + random.between(14, 28);
    const discount = random.between(6, 14);
    const uplift = Math.round(random.range(0.3, 0.9) * 100) / 100;
    promotions.push({
      id: `P${String(promotions.length + 1).padStart(2, '0')}`,
      category,
      from: day,
      to,
      discount,
      uplift,
    });
  }
  return promotions;
}
