export type ParameterValue = string | number;

/** Collects the values of a statement. `bind` gives the placeholder, cast to its type; equal values share one. */
export interface Parameters {
  readonly values: readonly ParameterValue[];
  text(value: string): string;
  date(value: string): string;
  integer(value: number): string;
  /** ISO dates or integers as one value, unfolded to a list in SQL. */
  list(values: readonly (string | number)[], type: 'date' | 'integer'): string;
}

export function createParameters(): Parameters {
  const values: ParameterValue[] = [];
  const known = new Map<string, number>();
  const place = (value: ParameterValue): string => {
    const key = `${typeof value}:${value}`;
    const at = known.get(key) ?? values.push(value);
    known.set(key, at);
    return `$${at}`;
  };
  return {
    values,
    text: (value) => `${place(value)}::varchar`,
    date: (value) => `${place(value)}::date`,
    integer: (value) => `${place(value)}::bigint`,
    list: (items, type) => `${place(`[${items.join(',')}]`)}::varchar::${type}[]`,
  };
}
