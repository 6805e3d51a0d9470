import { describe, expect, it } from 'vitest';
import { estimate, type Estimate, type SharedFields } from './estimate.ts';
import type { PatternCounts } from './level-contexts.ts';
import { levelWeights } from './level-weights.ts';

const prior = (u: number): { label: string; m: number; u: number }[] => [
  { label: 'different', m: 0.1, u: 1 - u },
  { label: 'same', m: 0.9, u },
];
const priors = [prior(0.001), prior(0.01), prior(0.01)];

/** Pairs of `count` patterns: key, city, postcode. City and postcode of pairs that are none go together, those of matches by what they are. */
function patterns(matches: number, others: number): PatternCounts {
  const levels: number[] = [];
  const counts: number[] = [];
  for (const key of [0, 1])
    for (const city of [0, 1])
      for (const postcode of [0, 1]) {
        const own = (key === 1 ? 0.95 : 0.05) * (city === 1 ? 0.9 : 0.1) * (postcode === 1 ? 0.8 : 0.2);
        const place =
          city === 1 ? 0.01 * (postcode === 1 ? 0.9 : 0.1) : 0.99 * (postcode === 1 ? 0.001 : 0.999);
        levels.push(key, city, postcode);
        counts.push(matches * own + others * (key === 1 ? 0.001 : 0.999) * place);
      }
  return { levels: Int8Array.from(levels), counts: Float64Array.from(counts) };
}

describe('[LINK-14] estimation', () => {
  const found = estimate({
    patterns: patterns(2_000, 4_000_000),
    possiblePairs: 4_002_000,
    random: patterns(0, 150_000),
    priors,
    expectedMatches: 1_000,
  });

  it('recovers the shares the pairs were made by, the postcode told apart by the city', () => {
    expect(Math.abs(found.lambda * 4_002_000 - 2_000)).toBeLessThan(100);
    expect(found.m[0]?.alone[1]).toBeCloseTo(0.95, 1);
    expect(found.m[1]?.follows).toBeUndefined();
    const [m, u] = [found.m[2], found.u[2]];
    expect(m?.follows?.field).toBe(1);
    expect(m?.follows?.agrees[1]).toBeCloseTo(0.8, 1);
    expect(u?.follows?.agrees[1]).toBeCloseTo(0.9, 1);
    expect(u?.follows?.differs[1]).toBeCloseTo(0.001, 3);
  });

  it('lets the same place count once: the postcode adds next to nothing beside the same city', () => {
    const [city, postcode] = [1, 2].map((at) =>
      levelWeights(found.m[at] ?? { alone: [] }, found.u[at] ?? { alone: [] }),
    );
    expect(city?.alone[1]).toBeGreaterThan(6_000);
    expect(postcode?.alone[1]).toBeGreaterThan(6_000);
    expect(Math.abs(postcode?.follows?.agrees[1] ?? 9_999)).toBeLessThan(300);
    expect(postcode?.follows?.differs[1]).toBeGreaterThan(9_000);
  });

  it('leaves fields alone that are said to hang on each other by definition', () => {
    const free = estimate({
      patterns: patterns(2_000, 4_000_000),
      possiblePairs: 4_002_000,
      random: patterns(0, 150_000),
      priors,
      apart: [1],
      expectedMatches: 1_000,
    });
    expect(free.m.map(({ follows }) => follows)).toEqual([undefined, undefined, undefined]);
  });
});

