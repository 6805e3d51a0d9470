import type { CompareTask, FindLevels } from '../compare/find-levels.ts';
import { wordsIn, type Kernel } from './kernel-memory.ts';
import { comparedWords } from './level-code.ts';

/** Pairs that are compared at once: so few that their rows are still at hand when values are asked for. */
const batch = 256;

/** Finds levels by compiled code (see levelCode); nothing when memory has no room. */
export function kernelLevels(
  { module, memory }: Kernel,
  { features, pairs, levels }: CompareTask,
): FindLevels | undefined {
  const { rows, fields, stride } = features;
  const bytes = Math.ceil((batch * fields) / 4);
  const space = wordsIn(memory, batch * (comparedWords + 1) + bytes);
  const { compare } = new WebAssembly.Instance(module, { env: { memory } }).exports as Record<
    string,
    (...values: number[]) => void
  >;
  if (space === undefined || compare === undefined) return undefined;
  const chosen = space.subarray(0, batch * comparedWords);
  const asked = space.subarray(chosen.length, chosen.length + batch);
  const known = space.subarray(chosen.length + batch);
  const found = new Int8Array(known.buffer, known.byteOffset, batch * fields);
  return (from, to, ask) => {
    for (let first = from; first < to; first += batch) {
      const size = Math.min(batch, to - first);
      for (let at = 0; at < size; at++) {
        chosen[comparedWords * at] = pairs.left[first + at] ?? 0;
        chosen[comparedWords * at + 1] = pairs.right[first + at] ?? 0;
      }
      const { byteOffset: begin } = chosen;
      const end = begin + 4 * comparedWords * size;
      compare(rows.byteOffset, begin, end, known.byteOffset, asked.byteOffset);
      levels.set(found.subarray(0, size * fields), first * fields);
      for (let at = 0; at < size; at++)
        for (let bits = asked[at] ?? 0; bits !== 0; bits &= bits - 1) {
          const field = 31 - Math.clz32(bits & -bits);
          const l = (chosen[comparedWords * at] ?? 0) * stride + field;
          const r = (chosen[comparedWords * at + 1] ?? 0) * stride + field;
          ask(first + at, field, rows[l] ?? 0, rows[r] ?? 0);
        }
    }
  };
}
