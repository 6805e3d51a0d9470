import { agrees, alone, differs, either, type BoundTables } from '../block/bound-tables.ts';
import type { Likeness } from '../code/likeness.ts';
import { likenessCode } from './likeness-code.ts';
import { setSignatures, word } from './row-code.ts';

/** What a field's code is made of. */
export interface CodedField {
  readonly field: number;
  /** For each level below the best and above 0, best first, conditions of which one must hold for it. */
  readonly possible: readonly (readonly Likeness[])[];
  /** Whether another field follows it. */
  readonly followed: boolean;
}

const constant = (value: number): string => `(i32.const ${String(value)})`;

/** Numbers by what is known of the field that is followed (in $c), which is not asked where it makes no difference. */
function byContext(values: readonly number[], follows: boolean): string {
  const of = (context: number): string => constant(values[context] ?? 0);
  if (!follows || values.every((value) => value === values[0])) return of(alone);
  const told = `(select ${of(differs)} ${of(either)} (i32.eq (local.get $c) ${constant(differs)}))`;
  const known = `(select ${of(agrees)} ${told} (i32.eq (local.get $c) ${constant(agrees)}))`;
  return `(select ${of(alone)} ${known} (i32.eqz (local.get $c)))`;
}

/** What is known of the field that `field` follows, put into $c. */
function contextCode(follows: number, from: number): string {
  const [l, r] = [word('l', follows), word('r', follows)];
  const apart = `(select ${constant(either)} ${constant(differs)} (i32.ge_s (local.get $g${String(follows)}) ${constant(from)}))`;
  const said = `(select ${constant(agrees)} ${apart} (i32.eq ${l} ${r}))`;
  const missing = `(i32.or (i32.eqz ${l}) (i32.eqz ${r}))`;
  return `(local.set $c (select ${constant(alone)} ${said} ${missing}))`;
}

/** Takes from $sum what a field rules out: the most it may add less what it may add for the rows at $l and $r. */
export function fieldCode(
  tables: BoundTables,
  fields: number,
  { field, possible, followed }: CodedField,
): string {
  const { ceiling, equal, differing, deep, worst, swapWith, swapCounted } = tables;
  const follows = tables.follows[field] ?? -1;
  const top = ceiling[field] ?? 0;
  const less = (of: (context: number) => number): string =>
    byContext(
      [0, 1, 2, 3].map((context) => of(context) - top),
      follows >= 0,
    );
  const level = (at: number): string => less((context) => differing[(4 * field + context) * deep + at] ?? 0);
  const reach = (at: number): string => (followed ? `(local.set $g${String(field)} ${constant(at)})` : '');
  const highest = worst[field] ?? 0;
  const conditions = possible.flatMap((list, place) => list.map((one) => ({ one, at: highest - place })));
  const found = conditions.map(
    ({ one, at }) => `(local.set $w ${level(at)}) ${reach(at)} (br_if $told ${likenessCode(one)})`,
  );
  const signed =
    conditions.length === 0
      ? ''
      : setSignatures(
          fields,
          field,
          conditions.map(({ one }) => one),
        );
  const other = swapWith[field] ?? -1;
  const swapped =
    other < 0
      ? ''
      : `(if (i32.and (i32.eq (local.get $a) ${word('r', other)}) (i32.eq (local.get $b) ${word('l', other)}))
           (then (local.set $w ${swapCounted[field] === 1 ? level(highest) : less(() => 0)}) ${reach(-1)} (br $told)))`;
  return `
    (local.set $a ${word('l', field)}) (local.set $b ${word('r', field)})
    (block $told
      (local.set $w ${constant(-top)})
      (br_if $told (i32.or (i32.eqz (local.get $a)) (i32.eqz (local.get $b))))
      ${follows < 0 ? '' : contextCode(follows, tables.from[field] ?? 0)}
      (local.set $w ${less((context) => equal[4 * field + context] ?? 0)})
      (br_if $told (i32.eq (local.get $a) (local.get $b)))
      ${swapped}
      ${signed}
      ${found.join('\n      ')}
      (local.set $w ${level(0)}) ${reach(0)})
    (local.set $sum (i32.add (local.get $sum) (local.get $w)))`;
}
