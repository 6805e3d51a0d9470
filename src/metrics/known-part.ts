import { toDay, toIso } from './civil-date.ts';
import type { CompileContext } from './compile-context.ts';
import { measuresOf } from './formula.ts';
import { measureDefinitions } from './measure-definitions.ts';
import type { MetricDefinition } from './metric-definitions.ts';
import type { ResolvedQuery } from './resolve-query.ts';

/** What is known of a metric in a window of which not all is known. */
export interface KnownPart {
  /** The first day at whose end it is known. */
  readonly from: string;
  /** The first step of the series that is known; absent where none is. */
  readonly step?: string;
}

/**
 * [QUERY-13] Which part of a window a metric is known in; undefined where that is all of it. The value asked for itself is
 * shown as it is: of the window that nothing is compared with, the last step is always in.
 */
export function knownPart(
  metric: MetricDefinition,
  { series, windows }: ResolvedQuery,
  at: number,
  { stagesKnownFrom: from }: Pick<CompileContext, 'stagesKnownFrom'>,
): KnownPart | undefined {
  const window = windows[at];
  if (from === undefined || window === undefined) return undefined;
  if (!measuresOf(metric.formula).some((id) => measureDefinitions[id].needs === 'stages')) return undefined;
  const day = toDay(from);
  if (series === undefined) return at === 0 || window.to > day ? undefined : { from };
  const steps = window.steps ?? [];
  const first = steps.findIndex((step) => step !== undefined && step.to > day);
  const last = at === 0 ? series.length - 1 : -1;
  const known = first === -1 ? last : last === -1 ? first : Math.min(first, last);
  if (known === -1) return { from };
  const step = series[known];
  return known === 0 || step === undefined ? undefined : { from, step: toIso(step.label) };
}
