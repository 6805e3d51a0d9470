import type { IdentityPreviewResponse } from '../../contract/api/identity.ts';
import type { GoldenValues } from './golden-values.ts';

/** Fields of golden records whose values differ, of those that are there before and after. */
export const changedValues = (
  goldenIds: readonly string[],
  before: ReadonlyMap<string, GoldenValues>,
  after: ReadonlyMap<string, GoldenValues>,
): IdentityPreviewResponse['values'] =>
  goldenIds.flatMap((goldenId) => {
    const [old, next] = [before.get(goldenId), after.get(goldenId)];
    if (old === undefined || next === undefined) return [];
    return Object.entries(next)
      .filter(([field, value]) => old[field] !== value)
      .map(([field, value]) => ({
        goldenId,
        name: next['name'] ?? null,
        field,
        before: old[field] ?? null,
        after: value,
      }));
  });
