type Rows = readonly Readonly<Record<string, unknown>>[];

/** The first difference of two results in words, or nothing. Numbers may differ by `tolerance`, relatively; 0 means not at all. */
export function sameRows(got: Rows, expected: Rows, tolerance: number): string | undefined {
  if (got.length !== expected.length) return `${got.length} rows, expected ${expected.length}`;
  for (const [at, row] of expected.entries())
    for (const [name, value] of Object.entries(row)) {
      const other = got[at]?.[name];
      if (!sameValue(other, value, tolerance))
        return `row ${at} ${name}: ${JSON.stringify(other)}, expected ${JSON.stringify(value)}`;
    }
  return undefined;
}

function sameValue(got: unknown, expected: unknown, tolerance: number): boolean {
  if (typeof got !== 'number' || typeof expected !== 'number') return got === expected;
  if (Object.is(got, expected) || got === expected) return true;
  return Math.abs(got - expected) <= tolerance * Math.max(1, Math.abs(got), Math.abs(expected));
}
