import type { FieldKind } from '../../../../src/stats/linkage/field-kind.ts';

/** A part of what a field holds, which becomes a field of its own. */
export interface Part {
  /** Behind the field's name; '' for what takes its place. */
  readonly name: string;
  readonly kind: FieldKind;
  /** Whether it is made in its normal form. */
  readonly normalised: boolean;
  /** [LINK-41] Whether who differs in it is called differently. */
  readonly names?: boolean;
  /** [LINK-42] Whether only a difference says something. */
  readonly only_apart?: boolean;
}

/** How the values of a kind of field are taken apart: parts in order. */
export interface Apart {
  readonly parts: readonly Part[];
  readonly split: (value: string) => readonly (string | null)[];
}

export const part = (name: string, kind: FieldKind, normalised = true): Part => ({ name, kind, normalised });
