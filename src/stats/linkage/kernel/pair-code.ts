import { foundWords } from '../block/block-pairs.ts';
import { boundTables, type PairBound } from '../block/bound-tables.ts';
import { fieldCode } from './field-code.ts';

/** How what a kernel reads lies in memory; all in words of 32 bits. */
export interface KernelLayout {
  readonly fields: number;
  /** From one record's row to the next (see RecordFeatures). */
  readonly stride: number;
  /** From one record's blocks to the next (see RuleRows), a multiple of 4. */
  readonly width: number;
}

/** Words that are moved at once. */
const vector = 4;
const vectors = (words: number): number => Math.ceil(words / vector);
const featureVectors = ({ fields }: KernelLayout): number => vectors(3 * fields);

/** Words of a row that a kernel has gathered: a record's features, then its blocks. */
export const gatheredWords = (layout: KernelLayout): number =>
  vector * (featureVectors(layout) + vectors(layout.width));

const move = (from: string, count: number, to: number): string =>
  Array.from(
    { length: count },
    (_, at) =>
      `(v128.store offset=${String(16 * (to + at))} (local.get $to) (v128.load offset=${String(16 * at)} (local.get ${from})))`,
  ).join('\n');

/** Rows of records far from each other, copied side by side: nine loads of a row do not wait for those of the row before. */
function gatherCode(layout: KernelLayout): string {
  const own = featureVectors(layout);
  const at = (base: string, words: number): string =>
    `(i32.add (local.get ${base}) (i32.mul (i32.load (local.get $member)) (i32.const ${String(4 * words)})))`;
  return `(func (export "gather") (param $rows i32) (param $held i32) (param $member i32) (param $end i32) (param $to i32)
    (local $from i32)
    (loop $next
      (local.set $from ${at('$rows', layout.stride)})
      ${move('$from', own, 0)}
      (local.set $from ${at('$held', layout.width)})
      ${move('$from', vectors(layout.width), own)}
      (local.set $to (i32.add (local.get $to) (i32.const ${String(4 * gatheredWords(layout))})))
      (br_if $next (i32.lt_u (local.tee $member (i32.add (local.get $member) (i32.const 4))) (local.get $end)))))`;
}

/** The rules that form a pair as bits of $low and $high: those of which both are in one block. */
function rulesCode(layout: KernelLayout): string {
  const own = featureVectors(layout);
  const zero = '(v128.const i32x4 0 0 0 0)';
  return Array.from({ length: vectors(layout.width) }, (_, at) => {
    const of = (side: string): string => `(v128.load offset=${String(16 * (own + at))} (local.get ${side}))`;
    const same = `(v128.andnot (i32x4.eq (local.tee $v ${of('$l')}) ${of('$r')}) (i32x4.eq (local.get $v) ${zero}))`;
    const word = at < 8 ? '$low' : '$high';
    const shifted = `(i32.shl (i32x4.bitmask ${same}) (i32.const ${String((4 * at) % 32)}))`;
    return `(local.set ${word} ${at % 8 === 0 ? shifted : `(i32.or (local.get ${word}) ${shifted})`})`;
  }).join('\n');
}

/**
 * A module of WebAssembly, as text, made for one model: `gather` copies rows side by side; `near` gives, of the rows at places
 * `other` … `end` (a list of words), those whose bound with the row at place `left` reaches the threshold and that none of
 * the rules `earlierLow`, `earlierHigh` forms: `foundWords` each at `found`, and how many. `rows` is where the first of them is.
 */
export function pairCode(bound: PairBound, layout: KernelLayout): string {
  const tables = boundTables(layout.fields, bound);
  const followed = new Set(tables.follows);
  const bytes = String(4 * gatheredWords(layout));
  const row = (place: string): string =>
    `(i32.add (local.get $rows) (i32.mul ${place} (i32.const ${bytes})))`;
  const earlier = (which: string): string =>
    `(br_if $past (i32.and (local.get ${which}) (local.get ${which === '$low' ? '$earlierLow' : '$earlierHigh'})))`;
  const steps = Array.from(tables.order, (field) => {
    const possible = bound.fields[field]?.possible ?? [];
    return `${fieldCode(tables, layout.fields, { field, possible, followed: followed.has(field) })}
    (br_if $past (i32.lt_s (local.get $sum) (i32.const ${String(bound.threshold)})))`;
  });
  const reached = [...followed]
    .filter((field) => field >= 0)
    .map((field) => `(local $g${String(field)} i32)`);
  return `(module (import "env" "memory" (memory 1 65536 shared))
  ${gatherCode(layout)}
  (func (export "near") (param $rows i32) (param $left i32) (param $other i32) (param $end i32) (param $found i32)
    (param $earlierLow i32) (param $earlierHigh i32) (result i32)
    (local $l i32) (local $r i32) (local $place i32) (local $first i32) (local $low i32) (local $high i32) (local $v v128)
    (local $a i32) (local $b i32) (local $c i32) (local $w i32) (local $sum i32) (local $n i32) (local $m i32)
    (local $i i32) (local $j i32) (local $A i64) (local $B i64) (local $X i64) ${reached.join(' ')}
    (local.set $first (local.get $found))
    (local.set $l ${row('(local.get $left)')})
    (loop $next
      (block $past
        (local.set $r ${row('(local.tee $place (i32.load (local.get $other)))')})
        ${rulesCode(layout)}
        ${earlier('$low')}
        ${earlier('$high')}
        (local.set $sum (i32.const ${String(tables.highest)}))
        ${steps.join('')}
        (i32.store (local.get $found) (local.get $place))
        (i32.store offset=4 (local.get $found) (local.get $low))
        (i32.store offset=8 (local.get $found) (local.get $high))
        (local.set $found (i32.add (local.get $found) (i32.const ${String(4 * foundWords)}))))
      (br_if $next (i32.lt_u (local.tee $other (i32.add (local.get $other) (i32.const 4))) (local.get $end))))
    (i32.div_u (i32.sub (local.get $found) (local.get $first)) (i32.const ${String(4 * foundWords)}))))`;
}
