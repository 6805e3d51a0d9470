import { totalmem } from 'node:os';

/**
 * The engine's memory for a build, as it spells it: three fifths of what this process may use, at least 1 GiB. The
 * engine's own choice is four fifths, and the server of the same machine goes on answering meanwhile; what does
 * not fit spills into the workspace.
 */
export function buildMemory(total = totalmem(), constrained = process.constrainedMemory()): string {
  const usable = constrained > 0 && constrained < total ? constrained : total;
  return `${Math.max(1_024, Math.floor((usable * 0.6) / 2 ** 20))}MiB`;
}
