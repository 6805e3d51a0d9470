import type { LevelPrior } from '../field-kind.ts';
import { agreesFrom, type Following } from '../weigh/field-weights.ts';
import { fallingTail, firstOfTail, thinTail } from './falling-tail.ts';
import { findFollowed, type Followed } from './find-followed.ts';
import {
  agrees,
  alone,
  countLevels,
  differs,
  likelihood,
  oddsOf,
  type ByContext,
  type ClassOdds,
  type PatternCounts,
  type Ratios,
  type Shape,
} from './level-contexts.ts';
import { noneTheSame, rareAsInOneList } from './own-list.ts';
import { withWorst } from './worst-level.ts';

/** Fields in which different members of one household, or records of one place, agree. */
export interface SharedFields {
  readonly fields: readonly number[];
  /** Members of a household share fields as matches do; at one place they agree in their own way (the next postcode of a town). */
  readonly of: 'household' | 'place';
  /** Fields in which members of a household agree more often than any two do: sons have fathers' names, twins are born on one day. */
  readonly kin?: readonly number[];
}

/** Random pairs of two records of one list, and the fields that say what a thing is called. */
export interface OwnList {
  readonly patterns: PatternCounts;
  readonly fields: readonly number[];
}

export interface EstimateInput {
  readonly patterns: PatternCounts;
  /** All pairs that could be formed, blocked or not. */
  readonly possiblePairs: number;
  /** Random pairs; matches among them are told by the model and left out of account. */
  readonly random: PatternCounts;
  readonly priors: readonly (readonly LevelPrior[])[];
  /** Fields whose levels hang on each other by definition, and which therefore follow none and are followed by none. */
  readonly apart?: readonly number[];
  /** Fields that are known to follow another, whatever random pairs show: mailboxes are called as their owners are. */
  readonly known?: readonly Followed[];
  /** What pairs of a third kind have in common; without it none are looked for. */
  readonly shared?: SharedFields;
  /** Shares of matches that differ (level 0) in fields where the data does not tell that; undefined where it does. */
  readonly differ?: readonly (number | undefined)[];
  /** [LINK-35] Fields that say what a record is called. */
  readonly names?: readonly number[];
  /** [LINK-49] Pairs of records of one list, where only records of different lists are compared, and fields in which these are seldom alike. */
  readonly ownList?: OwnList;
  /** [LINK-49] The field that is all there is to tell things by: no two of them have the same. */
  readonly only?: number;
  /** [LINK-53] A field whose levels go in equal steps, and that is all there is to tell things by. */
  readonly inSteps?: number;
  /** Matches expected before any data is seen, where the search starts. */
  readonly expectedMatches: number;
  /** How many matches the priors of m count for. */
  readonly strength?: number;
  readonly maxIterations?: number;
}

/** Shares of a field's levels, worst first; by what the field it follows says, if it follows one. */
export interface LevelShares {
  readonly alone: readonly number[];
  readonly follows?: Following<readonly number[]>;
}

export interface Estimate {
  readonly m: readonly LevelShares[];
  readonly u: readonly LevelShares[];
  /** Share of matches among all possible pairs. */
  readonly lambda: number;
  /** Share of pairs of the third kind; 0 when none are looked for. */
  readonly neighbours: number;
  /** Shares of the levels of all fields among pairs of the third kind; looked up where they share the field or are kin in it. */
  readonly h: readonly LevelShares[];
  readonly iterations: number;
}

const uStrength = 50;
/** How many pairs the shares of a field alone count for where it follows another. */
const followingStrength = 10;
/** Of members of one household so many agree in a field of kin before any data is seen, and so many pairs that counts for. */
const kinAgree = 0.02;
const kinStrength = 40;
const smallest = 1e-7;
const halfPair = 0.5;
/** [LINK-43] Matches are at most so many times those expected, as of a table in which every record has ten others. */
const mostTimes = 25;

/** Where the search begins: matches as a multiple of those expected, and how far the priors of m are blurred. */
const beginnings = [
  { matches: 1, blurred: 0 },
  { matches: 100, blurred: 0.5 },
] as const;
/** Another beginning must make the data so much likelier (a factor of e each) to be preferred to the first. */
const likelier = 1;

function shares(values: readonly number[], floor: (level: number) => number): number[] {
  const floored = values.map((value, level) => Math.max(value, floor(level)));
  const sum = floored.reduce((total, value) => total + value, 0);
  return floored.map((value) => value / sum);
}
const tiny = (): number => smallest;

/** From counts by context to shares by context: of all contexts together, then of each, shrunk towards those. */
function sharesOf(
  { priors }: Shape,
  counts: ByContext,
  prior: (field: number, level: number) => number,
  following: number,
  floor: (field: number, all: number) => (level: number) => number,
): number[][][] {
  return counts.map((contexts, field) => {
    const summed = (priors[field] ?? []).map(
      (_, level) => prior(field, level) + contexts.reduce((sum, context) => sum + (context[level] ?? 0), 0),
    );
    const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
    const whole = shares(summed, floor(field, total(summed)));
    return contexts.map((context, which) => {
      if (which === alone) return whole;
      const shrunk = context.map((count, level) => count + following * (whole[level] ?? 0));
      return shares(shrunk, floor(field, total(shrunk)));
    });
  });
}

