import { type Missing, toldMissing, toldUncompared } from '../../messages/told-missing.ts';
import { locale } from './locale.svelte.ts';

/** Why a number by these dimensions is not given, in the reader's language; undefined where it is. */
export const missingText = (missing: Missing | undefined, asked: readonly string[]): string | undefined =>
  toldMissing(missing ?? {}, asked, locale.translate, locale.formats);

/**
 * Why a figure is not compared with another time, in the reader's language; undefined where it is. `step`, in words, is the
 * first of a series that is compared.
 */
export const uncomparedText = (missing: Missing | undefined, step?: string): string | undefined =>
  toldUncompared(missing ?? {}, locale.translate, locale.formats, step);
