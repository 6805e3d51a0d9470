import { type ComparedPart, type Missing, toldMissing, toldUncompared } from '../../messages/told-missing.ts';
import { locale } from './locale.svelte.ts';

/** Why a number by these dimensions is not given, in the reader's language; undefined where it is. */
export const missingText = (missing: Missing | undefined, asked: readonly string[]): string | undefined =>
  toldMissing(missing ?? {}, asked, locale.translate, locale.formats);

/** Why a figure is not compared with another time, in the reader's language; undefined where it is. */
export const uncomparedText = (missing: Missing | undefined, part?: ComparedPart): string | undefined =>
  toldUncompared(missing ?? {}, locale.translate, locale.formats, part);
