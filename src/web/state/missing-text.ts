import { type Missing, toldMissing } from '../../messages/told-missing.ts';
import { locale } from './locale.svelte.ts';

/** Why a number by these dimensions is not given, in the reader's language; undefined where it is. */
export const missingText = (missing: Missing | undefined, asked: readonly string[]): string | undefined =>
  toldMissing(missing ?? {}, asked, locale.translate, locale.formats);
