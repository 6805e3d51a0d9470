import type { PairBound } from '../../../src/stats/linkage/bound-tables.ts';
import { pairCode, type KernelLayout } from '../../../src/stats/linkage/kernel/pair-code.ts';

/** Compiles what bounds the pairs of a model. The assembler is read when it is first asked for. */
export async function compilePairs(bound: PairBound, layout: KernelLayout): Promise<WebAssembly.Module> {
  const { default: assembler } = await import('wabt');
  const text = (await assembler()).parseWat('pair.wat', pairCode(bound, layout), {
    simd: true,
    threads: true,
  });
  try {
    return await WebAssembly.compile(Uint8Array.from(text.toBinary({}).buffer));
  } finally {
    text.destroy();
  }
}
