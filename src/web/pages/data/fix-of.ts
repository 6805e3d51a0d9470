import type { Fix } from '../../../contract/api/fix.ts';

export const fixKinds = ['map', 'null', 'date', 'header'] as const;
export type FixKind = (typeof fixKinds)[number];

/** The contract's spelling of what the form says. */
export const fixOf = (kind: FixKind, from: string, to: string, format: string): Fix =>
  kind === 'map'
    ? { map_values: { [from]: to.trim() } }
    : kind === 'null'
      ? { null_tokens: [from] }
      : kind === 'date'
        ? { date_formats: [format.trim()] }
        : { headers: [to.trim()] };

/** The kind of fix that most often helps with a rule. */
export const likelyFix = (rule: string): FixKind =>
  rule.endsWith('_date') ? 'date' : rule === 'column_lost' ? 'header' : 'map';

/** Another way of writing dates helps only where a date was not understood, another name only where a column is gone. */
export const kindsFor = (rule: string): readonly FixKind[] =>
  likelyFix(rule) === 'header'
    ? ['header']
    : fixKinds.filter((each) => each !== 'header' && (each !== 'date' || likelyFix(rule) === 'date'));

/** A first guess for the right value: the wrong one without stray marks; nothing where that is no better. */
export const likelyValue = (value: string): string => {
  const guess = value.trim().replace(/[.?!*\s]+$/, '');
  return guess === value ? '' : guess;
};
