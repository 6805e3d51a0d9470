import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ActiveIdentityDecision } from '../../../src/contract/identity-decision.ts';
import { nameLikeness } from './name-likeness.ts';
import { tiedGroups } from './tied-groups.ts';

type Pair = readonly [number, number];

const one = (...records: number[]): ActiveIdentityDecision => ({
  id: 'd',
  at: '2026-01-01T00:00:00Z',
  by: 'a',
  why: '',
  entity: 'contact',
  kind: 'must_link',
  records: records.map(String),
});

/** Groups of records of one mailbox, each by its records: all are tied to all but for `ties`. */
function groupsOf(
  names: readonly string[],
  decisions: readonly ActiveIdentityDecision[] = [],
  ties: readonly Pair[] = names.flatMap((_, left) =>
    names.slice(left + 1).map((__, at): Pair => [left, left + 1 + at]),
  ),
): string[] {
  const { oldest } = tiedGroups({
    records: names.length,
    ties: {
      left: Int32Array.from(ties, ([left]) => left),
      right: Int32Array.from(ties, ([, right]) => right),
    },
    names: new Map(names.map((name, n) => [n, name])),
    decisions,
    numbers: new Map(names.map((_, n) => [String(n), n])),
  });
  const groups = new Map<number, number[]>();
  for (const [n, first] of oldest.entries()) groups.set(first, [...(groups.get(first) ?? []), n]);
  return [...groups.values()].map((records) => records.map((n) => names[n]).join(' + '));
}

describe('[GOLDEN-8] records that share a mailbox', () => {
  it.each([
    [['Ann Lee', 'A. Lee', ''], ['Ann Lee + A. Lee + ']],
    [
      ['Ann Lee', 'Bob Ray'],
      ['Ann Lee', 'Bob Ray'],
    ],
    [
      ['Ray Hill Jr.', 'Ray Hill Sr.', 'Ray Hill', 'Hill, Ray Jr.'],
      ['Ray Hill Jr. + Hill, Ray Jr.', 'Ray Hill Sr.', 'Ray Hill'],
    ],
    [
      ['', 'Ann Lee', 'Bob Ray', ''],
      [' + ', 'Ann Lee', 'Bob Ray'],
    ],
    [
      ['A. Lee', 'Abe Lee', 'Ann Lee'],
      ['A. Lee', 'Abe Lee', 'Ann Lee'],
    ],
    [['Anna Weber', 'Anna Moreau'], ['Anna Weber + Anna Moreau']],
  ])('%j are the persons %j', (names, persons) => {
    expect(groupsOf(names)).toEqual(persons);
  });

  it('a person’s decision makes two of them one, who takes in records of either and of no third', () => {
    expect(groupsOf(['Ann Lee', 'Bob Ray', 'Ann Lee', 'Bob Ray', 'Cy Dunn'], [one(0, 1)])).toEqual([
      'Ann Lee + Bob Ray + Ann Lee + Bob Ray',
      'Cy Dunn',
    ]);
  });

  const name = fc.constantFrom(
    '',
    'Ann Lee',
    'A. Lee',
    'Abe Lee',
    'Lee',
    'Ann Ray',
    'Ann Lee Jr.',
    'Ann Lee Sr.',
    '李安',
  );
  const names = fc.array(name, { minLength: 2, maxLength: 9 });

  it('never come to hold two whom their names tell apart, whoever stands between', () => {
    const pair = fc.tuple(fc.nat(8), fc.nat(8));
    fc.assert(
      fc.property(names, fc.array(pair, { maxLength: 20 }), (own, ties) => {
        const met = ties.filter(([left, right]) => left < right && right < own.length);
        for (const group of groupsOf(own, [], met))
          for (const a of group.split(' + '))
            for (const b of group.split(' + ')) expect(nameLikeness(a, b)).not.toBe('apart');
      }),
    );
  });

  it('are the same persons in whatever order their ties are read', () => {
    fc.assert(
      fc.property(names, fc.array(fc.nat(99), { minLength: 36, maxLength: 36 }), (own, picks) => {
        const sorted = own.flatMap((_, left) =>
          own.slice(left + 1).map((__, at): Pair => [left, left + 1 + at]),
        );
        const shuffled = sorted
          .map((tie, at) => ({ tie, at: picks[at] ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ tie }) => tie);
        expect(groupsOf(own, [], shuffled)).toEqual(groupsOf(own, [], sorted));
      }),
    );
  });
});
