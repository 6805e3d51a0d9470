#!/usr/bin/env node
// Starts the TypeScript command line. The thread pool must be sized before Node starts its first task:
// with libuv's four threads, four heavy queries starve every file read (DESIGN.md §3.1).
process.env.UV_THREADPOOL_SIZE ??= '16';
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./main.ts');
await main(process.argv.slice(2));
