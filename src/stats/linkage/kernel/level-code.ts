import type { ComparedField } from '../compare/find-levels.ts';
import { setSignatures, word } from './row-code.ts';
import { likenessCode } from './likeness-code.ts';
import type { KernelLayout } from './pair-code.ts';

/** So many fields have a bit each in a word. */
export const mostAsked = 32;

/** Words of a pair that is compared: where the rows of both are, in records. */
export const comparedWords = 2;

const constant = (value: number): string => `(i32.const ${String(value)})`;

/** Puts the level of a field into $level, and its bit into $asks where values have to be looked at. */
function fieldLevel(fields: number, { best, possible, swap }: ComparedField, field: number): string {
  const ask = `(local.set $asks (i32.or (local.get $asks) ${constant(1 << field)}))`;
  const conditions = possible.flat();
  const alike =
    possible.length < best - 1
      ? ask
      : conditions.length === 0
        ? ''
        : `${setSignatures(fields, field, conditions)}
           (block $alike
             (block $apart
               ${conditions.map((one) => `(br_if $apart ${likenessCode(one)})`).join('\n')}
               (br $alike))
             ${ask})`;
  const swapped =
    swap === undefined
      ? ''
      : `(if (i32.and (i32.eq (local.get $a) ${word('r', swap.with)}) (i32.eq (local.get $b) ${word('l', swap.with)}))
           (then (local.set $level ${constant(swap.counted ? best - 1 : -1)}) (br $told)))`;
  return `
    (local.set $a ${word('l', field)}) (local.set $b ${word('r', field)})
    (block $told
      (local.set $level ${constant(-1)})
      (br_if $told (i32.or (i32.eqz (local.get $a)) (i32.eqz (local.get $b))))
      (local.set $level ${constant(best)})
      (br_if $told (i32.eq (local.get $a) (local.get $b)))
      (local.set $level ${constant(0)})
      ${best === 1 ? '' : `${swapped} ${alike}`})
    (i32.store8 offset=${String(field)} (local.get $levels) (local.get $level))`;
}

/**
 * A module of WebAssembly, as text: `compare` puts the levels of the pairs at `pair` … `end` (`comparedWords` each), one byte a
 * field, as far as they are known without values, and for each pair a word with a bit for each field whose values may be alike.
 */
export function levelCode(fields: readonly ComparedField[], layout: Omit<KernelLayout, 'width'>): string {
  const row = (at: number): string =>
    `(i32.add (local.get $rows) (i32.mul (i32.load offset=${String(4 * at)} (local.get $pair)) ${constant(4 * layout.stride)}))`;
  return `(module (import "env" "memory" (memory 1 65536 shared))
  (func (export "compare") (param $rows i32) (param $pair i32) (param $end i32) (param $levels i32) (param $asked i32)
    (local $l i32) (local $r i32) (local $a i32) (local $b i32) (local $level i32) (local $asks i32) (local $n i32) (local $m i32)
    (local $i i32) (local $j i32) (local $A i64) (local $B i64) (local $X i64)
    (loop $next
      (local.set $l ${row(0)})
      (local.set $r ${row(1)})
      (local.set $asks (i32.const 0))
      ${fields.map((field, at) => fieldLevel(layout.fields, field, at)).join('')}
      (i32.store (local.get $asked) (local.get $asks))
      (local.set $asked (i32.add (local.get $asked) (i32.const 4)))
      (local.set $levels (i32.add (local.get $levels) ${constant(layout.fields)}))
      (br_if $next (i32.lt_u (local.tee $pair (i32.add (local.get $pair) ${constant(4 * comparedWords)})) (local.get $end))))))`;
}
