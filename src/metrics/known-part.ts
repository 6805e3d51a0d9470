import type { DayWindow } from './buckets.ts';
import { toDay, toIso } from './civil-date.ts';
import type { CompileContext } from './compile-context.ts';
import { measuresOf } from './formula.ts';
import { measureDefinitions } from './measure-definitions.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import type { ResolvedQuery } from './resolve-query.ts';

type Recorded = Pick<CompileContext, 'stagesKnownFrom'>;

/** What is known of a metric in a window of which not all is known. */
export interface KnownPart {
  /** The first day at whose end it is known. */
  readonly from: string;
  /** The first step of the series that is known; absent where none is. */
  readonly step?: string;
}

/**
 * [QUERY-13] Whether a metric, grouped or filtered by these dimensions, takes for a past day a history that a source may
 * not have recorded.
 */
export const needsHistory = (metric: MetricDefinition, dimensions: readonly string[]): boolean =>
  dimensions.includes('stage') ||
  measuresOf(metric.formula).some((id) => measureDefinitions[id].needs === 'stages');

/** [QUERY-13] Since when a metric by these dimensions is known, where it is not at the end of this window. */
export const unknownBefore = (
  metric: MetricDefinition,
  dimensions: readonly string[],
  { to }: Pick<DayWindow, 'to'>,
  { stagesKnownFrom: from }: Recorded,
): string | undefined =>
  from !== undefined && to <= toDay(from) && needsHistory(metric, dimensions) ? from : undefined;

/** [QUERY-13] Which part of a window a metric is known in; undefined where that is all of it. */
export function knownPart(
  metric: MetricDefinition,
  { needed, series, windows }: Pick<ResolvedQuery, 'needed' | 'series' | 'windows'>,
  at: number,
  context: Recorded,
): KnownPart | undefined {
  const window = windows[at];
  if (window === undefined) return undefined;
  const steps = series === undefined ? [window] : (window.steps ?? []);
  const from = steps.map((step) => step && unknownBefore(metric, needed, step, context)).find(Boolean);
  if (from === undefined) return undefined;
  const known = steps.findIndex((step) => step !== undefined && step.to > toDay(from));
  const first = series?.[known];
  return { from, ...(first === undefined ? {} : { step: toIso(first.label) }) };
}
