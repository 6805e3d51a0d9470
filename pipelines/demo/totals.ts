import type { Currency } from './exchange-rates.ts';
import { cents, tenThousandths } from './csv-text.ts';

interface Sum {
  rows: number;
  quantity: number;
  amount: number;
  base: number;
}

/**
 * True totals by measure, month, currency and state, to prove source = core. The CNY amount of a row is
 * amount × rate of the month valid on its date, rounded to four decimals, then summed.
 */
export class Totals {
  private readonly sums = new Map<string, Sum>();

  /** @param amount cents of the currency @param rate CNY for one unit, in ten-thousandths */
  add(
    measure: string,
    month: string,
    currency: Currency,
    state: string,
    quantity: number,
    amount: number,
    rate: number,
  ): void {
    const key = `${measure},${month},${currency},${state}`;
    let sum = this.sums.get(key);
    if (!sum) this.sums.set(key, (sum = { rows: 0, quantity: 0, amount: 0, base: 0 }));
    sum.rows++;
    sum.quantity += quantity;
    sum.amount += amount;
    // cents × ten-thousandths = millionths; to four decimals, half away from zero
    const millionths = Math.abs(amount) * rate;
    sum.base += Math.sign(amount) * Math.floor((millionths + 50) / 100);
  }

  /** CSV with a header line, sorted. */
  csv(): string {
    const lines = [...this.sums].map(
      ([key, { rows, quantity, amount, base }]) =>
        `${key},${rows},${quantity},${cents(amount)},${tenThousandths(base)}`,
    );
    return (
      ['measure,month,currency,state,n_rows,quantity,amount,amount_cny', ...lines.sort()].join('\n') + '\n'
    );
  }
}
