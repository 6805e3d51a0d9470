import type { FieldWeights } from '../weigh/field-weights.ts';
import type { Likeness } from '../code/likeness.ts';

/** What bounds the weight of a field. */
export interface FieldBound {
  readonly weights: FieldWeights;
  /** What agreement on a value may add for being rare, at most. */
  readonly rare: number;
  /** For each level below the best and above 0, best first, conditions of which one must hold for it. */
  readonly possible: readonly (readonly Likeness[])[];
  /** The field it may have changed places with, and whether the level of that is counted here (else there). */
  readonly swap: { readonly with: number; readonly counted: boolean } | undefined;
}

export interface PairBound {
  readonly prior: number;
  readonly fields: readonly FieldBound[];
  readonly threshold: number;
}

/** What is known of the field another follows: says nothing, agrees, differs, or may do either. */
export const [alone, agrees, differs, either] = [0, 1, 2, 3];

/** A field's weights by what is known of the field it follows. */
function tablesOf({ weights: { alone: own, follows } }: FieldBound): readonly (readonly number[])[] {
  if (follows === undefined) return [own];
  const open = follows.agrees.map((weight, level) => Math.max(weight, follows.differs[level] ?? weight));
  return [own, follows.agrees, follows.differs, open];
}

/** Fields in the order given, but after those they follow. */
function followedFirst(fields: readonly FieldBound[], wanted: readonly number[]): number[] {
  const order: number[] = [];
  const place = (at: number): void => {
    if (order.includes(at)) return;
    const followed = fields[at]?.weights.follows?.field;
    if (followed !== undefined) place(followed);
    order.push(at);
  };
  wanted.forEach(place);
  return order;
}

/** What a bound asks for, laid out flat; one entry a field where nothing else is said. */
export interface BoundTables {
  /** Fields in the order they are looked at. */
  readonly order: Int32Array;
  /** All that may be. */
  readonly highest: number;
  /** The most a field may add, whatever is known. */
  readonly ceiling: Int32Array;
  /** The field it follows, -1 for none, and the level from which on that agrees. */
  readonly follows: Int32Array;
  readonly from: Int32Array;
  /** The field it may have changed places with, -1 for none, and 1 where that is counted here. */
  readonly swapWith: Int32Array;
  readonly swapCounted: Int32Array;
  /** The best level of values that differ. */
  readonly worst: Int32Array;
  /** What a field adds where values are equal: entry 4 × field + what is known of the field it follows. */
  readonly equal: Int32Array;
  /** What a level adds where values differ: entry (4 × field + what is known) × deep + level. */
  readonly differing: Int32Array;
  readonly deep: number;
}

/** Lays out what bounds pairs of records with so many fields. */
export function boundTables(fields: number, bound: PairBound): BoundTables {
  const follows = Int32Array.from(bound.fields, ({ weights }) => weights.follows?.field ?? -1);
  const from = Int32Array.from(bound.fields, ({ weights }) => weights.follows?.from ?? 0);
  const tables = bound.fields.map(tablesOf);
  const equal = new Int32Array(4 * fields);
  for (const [field, { rare }] of bound.fields.entries())
    for (const [context, weights] of (tables[field] ?? []).entries()) {
      const best = weights.at(-1) ?? 0;
      const apart = (tables[field]?.[differs]?.at(-1) ?? best) + rare;
      equal[4 * field + context] =
        context === agrees
          ? best
          : context === either
            ? Math.max(tables[field]?.[agrees]?.at(-1) ?? best, apart)
            : best + rare;
    }
  /** What a level adds where values differ, by field, context and level; and the most of those. */
  const deep = Math.max(1, ...bound.fields.map(({ weights }) => weights.alone.length));
  const differing = new Int32Array(4 * fields * deep);
  const most = new Int32Array(4 * fields);
  for (const [field, of] of tables.entries())
    for (const [context, weights] of of.entries()) {
      differing.set(weights, (4 * field + context) * deep);
      // Names that changed places are counted in the one or the other, in which they add nothing.
      const none = bound.fields[field]?.swap === undefined ? [] : [0];
      most[4 * field + context] = Math.max(...none, ...weights.slice(0, Math.max(1, weights.length - 1)));
    }
  const ceiling = Int32Array.from(bound.fields, (_, field) =>
    Math.max(0, ...equal.subarray(4 * field, 4 * field + 4), ...most.subarray(4 * field, 4 * field + 4)),
  );
  const highest = ceiling.reduce((sum, adds) => sum + adds, bound.prior);
  const range = (field: number): number =>
    (most[4 * field + alone] ?? 0) - (tables[field]?.[alone]?.[0] ?? 0);
  const decisive = [...bound.fields.keys()].sort((a, b) => range(b) - range(a) || a - b);
  const order = Int32Array.from(followedFirst(bound.fields, decisive));
  const worst = Int32Array.from(bound.fields, ({ weights }) => weights.alone.length - 2);
  const swapWith = Int32Array.from(bound.fields, ({ swap }) => swap?.with ?? -1);
  const swapCounted = Int32Array.from(bound.fields, ({ swap }) => (swap?.counted === true ? 1 : 0));
  return {
    order,
    highest,
    ceiling,
    follows,
    from,
    swapWith,
    swapCounted,
    worst,
    equal,
    differing,
    deep,
  };
}
