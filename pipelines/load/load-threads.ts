/** Bytes of a file up to which one thread is enough: the engine reads a shorter one in one piece anyway. */
const smallFile = 8_000_000;

/**
 * Threads for a load of files that are so long; nothing means the engine's own choice: all cores. Measured on the demo
 * in files of up to some megabytes, two threads cost a third more processor time than one.
 */
export const loadThreads = (fileBytes: readonly number[]): number | undefined =>
  fileBytes.every((bytes) => bytes <= smallFile) ? 1 : undefined;
