/** A string as a SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A string as a SQL literal, for the places where the engine takes no parameter (file names in table functions, DDL). */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;
