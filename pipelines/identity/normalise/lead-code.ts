import { productCodes } from './product-codes.ts';

/** So many words of a description, behind who makes a thing, say which of his it is. */
const leading = 3;

/** What follows is what the thing goes with, not what it is. */
const forAnother = /^(for|fits?|with|compatible|für|zu|passend|pour|para|per|voor|适用于?)$/iu;

const words = (text: string): string[] => text.trim().split(/\s+/);
const maker = (text: string): string | undefined => /[\p{L}\p{N}]+/u.exec(text)?.[0].toLowerCase();

/**
 * [LINK-24] The code that a description begins with, of a thing whose name says none: behind the word that the name begins with,
 * too (`Alba Pump`, `Alba CP-2200A, stainless`).
 */
export function leadCode(name: string, description: string): string | undefined {
  const who = maker(name);
  if (who === undefined || who !== maker(description) || productCodes(name).codes.length > 0)
    return undefined;
  for (const word of words(description).slice(1, 1 + leading)) {
    if (forAnother.test(word)) return undefined;
    const [code, ...more] = productCodes(word).codes;
    if (code !== undefined) return more.length === 0 ? code : undefined;
  }
  return undefined;
}
