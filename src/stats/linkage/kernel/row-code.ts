import type { Likeness } from '../code/likeness.ts';
import { asksLengths, lengthsCode } from './likeness-code.ts';

/** A word of the rows of a pair, which begin at $l and $r. */
export const word = (side: 'l' | 'r', at: number): string =>
  `(i32.load offset=${String(4 * at)} (local.get $${side}))`;

const signature = (side: 'l' | 'r', fields: number, field: number): string =>
  `(i64.load offset=${String(4 * (fields + 2 * field))} align=4 (local.get $${side}))`;

/** Puts what these conditions ask for into $A, $B, $X, $n and $m. */
export const setSignatures = (fields: number, field: number, conditions: readonly Likeness[]): string =>
  `(local.set $A ${signature('l', fields, field)}) (local.set $B ${signature('r', fields, field)})
   (local.set $X (i64.xor (local.get $A) (local.get $B)))
   ${conditions.some(asksLengths) ? lengthsCode : ''}`;
