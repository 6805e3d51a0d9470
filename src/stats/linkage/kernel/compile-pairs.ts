import wabt from 'wabt';
import type { PairBound } from '../bound-tables.ts';
import { pairCode, type KernelLayout } from './pair-code.ts';

/** Compiles what bounds the pairs of a model. */
export async function compilePairs(bound: PairBound, layout: KernelLayout): Promise<WebAssembly.Module> {
  const text = (await wabt()).parseWat('pair.wat', pairCode(bound, layout), { simd: true, threads: true });
  try {
    return await WebAssembly.compile(Uint8Array.from(text.toBinary({}).buffer));
  } finally {
    text.destroy();
  }
}
