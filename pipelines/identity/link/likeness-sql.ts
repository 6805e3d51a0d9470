import type { Likeness } from '../../../src/stats/linkage/likeness.ts';

/** What is common to two bit sets of letters; the rest of a signature says what the ends of a value are. */
const letters = String(2 ** 39 - 1);
const families = String(0x3ffffn << 39n);
const apart = `bit_count(xor(l.s, r.s) & ${letters})`;
const differing = 'xor(l.s, r.s)';
const digitsApart = `bit_count((${differing} | (${differing} >> 1) | (${differing} >> 2) | (${differing} >> 3)) & 286331153)`;
const end = (record: string, from: number): string => `((${record}.s >> ${String(from)}) & 511)`;
const sameEnd = (from: number): string =>
  `(${end('l', from)} = 0 or ${end('r', from)} = 0 or ${end('l', from)} = ${end('r', from)})`;

/** The condition over `l.s`, `l.n`, `r.s`, `r.n`; the same that `likenessReach` tests. */
export function likenessSql(likeness: Likeness): string {
  switch (likeness.test) {
    case 'always':
      return 'true';
    case 'letters':
      return `least(l.n - bit_count(l.s & ~r.s & ${letters}), r.n - bit_count(r.s & ~l.s & ${letters}))::double * (l.n + r.n) >= ${likeness.least.toExponential()} * l.n * r.n`;
    case 'same_letters':
      return `${apart} = 0`;
    case 'apart':
      return `${apart} <= ${String(likeness.most)}`;
    case 'one_edit':
      return `abs(l.n - r.n) <= 1 and ${apart} <= 2 and (${sameEnd(39)} or ${sameEnd(48)})`;
    case 'same_end':
      return sameEnd(48);
    case 'digits':
      return `${digitsApart} <= ${String(likeness.most)}`;
    case 'swapped_day':
      return `${differing} >> 16 = 0 and (l.s >> 8) & 255 = r.s & 255 and l.s & 255 = (r.s >> 8) & 255`;
    case 'same_day':
      return `${differing} & 65535 = 0`;
    case 'same_family':
      return `(l.s & r.s & ${families}) <> 0`;
    case 'short':
      return `(l.n <= ${String(likeness.bytes)} or r.n <= ${String(likeness.bytes)})`;
  }
}
