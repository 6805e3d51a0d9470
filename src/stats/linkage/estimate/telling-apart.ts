import type { LevelShares } from './estimate.ts';
import type { FieldKind } from '../field-kind.ts';
import type { FieldWeights } from '../weigh/field-weights.ts';
import { withWorst } from './worst-level.ts';

/**
 * Kinds that are only said to tell apart who agrees in all else: father and son share name and address because they are father
 * and son, so that what agrees is no evidence, and what the data shows of such pairs says nothing of a difference's worth.
 */
const tellApart: ReadonlySet<FieldKind> = new Set(['generation']);

export const tellsApart = (kind: FieldKind): boolean => tellApart.has(kind);

/**
 * Kinds in which so many matches differ by judgement, whatever the data shows: who agrees in all else is taken for a match
 * there, and is the sister company of another number ([LINK-45]) or with a tax number of its own ([LINK-12]).
 */
const seldomDiffer: Partial<Readonly<Record<FieldKind, number>>> = { number_list: 0.01, tax_id: 0.005 };

/** Kinds of numbers of a series, by which companies of one owner are told apart who agree in all else ([LINK-45]). */
const ofSeries: ReadonlySet<FieldKind> = new Set(['number_list']);

export const tellsSisters = (kind: FieldKind): boolean => ofSeries.has(kind);

/**
 * While matches are looked for, the share of them that differ in a field of a kind: next to none by the number of a series, so
 * that sisters, who agree in all else, are not taken for matches. Undefined where the data tells it.
 */
export const differAmongMatches = (kind: FieldKind): number | undefined =>
  tellsSisters(kind) ? 1e-7 : seldomDiffer[kind];

/**
 * Shares of the levels among matches where a difference is decisive: who differs is no match, though all else agrees and what
 * the data shows took him for one.
 */
export function matchesTold(kind: FieldKind, m: LevelShares): LevelShares {
  const worst = tellsApart(kind) ? 0 : seldomDiffer[kind];
  if (worst === undefined) return m;
  const never = (shares: readonly number[]): number[] => withWorst(shares, worst);
  const { alone, follows } = m;
  return {
    alone: never(alone),
    ...(follows === undefined
      ? {}
      : { follows: { ...follows, agrees: never(follows.agrees), differs: never(follows.differs) } }),
  };
}

/** More than all else can add, in thousandths of a bit. */
const never = -200_000;

/** The weights of a field, in which a difference is decisive where its kind is there to tell apart. */
export function tellingApart(kind: FieldKind, weights: FieldWeights): FieldWeights {
  if (!tellsApart(kind)) return weights;
  return eachTable(weights, (table) => [never, ...table.slice(1)]);
}

/** The weights of a field of which only a difference says something: what agrees is said by another already. */
export const onlyApart = (weights: FieldWeights): FieldWeights =>
  eachTable(weights, (table) => table.map((weight) => Math.min(0, weight)));

/** The weights of a field of which only the same value speaks for a pair: near ones are numbers given one after the other. */
export const onlySame = (weights: FieldWeights): FieldWeights =>
  eachTable(weights, (table) =>
    table.map((weight, level) => (level === table.length - 1 ? weight : Math.min(0, weight))),
  );

const eachTable = (
  { alone, follows }: FieldWeights,
  change: (table: readonly number[]) => readonly number[],
): FieldWeights => ({
  alone: change(alone),
  ...(follows === undefined
    ? {}
    : { follows: { ...follows, agrees: change(follows.agrees), differs: change(follows.differs) } }),
});
