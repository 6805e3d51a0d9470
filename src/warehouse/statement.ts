import type { DuckDBValue } from 'duckdb';

/** What a statement is asked with, by name or by place. */
export type Parameters = Readonly<Record<string, DuckDBValue>> | readonly DuckDBValue[];
/** One row it gives, by column. */
export type Row = Record<string, unknown>;