/**
 * Random pairs hold matches too, in a small table many, though no more than the share `most`: each counts as far as it is none. A level that none shows is taken to
 * be as rare as the prior says or half a pair, whatever is rarer; what things are called is no more alike than within one list.
 */
function unmatched(
  shape: Shape,
  random: PatternCounts,
  ratio: Ratios,
  odds: ClassOdds,
  most: number,
  { ownList, only, inSteps }: Pick<EstimateInput, 'ownList' | 'only' | 'inSteps'>,
): number[][][] {
  let [all, taken] = [0, 0];
  const counted = (share: number): number[][][] => {
    [all, taken] = [0, 0];
    return countLevels(shape, random, ratio, odds, (count, match, neighbour) => {
      all += count;
      taken += count * match;
      return count * (1 - match * share - neighbour);
    }).counts;
  };
  const whole = counted(1);
  const counts = taken <= most * all ? whole : counted((most * all) / taken);
  const prior = (field: number, level: number): number => shape.priors[field]?.[level]?.u ?? 0;
  // The tail says how rare a level is that no pair shows.
  const told = (field: number, level: number): boolean =>
    field === only && field === inSteps && level >= firstOfTail;
  const falling = (field: number, levels: readonly number[], from?: number): number[] =>
    inSteps === field
      ? fallingTail(
          levels,
          levels.map((_, level) => prior(field, level)),
          from,
        )
      : [...levels];
  if (ownList !== undefined) {
    const own = countLevels(shape, ownList.patterns, ratio, odds, (count) => count).counts;
    for (const field of ownList.fields)
      counts[field] = (counts[field] ?? []).map((levels, context) => {
        const within = own[field]?.[context] ?? [];
        return falling(field, rareAsInOneList(levels, within), thinTail(within));
      });
  }
  if (only !== undefined)
    counts[only] = (counts[only] ?? []).map((levels) => falling(only, noneTheSame(levels)));
  return sharesOf(
    shape,
    counts,
    (field, level) => (told(field, level) ? 0 : uStrength * prior(field, level)),
    followingStrength,
    (field, all) => (level) => (told(field, level) ? 0 : Math.min(halfPair, all * prior(field, level))),
  );
}

const outward = ({ follows, from }: Shape, tables: ByContext): LevelShares[] =>
  tables.map((contexts, at) => {
    const field = follows[at];
    const own = contexts[alone] ?? [];
    if (field === undefined) return { alone: own };
    return {
      alone: own,
      follows: {
        field,
        from: from[field] ?? 0,
        agrees: contexts[agrees] ?? own,
        differs: contexts[differs] ?? own,
      },
    };
  });

const ratioTo = (own: ByContext, other: ByContext): number[][][] =>
  own.map((contexts, field) =>
    contexts.map((levels, context) =>
      levels.map((share, level) => Math.log(share / (other[field]?.[context]?.[level] ?? 1))),
    ),
  );

interface Fitted {
  readonly m: ByContext;
  /** Of pairs of the third kind, in the fields they share. */
  readonly h: ByContext;
  readonly u: ByContext;
  readonly lambda: number;
  readonly neighbours: number;
  readonly iterations: number;
}

/** How many pairs of one household each level of a field of kin counts for before any is seen: as in any two, but for few who agree. */
const asKin =
  (priors: Shape['priors'], u: ByContext) =>
  (field: number, level: number): number => {
    const agree = level === (priors[field]?.length ?? 0) - 1 ? kinAgree : 0;
    return kinStrength * ((1 - kinAgree) * (u[field]?.[alone]?.[level] ?? 0) + agree);
  };