describe('[LINK-20] estimation', () => {
  /** Offers: title, description, price, brand. Of matches the descriptions never agree, though priors expect it. */
  const offers = (matches: number, others: number): PatternCounts => {
    const shown = [0.9, 0.02, 0.7, 0.9];
    const byChance = [0.0001, 0.0001, 0.02, 0.07];
    const of = (shares: readonly number[], pattern: readonly number[]): number =>
      shares.reduce((product, share, at) => product * (pattern[at] === 1 ? share : 1 - share), 1);
    const all = Array.from({ length: 16 }, (_, bits) =>
      [8, 4, 2, 1].map((bit) => ((bits & bit) > 0 ? 1 : 0)),
    );
    return {
      levels: Int8Array.from(all.flat()),
      counts: Float64Array.from(all, (one) => matches * of(shown, one) + others * of(byChance, one)),
    };
  };
  const expected = [prior(0.003), prior(0.003), prior(0.1), prior(0.1)];

  it('that would end where there seem to be no matches ends where the data is likelier', () => {
    const patterns = offers(900, 1_000_000);
    const found = estimate({
      patterns,
      possiblePairs: 1_000_900,
      random: patterns,
      priors: expected,
      expectedMatches: 100,
    });
    const matches = found.lambda * 1_000_900;
    expect(matches).toBeGreaterThan(600);
    expect(matches).toBeLessThan(1_400);
    expect(found.m[1]?.alone[0]).toBeGreaterThan(0.8);
  });

  it('of pairs that hold no match finds none from either beginning', () => {
    const patterns = offers(0, 1_000_000);
    const { lambda } = estimate({
      patterns,
      possiblePairs: 1_000_000,
      random: patterns,
      priors: expected,
      expectedMatches: 100,
    });
    expect(lambda * 1_000_000).toBeLessThan(10);
  });
});

describe('[LINK-25] three kinds of pairs', () => {
  const kinds = { matches: 2_000, households: 500, others: 2_000_000 };
  /** Name, number (a person's own), address, telephone (a household's). */
  const shares = { same: [0.9, 0.95, 0.85, 0.8], chance: [0.02, 0.0005, 0.0002, 0.0002] };
  const alike = (at: number): number => (at >= 2 ? shares.same[at] : shares.chance[at]) ?? 0;
  const grouped = (ofHome = alike): PatternCounts => {
    const levels: number[] = [];
    const counts: number[] = [];
    for (let bits = 0; bits < 16; bits++) {
      const row = [0, 1, 2, 3].map((field) => (bits >> field) & 1);
      const likely = (by: (field: number) => number): number =>
        row.reduce((all, level, field) => all * (level === 1 ? by(field) : 1 - by(field)), 1);
      const [same, chance] = [(at: number) => shares.same[at] ?? 0, (at: number) => shares.chance[at] ?? 0];
      levels.push(...row);
      counts.push(
        kinds.matches * likely(same) + kinds.households * likely(ofHome) + kinds.others * likely(chance),
      );
    }
    return { levels: Int8Array.from(levels), counts: Float64Array.from(counts) };
  };
  const possiblePairs = kinds.matches + kinds.households + kinds.others;
  const estimated = (shared?: SharedFields): Estimate =>
    estimate({
      patterns: grouped(),
      possiblePairs,
      random: grouped(),
      priors: [0.02, 0.001, 0.001, 0.001].map(prior),
      expectedMatches: 1_000,
      ...(shared === undefined ? {} : { shared }),
    });

  it('finds how many pairs are of one person and how many of one household', () => {
    const { lambda, neighbours } = estimated({ fields: [2, 3], of: 'household' });
    expect(Math.abs(lambda * possiblePairs - kinds.matches)).toBeLessThan(20);
    expect(Math.abs(neighbours * possiblePairs - kinds.households)).toBeLessThan(20);
  });

  it('sees that members of one household bear one name, or are born on one day, more often than any two', () => {
    // As above, but one household pair in twelve has the name, one in twenty the number, in common.
    const kin = [0.08, 0.05];
    const patterns = grouped((at) => kin[at] ?? shares.same[at] ?? 0);
    const input = {
      patterns,
      possiblePairs,
      random: patterns,
      priors: [0.02, 0.001, 0.001, 0.001].map(prior),
      expectedMatches: 1_000,
    };
    const { h, lambda, m } = estimate({ ...input, shared: { fields: [2, 3], of: 'household', kin: [0, 1] } });
    expect(h[0]?.alone[1]).toBeCloseTo(0.08, 1);
    expect(h[1]?.alone[1]).toBeCloseTo(0.05, 1);
    const without = estimate({ ...input, shared: { fields: [2, 3], of: 'household' } });
    const off = (found: Estimate): number => Math.abs(found.lambda * possiblePairs - kinds.matches);
    expect(off({ ...without, lambda })).toBeLessThan(off(without));
    expect(m[1]?.alone[0]).toBeLessThan(without.m[1]?.alone[0] ?? 0);
  });

  it('looks for no households where nothing is shared by them', () => {
    expect(estimated().neighbours).toBe(0);
    expect(estimated({ fields: [], of: 'household' }).neighbours).toBe(0);
  });
});

