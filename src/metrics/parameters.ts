export type ParameterValue = string;

/**
 * The values of a statement. Text is bound, equal texts share one place. Days and counts are written into the statement,
 * checked digit by digit: a statement whose places are all text is planned once, not once more for its values.
 */
export interface Parameters {
  readonly values: readonly ParameterValue[];
  text(value: string): string;
  /** `YYYY-MM-DD`. Throws for anything else. */
  date(value: string): string;
  /** Throws for what is not an integer. */
  integer(value: number): string;
  /** ISO dates or integers as one list. */
  list(values: readonly (string | number)[], type: 'date' | 'integer'): string;
}

const day = (value: string): string => {
  if (!/^-?\d{4,6}-\d{2}-\d{2}$/.test(value)) throw new TypeError('not a date');
  return value;
};
const whole = (value: number): string => {
  if (!Number.isSafeInteger(value)) throw new TypeError('not an integer');
  return value.toFixed(0);
};

export function createParameters(): Parameters {
  const known = new Map<string, number>();
  const values: ParameterValue[] = [];
  return {
    values,
    text(value) {
      const at = known.get(value) ?? values.push(value);
      known.set(value, at);
      return `$${at}::varchar`;
    },
    date: (value) => `date '${day(value)}'`,
    integer: whole,
    list: (items, type) =>
      `'[${items.map((item) => (typeof item === 'string' ? day(item) : whole(item))).join(',')}]'::${type}[]`,
  };
}
