import type { LevelShares } from './estimate.ts';
import type { FieldKind } from './field-kind.ts';
import type { FieldWeights } from './field-weights.ts';

/**
 * Kinds that are only said to tell apart who agrees in all else: father and son share name and address because they are father
 * and son, so that what agrees is no evidence, and what the data shows of such pairs says nothing of a difference's worth.
 */
const tellApart: ReadonlySet<FieldKind> = new Set(['generation']);

export const tellsApart = (kind: FieldKind): boolean => tellApart.has(kind);

/**
 * Shares of the levels among matches where a difference is decisive: who differs is no match, though all else agrees and what
 * the data shows took him for one.
 */
export function matchesTold(kind: FieldKind, m: LevelShares): LevelShares {
  if (!tellsApart(kind)) return m;
  const never = (shares: readonly number[]): number[] => {
    const told = shares.slice(1).reduce((sum, share) => sum + share, 0);
    return [0, ...shares.slice(1).map((share) => share / told)];
  };
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

const eachTable = (
  { alone, follows }: FieldWeights,
  change: (table: readonly number[]) => readonly number[],
): FieldWeights => ({
  alone: change(alone),
  ...(follows === undefined
    ? {}
    : { follows: { ...follows, agrees: change(follows.agrees), differs: change(follows.differs) } }),
});
