import type { Estimate } from '../../../src/stats/linkage/estimate.ts';
import type { FieldKind } from '../../../src/stats/linkage/field-kind.ts';
import { milliBits } from '../../../src/stats/linkage/milli-bits.ts';
import type { SharedEvidence } from '../../../src/stats/linkage/pair-weight.ts';
import { levelWeightSql } from './compare-sql.ts';
import { fieldWeights, type LinkModel } from './link-model.ts';
import type { LinkPlan } from './link-plan.ts';

/** What people have in common who live together. */
const ofHomes: readonly FieldKind[] = ['address', 'postal_address', 'postcode', 'phone', 'email'];
const ofHouseholds: ReadonlySet<FieldKind> = new Set([
  ...ofHomes,
  'surname',
  'house_number',
  'city',
  'country',
]);
const ofPersons: ReadonlySet<FieldKind> = new Set(['date', 'identifier', 'tax_id']);

/** Numbers of the fields that members of one household have in common, where others tell persons apart; else none. */
export function sharedFields({ fields }: LinkPlan): number[] {
  const kinds = fields.map(({ field }) => field.kind);
  const tellsApart = kinds.includes('given_name') && kinds.some((kind) => ofPersons.has(kind));
  if (!tellsApart || !ofHomes.some((kind) => kinds.includes(kind))) return [];
  return fields.filter(({ field }) => ofHouseholds.has(field.kind)).map(({ at }) => at);
}

/** Fewer pairs of one household than these, or than so many to a match, are noise. */
const leastPairs = 3;
const leastToMatch = 0.001;

/**
 * [LINK-25] What shared fields count for at most: as much as it takes to tell members of one household from any two
 * records. Whether they are one person is for the other fields to say.
 */
export function sharedEvidence(
  plan: LinkPlan,
  { lambda, households }: Pick<Estimate, 'lambda' | 'households'>,
  possiblePairs: number,
): SharedEvidence | undefined {
  if (households * possiblePairs < leastPairs || households < leastToMatch * lambda) return undefined;
  return { fields: sharedFields(plan), most: -milliBits(households / (1 - lambda - households)) };
}

/** What the shared fields of a compared pair (`g…`, and `f…` as far as it counts) say beyond what they count for at most; 0 or more. */
export function beyondSharedSql(
  plan: LinkPlan,
  model: Pick<LinkModel, 'fields'>,
  { fields, most }: SharedEvidence,
): string {
  const weights = fieldWeights(model);
  const terms = fields.flatMap((at) => [
    levelWeightSql(at, weights[at] ?? { alone: [] }),
    ...(plan.fields[at]?.weighted === true ? [`f${String(at)}`] : []),
  ]);
  return `greatest(0, ${terms.join(' + ')} - ${String(most)})`;
}
