import type { FieldKind } from '../../../../src/stats/linkage/field-kind.ts';
import type { Premises, WeightModel } from '../../../../src/stats/linkage/weigh/pair-weight.ts';
import { tellsSisters } from '../../../../src/stats/linkage/estimate/telling-apart.ts';
import { levelWeightSql } from '../compare/compare-sql.ts';
import { evidenceFields, type LinkPlan } from '../link-plan.ts';
import { onlyName } from './only-name.ts';
import { ofHouseholds, sharedFields } from './shared-evidence.ts';

const ofPlaces: ReadonlySet<FieldKind> = new Set(['address', 'postal_address', 'phone', 'postcode', 'house_number', 'city', 'country']); // prettier-ignore

/**
 * [LINK-41] What records have in common who only have their premises in common: tenants of one house, firms of one group,
 * a family. Where persons are told apart by more than their names, households are estimated instead.
 */
function premisesAlone(plan: LinkPlan): Premises | undefined {
  const kinds = evidenceFields(plan).map(({ field }) => field.kind);
  const among = (is: (field: LinkPlan['fields'][number]['field']) => boolean): number[] =>
    plan.fields.filter(({ field }) => is(field)).map(({ at }) => at);
  // Fewer than two fields of a place cannot agree in two.
  const inTwoPlaces = (premises: Premises): Premises | undefined =>
    premises.places.length < 2 ? undefined : premises;
  if (kinds.includes('given_name') || kinds.includes('full_name')) {
    if (sharedFields(plan)?.of === 'household') return undefined;
    return inTwoPlaces({
      of: 'premises',
      least: 2,
      fields: among(({ kind }) => ofHouseholds.has(kind)),
      places: among(({ kind }) => ofHouseholds.has(kind) && kind !== 'surname'),
      differs: among(({ kind }) => kind === 'given_name' || kind === 'full_name'),
    });
  }
  if (!kinds.includes('company_name')) return undefined;
  return inTwoPlaces({
    of: 'premises',
    least: 2,
    fields: among(({ kind }) => kind === 'company_name' || ofPlaces.has(kind)),
    places: among(({ kind }) => ofPlaces.has(kind)),
    differs: among(({ kind, names }) => kind === 'company_name' || names === true),
  });
}

/** What names one company and no other: no owner gives it to two. */
const proofs: ReadonlySet<FieldKind> = new Set(['tax_id', 'identifier']);

/**
 * [LINK-45] What companies of one owner have in common that differ by the number of a series: all but what proves that two are
 * one.
 */
function sistersOf(plan: LinkPlan): Premises | undefined {
  const differs = plan.fields.filter(({ field }) => tellsSisters(field.kind)).map(({ at }) => at);
  if (differs.length === 0) return undefined;
  const fields = evidenceFields(plan)
    .filter(({ at, field }) => !proofs.has(field.kind) && !differs.includes(at))
    .map(({ at }) => at);
  return { of: 'sisters', least: 0, fields, places: [], differs };
}

/**
 * [LINK-54] Of firms of which only the name is known it is the whole name that nobody else bears: what names two whose trades, or
 * places, have nothing in common (Baltic Shipping, Baltic Timber) is no evidence beside that.
 */
function namesAlone(plan: LinkPlan): Premises | undefined {
  if (onlyName(plan)?.field.kind !== 'company_name') return undefined;
  const differs = plan.fields
    .filter(({ field }) => field.names === true && field.only_apart !== true)
    .map(({ at }) => at);
  if (differs.length === 0) return undefined;
  const fields = evidenceFields(plan)
    .filter(({ at }) => !differs.includes(at))
    .map(({ at }) => at);
  return { of: 'names', least: 0, fields, places: [], differs };
}

/** [LINK-41] [LINK-45] [LINK-54] By which rules pairs that are told apart have no more in common than they would anyway. */
export const premisesOf = (plan: LinkPlan): readonly Premises[] =>
  [premisesAlone(plan), sistersOf(plan), namesAlone(plan)].filter((each) => each !== undefined);

/** The most that one of these rules takes off. */
export const beyondAllSql = (
  plan: LinkPlan,
  model: Pick<WeightModel, 'prior' | 'weights'>,
  premises: readonly Premises[],
  rare = true,
): string =>
  `greatest(${['0', ...premises.map((each) => beyondPremisesSql(plan, model, each, rare))].join(', ')})`;

/**
 * What the premises of a compared pair (`g…`, and with `rare` `f…` as far as it counts) say beyond what the most telling of
 * them does, or what makes the odds even, where it is called differently; else 0.
 */
export function beyondPremisesSql(
  plan: LinkPlan,
  { prior, weights }: Pick<WeightModel, 'prior' | 'weights'>,
  { fields, places, least, differs }: Premises,
  rare = true,
): string {
  const worth = (at: number): string => levelWeightSql(at, weights[at] ?? { alone: [] });
  const terms = fields.map(
    (at) =>
      `greatest(0, ${worth(at)}${rare && plan.fields[at]?.weighted === true ? ` + f${String(at)}` : ''})`,
  );
  const most = `greatest(${terms.join(', ')})`;
  const apart = differs.map((at) => `g${String(at)} = 0`).join(' or ');
  const agreed = places.map((at) => `(${worth(at)} > 0)::integer`);
  const enough = least === 0 ? 'true' : `${agreed.join(' + ')} >= ${String(least)}`;
  return `(case when (${apart}) and ${enough} then ${terms.join(' + ')} - least(${String(-prior)}, ${most}) else 0 end)`;
}