describe('[LINK-30] pairs of one place', () => {
  const kinds = { matches: 600, places: 6_000, others: 700_000 };
  /** Name, street, city, postcode; of one town few have the same postcode. */
  const shares = {
    match: [0.7, 0.8, 0.9, 0.95],
    place: [0.002, 0.001, 0.98, 0.15],
    other: [0.002, 0.001, 0.002, 0.0005],
  };
  const levels: number[] = [];
  const counts: number[] = [];
  for (let bits = 0; bits < 16; bits++) {
    const row = [0, 1, 2, 3].map((field) => (bits >> field) & 1);
    const likely = (of: readonly number[]): number =>
      row.reduce((all, level, field) => all * (level === 1 ? (of[field] ?? 0) : 1 - (of[field] ?? 0)), 1);
    levels.push(...row);
    counts.push(
      kinds.matches * likely(shares.match) +
        kinds.places * likely(shares.place) +
        kinds.others * likely(shares.other),
    );
  }
  const patterns = { levels: Int8Array.from(levels), counts: Float64Array.from(counts) };
  const possiblePairs = kinds.matches + kinds.places + kinds.others;
  const matches = (shared?: SharedFields): number =>
    estimate({
      patterns,
      possiblePairs,
      random: patterns,
      priors: [0.002, 0.001, 0.002, 0.001].map(prior),
      expectedMatches: 240,
      ...(shared === undefined ? {} : { shared }),
    }).lambda * possiblePairs;

  it('are told from matches by how the fields of a place agree in them', () => {
    expect(Math.abs(matches({ fields: [2, 3], of: 'place' }) - kinds.matches)).toBeLessThan(30);
  });

  it('are taken for matches where they are no kind of their own', () => {
    expect(matches()).toBeGreaterThan(2 * kinds.matches);
  });
});

describe('[LINK-35] estimation', () => {
  const inns = 110;
  const inStreet = 6_000;
  const others = 366_000;
  const address = [
    { label: 'different', m: 0.15, u: 0.985 },
    { label: 'similar', m: 0.15, u: 0.01 },
    { label: 'same', m: 0.7, u: 0.005 },
  ];
  /** Inns: name, address, city, kitchen. Of those in one street all but the names are alike more often than by chance. */
  const patternsOfInns = (): PatternCounts => {
    const same = (share: number): number[] => [1 - share, share];
    const kinds = [
      { count: inns, shares: [same(0.9), [0.1, 0.2, 0.7], same(0.95), same(0.5)] },
      { count: inStreet, shares: [same(0.001), [0.05, 0.949, 0.001], same(0.98), same(0.15)] },
      { count: others, shares: [same(0.0001), [0.998, 0.0019, 0.0001], same(0.15), same(0.06)] },
    ];
    const all = [0, 1].flatMap((name) =>
      [0, 1, 2].flatMap((line) =>
        [0, 1].flatMap((city) => [0, 1].map((kitchen) => [name, line, city, kitchen])),
      ),
    );
    const counts = all.map((pattern) =>
      kinds.reduce(
        (sum, { count, shares }) =>
          sum + shares.reduce((product, of, at) => product * (of[pattern[at] ?? 0] ?? 0), count),
        0,
      ),
    );
    return { levels: Int8Array.from(all.flat()), counts: Float64Array.from(counts) };
  };
  const possiblePairs = inns + inStreet + others;
  const found = (names?: readonly number[]): { matches: number; sameName: number } => {
    const { lambda, m } = estimate({
      patterns: patternsOfInns(),
      possiblePairs,
      random: patternsOfInns(),
      priors: [prior(0.001), address, prior(0.03), prior(0.3)],
      expectedMatches: 430,
      ...(names === undefined ? {} : { names }),
    });
    return { matches: lambda * possiblePairs, sameName: m[0]?.alone[1] ?? 0 };
  };

  it('takes no end under which those that are one mostly bear other names', () => {
    const told = found([0]);
    expect(Math.abs(told.matches - inns)).toBeLessThan(15);
    expect(told.sameName).toBeGreaterThan(0.85);
    // The street is likelier, and no inn.
    const misled = found();
    expect(misled.matches).toBeGreaterThan(inStreet);
    expect(misled.sameName).toBeLessThan(0.1);
  });
});
