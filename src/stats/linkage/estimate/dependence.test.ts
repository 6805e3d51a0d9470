import { describe, expect, it } from 'vitest';
import { followedFields, type JointAgreements } from './dependence.ts';

/** Agreements of pairs of fields as shares of 100,000 pairs; those not named are independent. */
const joint =
  (alone: readonly number[], together: Readonly<Record<string, number>>) =>
  (left: number, right: number): JointAgreements => {
    const pairs = 100_000;
    const [a = 0, b = 0] = [alone[left], alone[right]];
    return {
      pairs,
      left: a * pairs,
      right: b * pairs,
      both: (together[`${String(left)}-${String(right)}`] ?? a * b) * pairs,
    };
  };

describe('[LINK-14] a field follows another', () => {
  const name = [0.001, 0.01, 0.009, 0.12];

  it('where both agree together far more often than chance says, through the closest tie', () => {
    const follows = followedFields({
      fields: 4,
      joint: joint(name, { '1-2': 0.0085, '1-3': 0.01, '2-3': 0.009 }),
      filled: [100, 100, 90, 80],
      lambda: 1e-6,
    });
    expect(follows).toEqual([undefined, undefined, 1, 1]);
  });

  it('and never in a circle: each tree hangs on the field that says something most often', () => {
    const follows = followedFields({
      fields: 4,
      joint: joint(name, { '1-2': 0.0085, '1-3': 0.01, '2-3': 0.009 }),
      filled: [100, 70, 90, 95],
      lambda: 1e-6,
    });
    expect(follows).toEqual([undefined, 3, 1, undefined]);
  });

  it('not where independence explains it, where too few pairs show it, or where matches may be why', () => {
    const none = [undefined, undefined, undefined, undefined];
    const of = (together: Readonly<Record<string, number>>, lambda: number): (number | undefined)[] =>
      followedFields({ fields: 4, joint: joint(name, together), filled: [1, 1, 1, 1], lambda });
    expect(of({}, 1e-6)).toEqual(none);
    expect(of({ '0-1': 0.00015 }, 1e-6)).toEqual(none);
    expect(of({ '1-2': 0.0085 }, 0.005)).toEqual(none);
    expect(of({ '1-2': 0.0085 }, 0.004)).toEqual([undefined, undefined, 1, undefined]);
  });
});
