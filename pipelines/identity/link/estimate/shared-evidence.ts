import type { Estimate, SharedFields } from '../../../../src/stats/linkage/estimate/estimate.ts';
import type { FieldKind } from '../../../../src/stats/linkage/field-kind.ts';
import { milliBits } from '../../../../src/stats/linkage/weigh/milli-bits.ts';
import type { SharedEvidence } from '../../../../src/stats/linkage/weigh/pair-weight.ts';
import { levelWeightSql } from '../compare/compare-sql.ts';
import { fieldWeights, type LinkModel } from '../link-model.ts';
import { evidenceFields, type LinkPlan } from '../link-plan.ts';
import { isRegion } from '../read/address-places.ts';
import type { LinkField } from '../link-settings.ts';

/** What people have in common who live together. */
const ofHomes: readonly FieldKind[] = ['address', 'postal_address', 'postcode', 'phone', 'email'];
export const ofHouseholds: ReadonlySet<FieldKind> = new Set([
  ...ofHomes,
  'surname',
  'house_number',
  'city',
  'country',
]);
const ofPersons: ReadonlySet<FieldKind> = new Set(['date', 'identifier', 'tax_id']);

/** In what members of one household agree more often than any two: the name a son has of his father, the day twins are born. */
const ofKin: ReadonlySet<FieldKind> = new Set(['given_name', 'date']);

const ofPlaces: ReadonlySet<FieldKind> = new Set(['city', 'postcode', 'country']);

/**
 * What members of one household have in common, where other fields tell persons apart; else what records of one place have,
 * where there is more to them than the place.
 */
export function sharedFields(plan: LinkPlan): SharedFields | undefined {
  const fields = evidenceFields(plan);
  const kinds = fields.map(({ field }) => field.kind);
  const among = (is: (field: LinkField) => boolean): number[] =>
    fields.filter(({ field }) => is(field)).map(({ at }) => at);
  // A middle name or its initial is of one person as a birthday is.
  const given = kinds.filter((kind) => kind === 'given_name').length;
  const tellsApart = given > 0 && (given > 1 || kinds.some((kind) => ofPersons.has(kind)));
  if (tellsApart && ofHomes.some((kind) => kinds.includes(kind)))
    return {
      fields: among(({ kind }) => ofHouseholds.has(kind)),
      of: 'household',
      kin: among(({ kind }) => ofKin.has(kind)),
    };
  const places = among((field) => ofPlaces.has(field.kind) || isRegion(field));
  return places.length < 2 || places.length === plan.fields.length
    ? undefined
    : { fields: places, of: 'place' };
}

/** Fewer pairs of one household or place than these, or than so many to a match, are noise. */
const leastPairs = 3;
const leastToMatch = 0.001;

/**
 * [LINK-25] [LINK-30] What shared fields count for at most: as much as it takes to tell members of one household, or records
 * of one place, from any two. Whether they are one is for the other fields to say.
 */
export function sharedEvidence(
  plan: LinkPlan,
  { lambda, neighbours, h, u }: Pick<Estimate, 'lambda' | 'neighbours' | 'h' | 'u'>,
  possiblePairs: number,
): SharedEvidence | undefined {
  const shared = sharedFields(plan);
  if (shared === undefined || neighbours * possiblePairs < leastPairs || neighbours < leastToMatch * lambda)
    return undefined;
  const { fields, of, kin = [] } = shared;
  const less = (at: number): number[] =>
    (h[at]?.alone ?? []).map((share, level, all) =>
      level < all.length - 1 ? 0 : Math.max(0, milliBits(share / (u[at]?.alone[level] ?? share))),
    );
  return {
    fields,
    of,
    most: -milliBits(neighbours / (1 - lambda - neighbours)),
    ...(kin.length === 0 ? {} : { kin: kin.map((field) => ({ field, less: less(field) })) }),
  };
}

/** What the shared fields of a compared pair (`g…`) count for at most. */
export const mostSharedSql = ({ most, kin = [] }: SharedEvidence): string =>
  [String(most), ...kin.map(({ field, less }) => levelWeightSql(field, { alone: less }))].join(' - ');

/** What the shared fields of a compared pair (`g…`, and `f…` as far as it counts) say beyond what they count for at most; 0 or more. */
export function beyondSharedSql(
  plan: LinkPlan,
  model: Pick<LinkModel, 'fields'>,
  shared: SharedEvidence,
): string {
  const { fields } = shared;
  const weights = fieldWeights(model);
  const terms = fields.flatMap((at) => [
    levelWeightSql(at, weights[at] ?? { alone: [] }),
    ...(plan.fields[at]?.weighted === true ? [`f${String(at)}`] : []),
  ]);
  return `greatest(0, ${terms.join(' + ')} - (${mostSharedSql(shared)}))`;
}
