import { textDifference, type DifferenceVerdict, type TextDifference } from './text-difference.ts';

export interface FieldRow {
  readonly field: string;
  readonly left: string | null;
  readonly right: string | null;
  readonly difference: TextDifference & { readonly verdict: Exclude<DifferenceVerdict, 'none'> };
}

type Fields = Readonly<Record<string, string | null>>;

/** Fields that either side has a value for, in the order of the left side, compared. */
export const pairFieldRows = (left: Fields, right: Fields): FieldRow[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].flatMap((field) => {
    const [a, b] = [left[field] ?? null, right[field] ?? null];
    const { verdict, ...parts } = textDifference(a, b);
    return verdict === 'none' ? [] : [{ field, left: a, right: b, difference: { ...parts, verdict } }];
  });
