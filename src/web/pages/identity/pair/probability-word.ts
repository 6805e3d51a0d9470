import type { MessageKey } from '../../../../messages/translate.ts';

/** The probability that two records are one customer, in words. */
export const probabilityWord = (probability: number | null): MessageKey => {
  if (probability === null) return 'identity.likely.unknown';
  if (probability >= 0.999) return 'identity.likely.certain';
  if (probability >= 0.95) return 'identity.likely.very';
  if (probability >= 0.8) return 'identity.likely.likely';
  if (probability >= 0.5) return 'identity.likely.rather';
  if (probability >= 0.2) return 'identity.likely.hardly';
  return 'identity.likely.no';
};
