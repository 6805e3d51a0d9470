import type { LevelShares } from './estimate.ts';
import type { FieldWeights } from '../weigh/field-weights.ts';
import { milliBits } from '../weigh/milli-bits.ts';

/**
 * Weight of each level, worst first, never falling from a level to a better one: neighbours that would are pooled
 * (pool adjacent violators), because a better agreement that counts for less is noise of a small sample.
 */
function ascending(m: readonly number[], u: readonly number[]): number[] {
  const pools: { m: number; u: number; levels: number }[] = [];
  m.forEach((share, level) => {
    pools.push({ m: share, u: u[level] ?? 0, levels: 1 });
    for (let at = pools.length - 1; at > 0; at--) {
      const [worse, better] = [pools[at - 1], pools[at]];
      if (worse === undefined || better === undefined || worse.m / worse.u <= better.m / better.u) break;
      pools.splice(at - 1, 2, {
        m: worse.m + better.m,
        u: worse.u + better.u,
        levels: worse.levels + better.levels,
      });
    }
  });
  return pools.flatMap((pool) => Array.from({ length: pool.levels }, () => milliBits(pool.m / pool.u)));
}

/** Weights of a field from the shares of its levels among matches and among other pairs. */
export function levelWeights(m: LevelShares, u: LevelShares): FieldWeights {
  const alone = ascending(m.alone, u.alone);
  if (m.follows === undefined || u.follows === undefined) return { alone };
  return {
    alone,
    follows: {
      ...m.follows,
      agrees: ascending(m.follows.agrees, u.follows.agrees),
      differs: ascending(m.follows.differs, u.follows.differs),
    },
  };
}
