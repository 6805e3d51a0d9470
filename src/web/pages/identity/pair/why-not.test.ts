import { describe, expect, it } from 'vitest';
import { whyNot } from './why-not.ts';

const pair = {
  sameGolden: false,
  decided: null,
  blocks: ['name'],
  weight: 900,
  band: 'apart' as const,
  rules: [],
  addends: [],
};
const told = (label: string) => [
  { field: 'sisters', label, weight: 0, beside: null, left: null, right: null },
];
const apart = { id: 'd1', kind: 'cannot_link', pending: false } as const;

describe('why two records are not one customer', () => {
  it('is first a decision, then a blocking miss, then the weight', () => {
    expect(whyNot({ ...pair, blocks: [], decided: apart })).toBe('decided_apart');
    expect(whyNot({ ...pair, blocks: [] })).toBe('never_compared');
    expect(whyNot(pair)).toBe('too_light');
    expect(whyNot({ ...pair, band: 'review' })).toBe('unsure');
  });

  it('says so when they are one, and when others of the cluster hold a match apart', () => {
    expect(whyNot({ ...pair, sameGolden: true, blocks: [] })).toBe('joined');
    expect(whyNot({ ...pair, band: 'match' })).toBe('held_apart');
  });

  it('[REVIEW-13] says of a record between companies of a series that it is asked, or answered, not what it weighs', () => {
    const heavy = { ...pair, weight: 20_000 };
    expect(whyNot({ ...heavy, band: 'review', addends: told('one_of_several') })).toBe('one_of_several');
    expect(whyNot({ ...heavy, band: 'apart', addends: told('other_of_several') })).toBe('other_of_several');
    expect(whyNot({ ...heavy, decided: apart, addends: told('one_of_several') })).toBe('decided_apart');
  });

  it('where rules tie records, says whether nothing is alike, something is, or a decision holds them apart', () => {
    const tied = { ...pair, weight: null, blocks: [] };
    expect(whyNot({ ...tied, band: 'match', decided: apart })).toBe('decided_apart');
    expect(whyNot({ ...tied, band: 'match', sameGolden: true })).toBe('joined');
    expect([whyNot(tied), whyNot({ ...tied, band: 'review' }), whyNot({ ...tied, band: 'match' })]).toEqual([
      'no_rule',
      'alike',
      'tied_apart',
    ]);
  });

  it('[GOLDEN-8] of two who share a mailbox, that their names tell them apart or fit others there too', () => {
    const of = (band: 'review' | 'match', ...met: string[]) =>
      whyNot({
        ...pair,
        band,
        weight: null,
        rules: ['email', 'email_shared'].map((name) => ({
          name,
          ties: name === 'email',
          holds: met.includes(name),
          compared: [],
        })),
      });
    expect(of('review', 'email_shared')).toBe('names_differ');
    expect(of('review', 'email', 'email_shared')).toBe('name_fits_several');
    expect(of('match', 'email', 'email_shared')).toBe('tied_apart');
    expect(of('review')).toBe('alike');
  });
});
