import type { Kernel } from '../kernel/kernel-memory.ts';
import { likenessReach } from '../code/likeness-reach.ts';
import type { Likeness } from '../code/likeness.ts';
import type { PairList } from '../block/pair-list.ts';
import type { RecordFeatures } from '../code/record-features.ts';

/** How the values of a field compare. */
export interface ComparedField {
  /** The level of equal values. */
  readonly best: number;
  /** For each level below the best and above 0, best first, conditions of which one must hold for it. */
  readonly possible: readonly (readonly Likeness[])[];
  /** The field it may have changed places with, and whether that is counted here (else there). */
  readonly swap: { readonly with: number; readonly counted: boolean } | undefined;
}

export interface CompareTask {
  readonly features: Pick<RecordFeatures, 'rows' | 'fields' | 'stride'>;
  readonly pairs: Pick<PairList, 'left' | 'right'>;
  readonly fields: readonly ComparedField[];
  /** Row-major, one cell a field, shared: here the levels are put that are known without looking at values. */
  readonly levels: Int8Array;
  /** What the fields ask for, compiled (see levelCode). */
  readonly kernel?: Kernel;
}

/** Takes values of a field that differ and may be alike: their codes. */
export type AskValues = (pair: number, field: number, left: number, right: number) => void;

/** Puts the levels of the pairs from … to − 1 that are known without values, and asks for the others, pair for pair. */
export type FindLevels = (from: number, to: number, ask: AskValues) => void;

/** Finds levels by the rules themselves; `levelCode` says the same. */
export function plainLevels({ features, pairs, fields: compared, levels }: CompareTask): FindLevels {
  const { rows, fields, stride } = features;
  const { left, right } = pairs;
  const best = Int32Array.from(compared, (field) => field.best);
  const swapWith = Int32Array.from(compared, ({ swap }) => swap?.with ?? -1);
  const swapLevel = Int32Array.from(compared, ({ swap, best }) => (swap?.counted === true ? best - 1 : -1));
  // A level without conditions may always be.
  const open = Uint8Array.from(compared, (field) => (field.possible.length < field.best - 1 ? 1 : 0));
  const reach = likenessReach(
    fields,
    compared.map(({ possible }) => possible),
  );
  return (from, to, ask) => {
    for (let pair = from; pair < to; pair++) {
      const l = (left[pair] ?? 0) * stride;
      const r = (right[pair] ?? 0) * stride;
      const row = pair * fields;
      for (let field = 0; field < fields; field++) {
        const a = rows[l + field] ?? 0;
        const b = rows[r + field] ?? 0;
        if (a === 0 || b === 0) {
          levels[row + field] = -1;
          continue;
        }
        const top = best[field] ?? 0;
        if (a === b) {
          levels[row + field] = top;
          continue;
        }
        levels[row + field] = 0;
        if (top === 1) continue;
        const other = swapWith[field] ?? -1;
        if (other >= 0 && a === rows[r + other] && b === rows[l + other]) {
          levels[row + field] = swapLevel[field] ?? -1;
          continue;
        }
        if (open[field] === 1 || reach(field, rows, l + field, r + field) >= 0) ask(pair, field, a, b);
      }
    }
  };
}
