import type { Lacking } from '../contract/api/cell.ts';
import type { DayWindow } from './buckets.ts';
import { toDay, toIso } from './civil-date.ts';
import type { CompileContext } from './compile-context.ts';
import { factDefinitions } from './fact-definitions.ts';
import { measuresOf } from './formula.ts';
import { type MeasureDefinition, measureDefinitions } from './measure-definitions.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import type { ResolvedQuery } from './resolve-query.ts';

type Recorded = Pick<CompileContext, 'stagesKnownFrom' | 'factsKnownFrom'>;

/** Since when a number is known, and what it lacks before. */
export interface KnownSince {
  readonly from: string;
  readonly lacking: Lacking;
}

/** What is known of a metric in a window of which not all is known. */
export interface KnownPart extends KnownSince {
  /** The first step of the series that is known; absent where none is. */
  readonly step?: string;
}

/** A span in which a metric is measured: the window asked for or, `compared`, one it is compared with. */
interface Measured extends DayWindow {
  readonly compared: boolean;
}

interface Need extends KnownSince {
  readonly isMet: (span: DayWindow) => boolean;
}

/** [QUERY-14] A window that begins so many days before the data is whole: the first order of a year need not be of its first day. */
const grace = 7;

/**
 * [QUERY-13] Whether a metric, grouped or filtered by these dimensions, takes for a past day a history that a source may
 * not have recorded.
 */
export const needsHistory = (metric: MetricDefinition, dimensions: readonly string[]): boolean =>
  dimensions.includes('stage') ||
  measuresOf(metric.formula).some((id) => measureDefinitions[id].needs === 'stages');

/** [QUERY-14] Whether a metric is made of what begins with the data. */
export const hasBegun = (metric: MetricDefinition): boolean =>
  measuresOf(metric.formula).some((id) => factDefinitions[measureDefinitions[id].fact].begins !== undefined);

/** [QUERY-14] Whether a measure in this span lies within data that begin on this day. */
function isWithin(kind: MeasureDefinition['kind'], { from, to }: DayWindow, day: number): boolean {
  if (kind === 'balance') return to > day;
  return kind === 'balance_before' ? from > day : from >= day - grace;
}

/** What a metric by these dimensions takes to be known. */
function needsOf(
  metric: MetricDefinition,
  dimensions: readonly string[],
  compared: boolean,
  { stagesKnownFrom, factsKnownFrom = {} }: Recorded,
): Need[] {
  const needs: Need[] = [];
  if (stagesKnownFrom !== undefined && needsHistory(metric, dimensions)) {
    const day = toDay(stagesKnownFrom);
    needs.push({ from: stagesKnownFrom, lacking: 'stages', isMet: ({ to }) => to > day });
  }
  for (const id of compared ? measuresOf(metric.formula) : []) {
    const { fact, kind } = measureDefinitions[id];
    const { begins } = factDefinitions[fact];
    const from = begins && factsKnownFrom[begins];
    if (from === undefined) continue;
    const day = toDay(from);
    const lacking = begins === 'customer_event' ? 'past' : 'data';
    needs.push({ from, lacking, isMet: (span) => isWithin(kind, span, day) });
  }
  return needs;
}

/** The latest of the days since which what a span lacks is known; undefined where it lacks nothing. */
const latestOf = (unmet: readonly Need[]): KnownSince | undefined => {
  const [first, ...others] = unmet;
  if (first === undefined) return undefined;
  const { from, lacking } = others.reduce((last, need) => (need.from > last.from ? need : last), first);
  return { from, lacking };
};

/** [QUERY-13] [QUERY-14] Since when a metric by these dimensions is known, where it is not in this span. */
export function unknownBefore(
  metric: MetricDefinition,
  dimensions: readonly string[],
  span: Measured,
  context: Recorded,
): KnownSince | undefined {
  return latestOf(needsOf(metric, dimensions, span.compared, context).filter(({ isMet }) => !isMet(span)));
}

/** [QUERY-13] [QUERY-14] Which part of a window a metric is known in; undefined where that is all of it. */
export function knownPart(
  metric: MetricDefinition,
  { needed, series, windows }: Pick<ResolvedQuery, 'needed' | 'series' | 'windows'>,
  at: number,
  context: Recorded,
): KnownPart | undefined {
  const window = windows[at];
  if (window === undefined) return undefined;
  const needs = needsOf(metric, needed, window.compare !== undefined, context);
  const steps = series === undefined ? [window] : (window.steps ?? []);
  const since = latestOf(needs.filter(({ isMet }) => steps.some((step) => step && !isMet(step))));
  if (since === undefined) return undefined;
  const known = steps.findIndex((step) => step !== undefined && needs.every(({ isMet }) => isMet(step)));
  const first = series?.[known];
  return { ...since, ...(first === undefined ? {} : { step: toIso(first.label) }) };
}
