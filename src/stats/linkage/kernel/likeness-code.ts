import { longest, type Likeness } from '../code/likeness.ts';

/** Of a signature as one word of 64 bits: letters and digits, the hashes of both ends, and where the length begins. */
const letters = '0x7fffffffff';
const head = '0xff8000000000';
const tail = '0x1ff000000000000';
const ends = '0x1ffff8000000000';
const lengthAt = 57;

/** Expressions over the locals $A and $B, the signatures of a pair, and $X, in what they differ. */
const bits = (of: string, mask: string): string => `(i64.and (local.get $${of}) (i64.const ${mask}))`;
const none = (of: string): string => `(i64.eqz ${of})`;
const some = (of: string): string => `(i64.ne ${of} (i64.const 0))`;
const count = (of: string): string => `(i32.wrap_i64 (i64.popcnt ${of}))`;
const length = (of: string): string =>
  `(i32.and (i32.wrap_i64 (i64.shr_u (local.get $${of}) (i64.const ${String(lengthAt)}))) (i32.const ${String(longest)}))`;
const and = (...all: string[]): string => all.reduce((left, right) => `(i32.and ${left} ${right})`);
const or = (...all: string[]): string => all.reduce((left, right) => `(i32.or ${left} ${right})`);
const atMost = (of: string, most: number): string =>
  `(i32.le_s ${of} (i32.const ${String(Math.floor(most))}))`;
/** Letters or digits of `of` that the other one has not. */
const own = (of: string): string => count(`(i64.and ${bits(of, letters)} (local.get $X))`);
const apart = count(bits('X', letters));

/** Whether as many characters may be in common as Jaro's similarity needs; lengths in $n and $m. */
function commonLetters(least: number): string {
  const [n, m] = ['(local.get $n)', '(local.get $m)'];
  const inLeft = `(i32.sub ${n} ${own('A')})`;
  const inRight = `(i32.sub ${m} ${own('B')})`;
  const common = `(select (local.tee $i ${inLeft}) (local.tee $j ${inRight}) (i32.lt_s (local.get $i) (local.get $j)))`;
  const said = `(f64.convert_i32_s (i32.mul ${common} (i32.add ${n} ${m})))`;
  const asked = `(f64.mul (f64.mul (f64.const ${String(least)}) (f64.convert_i32_s ${n})) (f64.convert_i32_s ${m}))`;
  const long = `(i32.const ${String(longest)})`;
  return or(`(i32.eq ${n} ${long})`, `(i32.eq ${m} ${long})`, `(f64.ge ${said} ${asked})`);
}

/** Whether two dates have so many digits at most that differ. */
const fewDigits = (most: number): string => {
  const word = '(local.get $i)';
  const spread = [1, 2, 3].map((by) => `(i32.shr_u ${word} (i32.const ${String(by)}))`);
  const set = `(i32.and ${or('(local.tee $i (i32.wrap_i64 (local.get $X)))', ...spread)} (i32.const 0x11111111))`;
  return atMost(`(i32.popcnt ${set})`, most);
};

const byteAt = (of: string, at: number): string =>
  `(i64.and (i64.shr_u (local.get $${of}) (i64.const ${String(at)})) (i64.const 255))`;

/**
 * The condition of a likeness as an expression of WebAssembly's text format: 1 where it may hold. It may use the locals $i and
 * $j, and asks for $n and $m, the lengths, where `asksLengths` says so. The same as `likenessReach` tests.
 */
export function likenessCode(one: Likeness): string {
  switch (one.test) {
    case 'always':
      return '(i32.const 1)';
    case 'letters':
      return commonLetters(one.least);
    case 'same_letters':
      return none(bits('X', letters));
    case 'apart':
      return atMost(apart, one.most);
    case 'one_edit': {
      const bothEndsDiffer = and(
        some(bits('X', tail)),
        some(bits('X', head)),
        some(bits('A', head)),
        some(bits('B', head)),
      );
      const longer =
        '(i32.le_u (i32.add (i32.sub (local.get $n) (local.get $m)) (i32.const 1)) (i32.const 2))';
      return and(atMost(apart, 2), longer, `(i32.eqz ${bothEndsDiffer})`);
    }
    case 'same_end':
      return or(none(bits('X', tail)), none(bits('A', tail)), none(bits('B', tail)));
    case 'digits':
      return fewDigits(one.most);
    case 'swapped_day':
      return and(
        none(bits('X', '0xffff0000')),
        `(i64.eq ${byteAt('A', 8)} ${byteAt('B', 0)})`,
        `(i64.eq ${byteAt('A', 0)} ${byteAt('B', 8)})`,
      );
    case 'same_day':
      return none(bits('X', '0xffff'));
    case 'same_family':
      return some(`(i64.and ${bits('A', ends)} (local.get $B))`);
    case 'short':
      return or(atMost('(local.get $n)', one.bytes), atMost('(local.get $m)', one.bytes));
  }
}

/** The lengths of both values, put into $n and $m. */
export const lengthsCode = `(local.set $n ${length('A')}) (local.set $m ${length('B')})`;

export const asksLengths = ({ test }: Likeness): boolean =>
  test === 'letters' || test === 'one_edit' || test === 'short';
