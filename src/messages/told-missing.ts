import type { Formats } from './formats.ts';
import type { Translate } from './translate.ts';

/** What an answer says of a number that it does not give. */
export interface Missing {
  /** The dimensions that the number is not kept by. */
  readonly notKeptBy?: readonly string[] | undefined;
  /** The first day at whose end it is known. */
  readonly knownFrom?: string | undefined;
}

/**
 * Why a number is not given, in a reader's words; undefined where nothing hinders it. `asked` are the dimensions of the
 * question: a number that is not kept by others only is hidden by what the reader may see.
 */
export function toldMissing(
  { notKeptBy = [], knownFrom }: Missing,
  asked: readonly string[],
  t: Translate,
  { day, list }: Pick<Formats, 'day' | 'list'>,
): string | undefined {
  const names = notKeptBy.filter((id) => asked.includes(id)).map((id) => t.maybe(`dimension.${id}`) ?? id);
  if (names.length > 0) return t('unknown.not_kept_by', { dimension: list(names) });
  if (notKeptBy.length > 0) return t('unknown.unplaced');
  return knownFrom === undefined ? undefined : t('unknown.before', { day: day(knownFrom) });
}
