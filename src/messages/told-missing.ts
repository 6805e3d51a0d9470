import type { Formats } from './formats.ts';
import type { Translate } from './translate.ts';

/** What an answer says of a number that it does not give. */
export interface Missing {
  /** The dimensions that the number is not kept by. */
  readonly notKeptBy?: readonly string[] | undefined;
  /** The first day since which it is known. */
  readonly knownFrom?: string | undefined;
  /** What it lacks before: recorded stages, where nothing is said. */
  readonly lacking?: 'stages' | 'data' | 'past' | undefined;
}

type Spelling = Pick<Formats, 'day' | 'list'>;

/**
 * Why a number is not given, in a reader's words; undefined where nothing hinders it. `asked` are the dimensions of the
 * question: a number that is not kept by others only is hidden by what the reader may see.
 */
export function toldMissing(
  { notKeptBy = [], knownFrom, lacking = 'stages' }: Missing,
  asked: readonly string[],
  t: Translate,
  { day, list }: Spelling,
): string | undefined {
  const names = notKeptBy.filter((id) => asked.includes(id)).map((id) => t.maybe(`dimension.${id}`) ?? id);
  if (names.length > 0) return t('unknown.not_kept_by', { dimension: list(names) });
  if (notKeptBy.length > 0) return t('unknown.unplaced');
  // [QUERY-14] Only comparisons lack data.
  return knownFrom === undefined || lacking !== 'stages'
    ? toldUncompared({ knownFrom, lacking }, t, { day })
    : t('unknown.before', { day: day(knownFrom) });
}

/** What of a figure is compared, in words. */
export interface ComparedPart {
  readonly step?: string | undefined;
  readonly against?: string | undefined;
}

/**
 * Why a figure is not compared with another time, in a reader's words; undefined where it is. `step`, in words, is the first
 * of a series that is compared; `against` names the time where there is another that the figure is compared with.
 */
export function toldUncompared(
  { knownFrom, lacking = 'stages' }: Missing,
  t: Translate,
  { day }: Pick<Formats, 'day'>,
  { step, against }: ComparedPart = {},
): string | undefined {
  if (knownFrom === undefined) return undefined;
  const why = t(`uncompared.lacks_${lacking}`, { day: day(knownFrom) });
  if (against !== undefined) return t('uncompared.against', { against, why });
  return step === undefined ? t('uncompared.whole', { why }) : t('uncompared.before', { step, why });
}
