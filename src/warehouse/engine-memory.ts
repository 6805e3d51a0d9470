// Read by the engine's allocator when its library is loaded, so this module comes before it. By default what a statement
// frees goes back to the system after a second, and the next statement pays for it again page by page: measured, a fifth
// of a short statement's processor time. Ten seconds is the allocator's own default.
process.env.DUCKDB_JE_MALLOC_CONF ??= 'dirty_decay_ms:10000,muzzy_decay_ms:0';
