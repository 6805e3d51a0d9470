import { pairsOfBlocks, type BlockRange, type PairSearch } from '../block/bounded-pairs.ts';
import { fillRows, valueCoder, type RowTask } from './code-values.ts';
import { compareSpan } from '../compare/compare-span.ts';
import { entityTerms, type TermsTask } from '../weigh/entity-terms.ts';
import type { CompareTask } from '../compare/find-levels.ts';
import { ruleBlocks } from '../block/rule-blocks.ts';
import type { ScratchMemory } from './scratch-memory.ts';

/** A part of a list: from … to − 1. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

interface Spans {
  readonly spans: readonly Span[];
}
const none: Span = { from: 0, to: 0 };

/** What linkage does in parts that do not depend on each other: made ready once for a task, then done for each part. */
const works = {
  value: valueCoder,
  row: (task: RowTask & Spans) => (part: number) => {
    const { from, to } = task.spans[part] ?? none;
    fillRows(task, from, to);
  },
  block: ruleBlocks,
  pair: (task: PairSearch & { readonly ranges: readonly BlockRange[] }) => {
    const form = pairsOfBlocks(task);
    return (part: number) => form(task.ranges[part] ?? { rule: 0, ...none });
  },
  compare: (task: CompareTask & Spans) => (part: number) => {
    const { from, to } = task.spans[part] ?? none;
    return compareSpan(task, from, to);
  },
  terms: (task: TermsTask) => (part: number) => entityTerms(task, part),
};

export type Work = keyof typeof works;
export type WorkTask<W extends Work> = Parameters<(typeof works)[W]>[0];
export type WorkResult<W extends Work> = ReturnType<ReturnType<(typeof works)[W]>>;

export interface PartsDone<R> {
  readonly part: number;
  readonly result: R;
}

/** Does the parts that nobody has begun, one after the other: `begun[0]` counts them for all threads. `scratch` is the thread's own. */
export function doParts<W extends Work>(
  work: W,
  task: WorkTask<W>,
  parts: number,
  begun: Int32Array,
  scratch: ScratchMemory,
): PartsDone<WorkResult<W>>[] {
  const done: PartsDone<WorkResult<W>>[] = [];
  const ready = works[work] as (task: WorkTask<W>, scratch: ScratchMemory) => (part: number) => WorkResult<W>;
  const one = ready(task, scratch);
  for (let part = Atomics.add(begun, 0, 1); part < parts; part = Atomics.add(begun, 0, 1))
    done.push({ part, result: one(part) });
  return done;
}

/** `size` places in so many spans of about the same length. */
export function evenSpans(size: number, parts: number): Span[] {
  const at = (part: number): number => Math.floor((size * part) / parts);
  return Array.from({ length: parts }, (_, part) => ({ from: at(part), to: at(part + 1) }));
}
