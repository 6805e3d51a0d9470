import type { ColumnContract } from './contract.ts';

/** The values a column takes as they are, where its contract lists them; none where any of its type may come. */
export const acceptedValues = (column: ColumnContract): readonly string[] =>
  column.kind === 'boolean' ? [...column.trueTokens, ...column.falseTokens] : (column.spec.values ?? []);
