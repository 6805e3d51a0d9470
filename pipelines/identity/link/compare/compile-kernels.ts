import type { PairBound } from '../../../../src/stats/linkage/block/bound-tables.ts';
import type { ComparedField } from '../../../../src/stats/linkage/compare/find-levels.ts';
import { levelCode } from '../../../../src/stats/linkage/kernel/level-code.ts';
import { pairCode, type KernelLayout } from '../../../../src/stats/linkage/kernel/pair-code.ts';

/** Assembles a module of WebAssembly; the assembler is read when it is first asked for. */
async function compile(code: string): Promise<WebAssembly.Module> {
  const { default: assembler } = await import('wabt');
  const text = (await assembler()).parseWat('kernel.wat', code, { simd: true, threads: true });
  try {
    return await WebAssembly.compile(Uint8Array.from(text.toBinary({}).buffer));
  } finally {
    text.destroy();
  }
}

/** Compiles what bounds the pairs of a model. */
export const compilePairs = (bound: PairBound, layout: KernelLayout): Promise<WebAssembly.Module> =>
  compile(pairCode(bound, layout));

/** Compiles what compares pairs in these fields. */
export const compileLevels = (
  fields: readonly ComparedField[],
  layout: Omit<KernelLayout, 'width'>,
): Promise<WebAssembly.Module> => compile(levelCode(fields, layout));
