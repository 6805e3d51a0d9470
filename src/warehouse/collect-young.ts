import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (options: { readonly type: 'minor' }) => void;

let collect: Collect | undefined;

/**
 * Frees what was read and let go of a moment ago. The client gives a chunk's memory back to the engine when its object is
 * collected, of whose size the runtime knows nothing: a long read would take fresh memory for each chunk, which costs
 * four times as much as reading it (a million rows of ten numbers: 0.44 s, with this 0.07 s).
 */
export function collectYoung(): void {
  if (collect === undefined) {
    // Contexts made from here on have the function; the one that the program runs in has not.
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as Collect;
    setFlagsFromString('--no-expose-gc');
  }
  collect({ type: 'minor' });
}
