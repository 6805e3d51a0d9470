const page = 65_536;
/** All that 32 bits can point at. */
const mostPages = 65_536;

/** Code made for a model, and the memory in which it finds the rows it reads. */
export interface Kernel {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
}

/** What `of` gives; nothing where the machine has no room for it. */
function whereRoom<T>(of: () => T): T | undefined {
  try {
    return of();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Memory that threads and kernels share; it grows by what is asked of it. Nothing when addresses for it cannot be had. */
export const kernelMemory = (): WebAssembly.Memory | undefined =>
  whereRoom(() => new WebAssembly.Memory({ initial: 1, maximum: mostPages, shared: true }));

/** So many words of a kernel's memory, all 0; nothing when there is no room left. */
export const wordsIn = (memory: WebAssembly.Memory, words: number): Int32Array | undefined =>
  whereRoom(() => {
    const from = memory.grow(Math.ceil((4 * words) / page)) * page;
    return new Int32Array(memory.buffer, from, words);
  });

/** So many words that threads share, all 0: in `memory` when that is given and has room. */
export const sharedWords = (words: number, memory?: WebAssembly.Memory): Int32Array =>
  (memory === undefined ? undefined : wordsIn(memory, words)) ??
  new Int32Array(new SharedArrayBuffer(4 * words));

/** Whether words that `sharedWords` gave are in a kernel's memory, of which it never gives the beginning. */
export const inKernelMemory = ({ byteOffset }: Int32Array): boolean => byteOffset > 0;
