import type { TimelineResponse } from '../../../contract/api/customers.ts';
import { eventKinds, type EventKind } from '../../../contract/event-kinds.ts';
import { addDays, monthStart } from '../../state/periods.ts';

export type Step = TimelineResponse['step'];
type Mark = TimelineResponse['marks'][number];

export interface Lane {
  readonly kind: EventKind;
  /** One place a step that has any event, of whatever kind. */
  readonly marks: readonly (Mark | undefined)[];
}

export const stepDays: Readonly<Record<Step, number>> = { week: 7, month: 30, quarter: 91, year: 365 };

/** How many steps of the axis a screen has room for: a bar needs about seven pixels to be told from the next. */
export const stepsFor = (width: number): number => Math.round(Math.min(200, Math.max(12, (width - 140) / 7)));

/** The days of one step, half-open. */
export const stepSpan = (on: string, step: Step): { from: string; to: string } => ({
  from: on,
  to: step === 'week' ? addDays(on, 7) : monthStart(on, step === 'month' ? 1 : step === 'quarter' ? 3 : 12),
});

/** The last day a step covers; where the data ends within it, the day it ends. */
export const lastDay = (on: string, step: Step, asOf: string): string => {
  const end = addDays(stepSpan(on, step).to, -1);
  return asOf >= on && asOf < end ? asOf : end;
};

/** The marks of all kinds as lanes over the steps in which anything happened. */
export const lanesOf = (
  marks: readonly Mark[],
): { readonly x: readonly string[]; readonly lanes: readonly Lane[] } => {
  const found = new Map(marks.map((mark) => [`${mark.kind} ${mark.on}`, mark]));
  const x = [...new Set(marks.map(({ on }) => on))].sort();
  const lanes = eventKinds
    .map((kind) => ({ kind, marks: x.map((on) => found.get(`${kind} ${on}`)) }))
    .filter((lane) => lane.marks.some((mark) => mark !== undefined));
  return { x, lanes };
};
