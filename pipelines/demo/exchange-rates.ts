import { at } from './at.ts';
import { dateOf, dayOf, monthCount, monthName, monthOf } from './calendar.ts';
import { Random } from './random.ts';

export type Currency = 'CNY' | 'EUR' | 'USD';

/** CNY for one unit in ten-thousandths, one value a month, valid from its first day. */
export interface ExchangeRates {
  on(currency: Currency, day: number): number;
  list(): { currency: Currency; date: string; rate: number }[];
}

/** A slow random walk around rates of the time. */
export function makeRates(seed: number): ExchangeRates {
  const walk = (name: Currency, start: number, sigma: number): number[] => {
    const random = new Random(seed, `rate:${name}`);
    const values: number[] = [];
    for (let month = 0, value = start; month < monthCount; month++) {
      values.push(Math.round(value * 10_000));
      value += sigma * random.normal() + 0.08 * (start - value);
    }
    return values;
  };
  const table: Record<Currency, number[]> = {
    CNY: new Array<number>(monthCount).fill(10_000),
    EUR: walk('EUR', 7.82, 0.07),
    USD: walk('USD', 7.17, 0.05),
  };
  return {
    on: (currency, day) => at(table[currency], Math.min(monthCount - 1, Math.max(0, monthOf(day)))),
    list: () =>
      (['CNY', 'EUR', 'USD'] as const).flatMap((currency) =>
        table[currency].map((rate, month) => ({
          currency,
          date: dateOf(dayOf(`${monthName(month)}-01`)),
          rate,
        })),
      ),
  };
}
