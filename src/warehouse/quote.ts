/** A string as a SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * A string as a SQL literal, for the places where the engine takes no parameter (file names in table functions, DDL). NUL, at
 * which the engine would take the statement to end, becomes the sign of what cannot be shown.
 */
export const literal = (value: string): string =>
  `'${value.replaceAll("'", "''").replaceAll('\0', '\uFFFD')}'`;
