import type { Query, RowsQuery } from '../contract/query.ts';
import type { RowPolicy } from './policy.ts';

/** Keys in one order, so that equal questions have equal text. */
const canonical = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, canonical(each)]),
  );
};

/**
 * [POLICY-6] The key of a cached answer: the generation, what the person may see, and the question.
 * Two people share an answer exactly when their policies are equal. `variant`: language and format.
 */
export const cacheKey = (
  generation: string,
  query: Query | RowsQuery,
  policy: RowPolicy,
  variant = '',
): string => JSON.stringify([generation, variant, policy.key, canonical(query)]);
