import type { KnownGoldenIds } from '../../../src/stats/linkage/cluster/golden-ids.ts';

/** Ids minted from one record that are looked for among the known ones. */
export const mintAttempts = 4;

/** Golden ids known from the generation served before, as columns that may go to another thread. */
export interface KnownColumns extends Omit<KnownGoldenIds, 'minted'> {
  /** record × mintAttempts + attempt - 1 → id, in pairs. */
  readonly mintedKey: Int32Array;
  readonly mintedId: Int32Array;
}

export function knownFrom({ mintedKey, mintedId, ...known }: KnownColumns): KnownGoldenIds {
  const minted = new Map<number, number>();
  mintedKey.forEach((key, at) => minted.set(key, mintedId[at] ?? -1));
  return {
    ...known,
    minted: (record, attempt) =>
      attempt > mintAttempts ? -1 : (minted.get(record * mintAttempts + attempt - 1) ?? -1),
  };
}
