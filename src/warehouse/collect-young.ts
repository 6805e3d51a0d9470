import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { readonly type: 'minor' }) => void;

/** Contexts made while the flag is set have the function; the one that the program runs in has not. */
function collectorOf(): Collect | undefined {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext(`typeof gc === 'function' ? gc : undefined`) as Collect | undefined;
  setFlagsFromString('--no-expose-gc');
  return collect;
}

let collector: { readonly collect: Collect | undefined } | undefined;

/**
 * Frees what was read and let go of a moment ago; does nothing where the runtime does not let it. The client gives a chunk's
 * memory back to the engine when its object is collected, of whose size the runtime knows nothing: a long read would take
 * fresh memory for each chunk, which costs four times as much as reading it (a million rows of ten numbers: 0.44 s, with this
 * 0.07 s).
 */
export function collectYoung(): void {
  collector ??= { collect: collectorOf() };
  collector.collect?.({ type: 'minor' });
}
