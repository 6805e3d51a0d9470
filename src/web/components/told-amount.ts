import type { Formats } from '../../messages/formats.ts';

/** One amount of a document: in base currency at the rate of its day, and in its own. */
export interface Amounts {
  readonly amount: number | null;
  /** ISO 4217; NULL where it is not known. */
  readonly currency: string | null;
  readonly amountInCurrency: number | null;
}

export interface ToldAmount {
  readonly text: string;
  /** The same in base currency, where that is another one and the amount is not nothing. */
  readonly base?: string;
}

/** [ORDERS-11] An amount in its document's own currency first; nothing where it is not known in any. */
export const toldAmount = (
  { amount, currency, amountInCurrency }: Amounts,
  base: string,
  { money, moneyIn }: Pick<Formats, 'money' | 'moneyIn'>,
): ToldAmount | undefined => {
  if (currency === null || currency === base) {
    const known = amount ?? (currency === base ? amountInCurrency : null);
    return known === null ? undefined : { text: money(known) };
  }
  const inBase = amount === null ? undefined : moneyIn(amount, base);
  if (amountInCurrency === null) return inBase === undefined ? undefined : { text: inBase };
  const isNothing = amountInCurrency === 0 && amount === 0;
  return {
    text: moneyIn(amountInCurrency, currency),
    ...(inBase === undefined || isNothing ? {} : { base: inBase }),
  };
};
