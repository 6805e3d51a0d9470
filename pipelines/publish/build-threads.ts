/** Rows of the lake up to which a build takes less time and half the machine on one thread (measured on the demo). */
const smallLake = 100_000;

/** Threads for a build over so many rows; nothing means the engine's own choice: all cores. */
export const buildThreads = (lakeRows: number): number | undefined => (lakeRows <= smallLake ? 1 : undefined);
