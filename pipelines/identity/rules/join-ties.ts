import type { ConstrainedGroups } from '../../../src/stats/linkage/cluster/constrained-components.ts';
import { type NameLikeness, nameLikeness } from './name-likeness.ts';

/** Pairs by record number. */
export interface Ties {
  readonly left: Int32Array;
  readonly right: Int32Array;
}

/** Names, by record number, of those whose ties several people may share; '' where there is none. */
export type NamesAtTies = ReadonlyMap<number, string>;

/** In the order in which they join: who has the same name, then one that may be a form of it, then who says none. */
const tiers: readonly NameLikeness[] = ['same', 'like', 'unsaid'];

/**
 * Joins what is tied, except that no group comes to hold two whose names tell them apart, whoever stands between them. A
 * record that could be either of two such people joins neither. Where decisions made two people one, that group takes in
 * records of either, and of no third. Ties are given in an order that the data alone decides.
 */
export function joinTies(groups: ConstrainedGroups, ties: Ties, names: NamesAtTies): void {
  const likeness = knownLikeness();
  const held = heldNames(groups, names);
  const ofGroup = (record: number): ReadonlySet<string> => held.get(groups.find(record)) ?? noNames;
  const apart = (left: number, right: number): boolean =>
    groups.forbidden(left, right) || contradict(ofGroup(left), ofGroup(right), likeness);
  const byTier = tiers.map((): [number, number][] => []);
  for (const [at, left] of ties.left.entries()) {
    const right = ties.right[at] ?? left;
    const [own, other] = [names.get(left), names.get(right)];
    const tier = own === undefined || other === undefined ? 0 : tiers.indexOf(likeness(own, other));
    byTier[tier]?.push([left, right]);
  }
  for (const [tier, pairs] of byTier.entries()) {
    for (const [left, right] of tier === 0 ? pairs : withoutDoubt(groups, pairs, apart)) {
      if (groups.find(left) === groups.find(right) || apart(left, right)) continue;
      const both = new Set([...ofGroup(left), ...ofGroup(right)]);
      if (groups.join(left, right) && both.size > 0) held.set(groups.find(left), both);
    }
  }
}

type Likeness = (a: string, b: string) => NameLikeness;

const noNames: ReadonlySet<string> = new Set();

function knownLikeness(): Likeness {
  const known = new Map<string, NameLikeness>();
  return (a, b) => {
    const key = a < b ? `${a}\n${b}` : `${b}\n${a}`;
    const found = known.get(key) ?? nameLikeness(a, b);
    known.set(key, found);
    return found;
  };
}

function heldNames(groups: ConstrainedGroups, names: NamesAtTies): Map<number, ReadonlySet<string>> {
  const held = new Map<number, Set<string>>();
  for (const [record, name] of names) {
    const root = groups.find(record);
    const own = held.get(root) ?? new Set<string>();
    held.set(root, own.add(name));
  }
  return held;
}

/** Whether some name of the one is told apart from some name of the other, and neither group holds such a pair already. */
function contradict(a: ReadonlySet<string>, b: ReadonlySet<string>, likeness: Likeness): boolean {
  const excused = (name: string, other: string, besides: ReadonlySet<string>): boolean =>
    [...besides].some((each) => likeness(each, name) === 'apart' && isOne(likeness(each, other)));
  for (const own of a)
    for (const other of b)
      if (likeness(own, other) === 'apart' && !excused(own, other, a) && !excused(other, own, b)) return true;
  return false;
}

const isOne = (likeness: NameLikeness): boolean => likeness === 'same' || likeness === 'like';

/** Pairs of groups, without those that could be one with either of two that are not one. */
function withoutDoubt(
  groups: ConstrainedGroups,
  pairs: readonly [number, number][],
  apart: (left: number, right: number) => boolean,
): [number, number][] {
  const partners = new Map<number, Set<number>>();
  const meet = (of: number, other: number): void => {
    partners.set(of, (partners.get(of) ?? new Set()).add(other));
  };
  const between = pairs
    .map(([left, right]): [number, number] => [groups.find(left), groups.find(right)])
    .filter(([left, right]) => left !== right && !apart(left, right));
  for (const [left, right] of between) {
    meet(left, right);
    meet(right, left);
  }
  const doubts = (of: number, partner: number): boolean =>
    [...(partners.get(of) ?? [])].some((other) => other !== partner && apart(other, partner));
  return between.filter(([left, right]) => !doubts(left, right) && !doubts(right, left));
}
