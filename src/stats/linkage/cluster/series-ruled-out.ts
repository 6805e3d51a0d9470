import { ConstrainedGroups } from './constrained-components.ts';
import type { EdgeColumns, LinkConstraints } from './link-edge.ts';

/**
 * [LINK-45] Whether it is decided that a record is not the company that another one is: apart from that one, or from one of the
 * same numbers that matches it at or above the threshold.
 */
export function ruledOut(
  codes: Int32Array,
  { left, right, weight }: EdgeColumns,
  { mustLink, known = [], cannotLink }: LinkConstraints,
  threshold: number,
): (record: number, company: number) => boolean {
  if (cannotLink.length === 0) return () => false;
  const companies = new ConstrainedGroups(codes.length);
  for (const [a, b] of [...mustLink, ...known]) companies.join(a, b);
  for (const [a, b] of cannotLink) companies.forbid(a, b);
  for (let edge = 0; edge < weight.length; edge++) {
    const [a, b] = [left[edge] ?? 0, right[edge] ?? 0];
    if ((weight[edge] ?? 0) >= threshold && codes[a] !== 0 && codes[a] === codes[b]) companies.join(a, b);
  }
  return (record, company) => companies.forbidden(record, company);
}
