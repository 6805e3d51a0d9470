import { agrees, alone, boundTables, differs, either, type PairBound } from './bound-tables.ts';
import { likenessReach } from '../code/likeness-reach.ts';

/** Bounds the weight of two rows (see RecordFeatures) that begin at `l` and `r`. */
export type PairBounding = (rows: Int32Array, l: number, r: number) => number;

/**
 * An upper bound of the weight of two records, however rare their values: all that may be, less field for field what equality
 * and signatures rule out. Rarity counts only where the field that is followed does not agree. Fields that decide most come
 * first, and what is below the threshold by then is not looked at further.
 */
export function pairBound(fields: number, bound: PairBound): PairBounding {
  const { threshold } = bound;
  const { order, highest, ceiling, follows, from, swapWith, swapCounted, worst, equal, differing, deep } =
    boundTables(fields, bound);
  const reach = likenessReach(
    fields,
    bound.fields.map(({ possible }) => possible),
  );
  const reached = new Int32Array(fields);
  return (rows, l, r) => {
    let sum = highest;
    for (let at = 0; at < fields; at++) {
      const field = order[at] ?? 0;
      const a = rows[l + field] ?? 0;
      const b = rows[r + field] ?? 0;
      if (a === 0 || b === 0) {
        sum -= ceiling[field] ?? 0;
        if (sum < threshold) return sum;
        continue;
      }
      const followed = follows[field] ?? -1;
      let context = alone;
      if (followed >= 0) {
        const c = rows[l + followed] ?? 0;
        const d = rows[r + followed] ?? 0;
        if (c !== 0 && d !== 0)
          context = c === d ? agrees : (reached[followed] ?? 0) >= (from[field] ?? 0) ? either : differs;
      }
      let adds = 0;
      if (a === b) adds = equal[4 * field + context] ?? 0;
      else {
        const row = (4 * field + context) * deep;
        const other = swapWith[field] ?? -1;
        if (other >= 0 && a === rows[r + other] && rows[l + other] === b) {
          reached[field] = -1;
          if (swapCounted[field] === 1) adds = differing[row + (worst[field] ?? 0)] ?? 0;
        } else {
          const place = reach(field, rows, l + field, r + field);
          const level = place < 0 ? 0 : (worst[field] ?? 0) - place;
          reached[field] = level;
          adds = differing[row + level] ?? 0;
        }
      }
      sum += adds - (ceiling[field] ?? 0);
      if (sum < threshold) return sum;
    }
    return sum;
  };
}
