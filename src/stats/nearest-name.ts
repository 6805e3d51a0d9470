import { editDistance } from './linkage/company-name/edit-distance.ts';

const letters = (name: string): number[] =>
  Array.from(name.toLowerCase(), (each) => each.codePointAt(0) ?? 0);

/** The name that somebody meant who misspelt it: at most a third of its letters away; nothing where none is near. */
export function nearestName(given: string, known: readonly string[]): string | undefined {
  const [best] = known
    .map((name) => ({ name, away: editDistance(letters(given), letters(name), name.length) }))
    .sort((a, b) => a.away - b.away);
  return best && best.away <= Math.max(1, Math.floor(best.name.length / 3)) ? best.name : undefined;
}