/** Expectation and maximisation from one beginning. */
function fit(
  shape: Shape,
  input: EstimateInput,
  begin: {
    readonly m: number[][][];
    readonly u: ByContext;
    readonly lambda: number;
    readonly neighbours: number;
    /** Share of matches among all possible pairs at most. */
    readonly most: number;
  },
): Fitted {
  const { patterns, possiblePairs, priors, random, shared, differ = [], strength = 40 } = input;
  let { lambda, neighbours } = begin;
  const known = (tables: number[][][]): number[][][] =>
    tables.map((contexts, field) => {
      const worst = differ[field];
      return worst === undefined ? contexts : contexts.map((levels) => withWorst(levels, worst));
    });
  let m = known(begin.m);
  const { kin = [], of: third } = shared ?? {};
  const ofHome = (own: ByContext, u: ByContext, counts: ByContext): ByContext => {
    const among = sharesOf(shape, counts, asKin(priors, u), kinStrength, () => tiny);
    return own.map((contexts, field) => (kin.includes(field) ? (among[field] ?? contexts) : contexts));
  };
  const nothing = m.map((contexts) => contexts.map((levels) => levels.map(() => 0)));
  let h = ofHome(m, begin.u, nothing);
  const ratios = (to: ByContext): Ratios => ({ match: ratioTo(m, to), neighbour: ratioTo(h, to) });
  const odds = (): ClassOdds => oddsOf({ lambda, neighbours });
  let u = unmatched(shape, random, ratios(begin.u), odds(), begin.most, input);
  let iterations = 0;
  for (; iterations < (input.maxIterations ?? 100); iterations++) {
    const {
      counts,
      ofNeighbours,
      sum,
      neighbours: of,
    } = countLevels(shape, patterns, ratios(u), odds(), (count, match) => count * match);
    const shrunk = (of: ByContext): number[][][] =>
      sharesOf(
        shape,
        of,
        (field, level) => strength * (priors[field]?.[level]?.m ?? 0),
        strength,
        () => tiny,
      );
    const next = known(shrunk(counts));
    h = third === 'place' ? shrunk(ofNeighbours) : ofHome(next, u, ofNeighbours);
    const nextLambda = Math.min(begin.most, Math.max(sum, halfPair) / possiblePairs);
    if (neighbours > 0) neighbours = Math.min(0.25, Math.max(of, halfPair) / possiblePairs);
    const moved = Math.max(
      Math.abs(Math.log(nextLambda / lambda)),
      ...next.flatMap((contexts, field) =>
        contexts.flatMap((levels, context) =>
          levels.map((share, level) => Math.abs(share - (m[field]?.[context]?.[level] ?? 0))),
        ),
      ),
    );
    m = next;
    lambda = nextLambda;
    u = unmatched(shape, random, ratios(u), odds(), begin.most, input);
    if (moved < 1e-5) break;
  }
  return { m, h, u, lambda, neighbours, iterations };
}

/**
 * Fellegi and Sunter's model by expectation and maximisation (Winkler 1988) over grouped patterns: m and λ are
 * estimated, m shrunk towards the priors (a Dirichlet prior worth `strength` matches); u is what random pairs show.
 * Fields that go together in pairs that are no matches are not independent evidence: one follows the other, and m and u of
 * its levels are told apart by whether that one agrees (a tree, Chow and Liu 1968). λ is the share among all possible
 * pairs, so that a weight means the same whatever the blocking was; pairs that were not compared count as no matches.
 * Where fields are shared by households, pairs of different members of one are a third class (Winkler 1993), in which those
 * fields agree as in matches and the others as in random pairs, but for names and birthdays, which kin have in common now and
 * then; so are pairs of one place, whose fields agree in their own way.
 * The search begins twice, from the priors and from far more matches that need not agree as well; of two ends the one under
 * which the data is likelier is taken, since a single beginning may end where there seem to be no matches.
 * Patterns must come in an order that does not depend on the data's.
 */
export function estimate(input: EstimateInput): Estimate {
  const { patterns, possiblePairs, priors, shared } = input;
  const bare: Shape = {
    fields: priors.length,
    follows: priors.map(() => undefined),
    from: priors.map(agreesFrom),
    priors,
    shared: priors.map(
      (_, field) => shared?.fields.includes(field) === true || shared?.kin?.includes(field) === true,
    ),
  };
  const told = (by: 'm' | 'u', blurred = 0): number[][][] =>
    priors.map((levels) => [
      shares(
        levels.map((one) => (1 - blurred) * one[by] + blurred / levels.length),
        tiny,
      ),
    ]);
  const expected = (times: number): number =>
    Math.min(0.5, (times * Math.max(input.expectedMatches, 1)) / possiblePairs);
  const most = expected(mostTimes);
  const [first, ...others] = beginnings.map(({ matches, blurred }) => {
    const lambda = Math.min(most, expected(matches));
    const begin = { m: told('m', blurred), u: told('u') };
    const ratio = ratioTo(begin.m, begin.u);
    const follows = findFollowed(bare, input, { match: ratio, neighbour: ratio }, lambda);
    const shape: Shape = { ...bare, follows };
    const neighbours = shared === undefined || shared.fields.length === 0 ? 0 : lambda / 2;
    const spread = (tables: number[][][]): number[][][] =>
      tables.map(([own = []], field) => (follows[field] === undefined ? [own] : [own, own, own]));
    const found = fit(shape, input, { m: spread(begin.m), u: spread(begin.u), lambda, neighbours, most });
    return { ...found, shape, likelihood: likelihood(shape, patterns, found, possiblePairs) };
  });
  if (first === undefined) throw new Error('estimate: no beginning');
  /** Whether most pairs that are taken for matches bear other names. */
  const otherNames = ({ m }: Fitted): boolean =>
    input.names?.some((field) => (m[field]?.[alone]?.[0] ?? 0) > 0.5) === true;
  const { shape, m, h, u, lambda, neighbours, iterations } = others.reduce(
    (best, other) =>
      other.likelihood > best.likelihood + likelier && (otherNames(best) || !otherNames(other))
        ? other
        : best,
    first,
  );
  return { m: outward(shape, m), h: outward(shape, h), u: outward(shape, u), lambda, neighbours, iterations };
}
