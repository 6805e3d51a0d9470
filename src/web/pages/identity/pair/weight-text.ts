import { locale, t } from '../../../state/locale.svelte.ts';

/** Thousandths of a bit as bits with their sign, one decimal. */
export const bitsText = (weight: number): string => locale.formats.signed(Math.round(weight / 100) / 10);

/** The same for numbers that stand below each other: the decimal is always there. */
export const bitsInColumn = (weight: number): string => locale.formats.signedTenths(weight / 1000);

export const weightText = (weight: number): string => t('identity.bits', { bits: bitsText(weight) });
