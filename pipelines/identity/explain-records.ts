import { probabilityOf } from '../../src/stats/linkage/weigh/milli-bits.ts';
import type { Warehouse } from '../../src/warehouse/open.ts';
import type { KeptRecord } from './kept-records.ts';
import type { LinkModel, ModelField, ModelLevel } from './link/link-model.ts';
import { planLink, type LinkPlan, type PlannedField } from './link/link-plan.ts';
import { isWeighed, pairLevelsSql } from './link/compare/pair-levels.ts';
import { premisesOf } from './link/estimate/premises.ts';
import {
  oneOfSeveral,
  otherOfSeveral,
  type ExplainedAddend,
  type ExplainedRecord,
  type PairExplanation,
} from './pair-explanation.ts';

const betweenSeveral = { field: 'sisters', level: 0, weight: 0, left: null, right: null };

/** Where rows are read from. */
export type RowReader = Pick<Warehouse, 'rows'>;

/**
 * What speaks for and against two records of a run being one, whether they were compared or not: the levels and weights that
 * comparing gives. `between`: the label of what stands between several companies of a series, where one of the two does.
 */
export async function explainRecords(
  reader: RowReader,
  model: LinkModel,
  left: KeptRecord,
  right: KeptRecord,
  between?: string,
): Promise<PairExplanation> {
  const plan = planLink([], model.settings, (name) => name);
  const levels = await pairLevels(reader, plan, left, right);
  const addends = addendsOf(plan, model, levels, left, right);
  const weight = addends.reduce((sum, addend) => sum + addend.weight, 0);
  return {
    left: shown(left),
    right: shown(right),
    weight,
    prior: model.prior,
    probability: probabilityOf(weight),
    band: bandOf(weight, model.thresholds, between),
    thresholds: model.thresholds,
    addends: between === undefined ? addends : [...addends, { ...betweenSeveral, label: between }],
    ...meetings(model, left, right),
  };
}

/** [LINK-45] What stands between several companies of a series is never a match. */
function bandOf(
  weight: number,
  { match, review }: LinkModel['thresholds'],
  between: string | undefined,
): PairExplanation['band'] {
  if (between === otherOfSeveral || weight < review) return 'apart';
  return weight < match || between === oneOfSeveral ? 'review' : 'match';
}

/** Two scripts, parts of an address: a bar between them is for the machine. */
const readable = (value: string): string =>
  value
    .split('|')
    .filter((part) => part !== '')
    .join(' · ');

const shown = ({ id, fields }: KeptRecord): ExplainedRecord => ({
  id,
  fields: Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, readable(value)])),
});

/** Asks the build's own SQL only where both have a value and it is not the same. */
async function pairLevels(
  reader: RowReader,
  plan: LinkPlan,
  left: KeptRecord,
  right: KeptRecord,
): Promise<readonly number[]> {
  const values = ({ field }: PlannedField): [string | undefined, string | undefined] => [
    left.fields[field.name],
    right.fields[field.name],
  ];
  const differing = plan.fields.filter((planned) => {
    const [a, b] = values(planned);
    return planned.swapsWith !== undefined || (a !== undefined && b !== undefined && a !== b);
  });
  const [row = {}] =
    differing.length === 0
      ? []
      : await reader.rows<Record<string, number>>(pairLevelsSql(differing), [
          ...differing.map((planned) => values(planned)[0] ?? null),
          ...differing.map((planned) => values(planned)[1] ?? null),
          ...[left, right].flatMap(({ words }) =>
            differing.filter(isWeighed).map(({ field }) => JSON.stringify(words[field.name] ?? [])),
          ),
        ]);
  return plan.fields.map((planned) => {
    if (differing.includes(planned)) return row[`g${String(planned.at)}`] ?? -1;
    return values(planned).includes(undefined) ? -1 : planned.best;
  });
}

/** The field it follows, whether that one agrees, and its levels then; undefined when it follows none or nothing is said there. */
function besideOf(
  model: LinkModel,
  { follows }: ModelField,
  levels: readonly number[],
): { field: string; agrees: boolean; levels: readonly ModelLevel[] } | undefined {
  if (follows === undefined) return undefined;
  const [field, level] = [model.fields[follows.field]?.name, levels[follows.field] ?? -1];
  if (field === undefined || level < 0) return undefined;
  const agrees = level >= follows.from;
  return { field, agrees, levels: agrees ? follows.agrees : follows.differs };
}

function addendsOf(
  plan: LinkPlan,
  model: LinkModel,
  levels: readonly number[],
  left: KeptRecord,
  right: KeptRecord,
): ExplainedAddend[] {
  const prior = { field: 'prior', level: 0, label: 'prior', weight: model.prior, left: null, right: null };
  const fields = plan.fields.flatMap(({ at, field, best, weighted }): ExplainedAddend[] => {
    const level = levels[at] ?? -1;
    const known = model.fields[at];
    const beside = known === undefined ? undefined : besideOf(model, known, levels);
    const found = (beside?.levels ?? known?.levels)?.[level];
    const [a, b] = [left.fields[field.name], right.fields[field.name]];
    const own = {
      field: field.name,
      level,
      left: a === undefined ? null : readable(a),
      right: b === undefined ? null : readable(b),
      ...(beside === undefined || level < 0
        ? {}
        : { beside: { field: beside.field, agrees: beside.agrees } }),
    };
    const rarity = weighted && level === best && beside?.agrees !== true ? (left.rarity[field.name] ?? 0) : 0;
    return [
      { ...own, label: found?.label ?? 'missing', weight: found?.weight ?? 0 },
      ...(rarity === 0 ? [] : [{ ...own, label: rarity > 0 ? 'rare' : 'frequent', weight: rarity }]),
    ];
  });
  return [prior, ...fields, ...beyondShared(plan, model, fields)];
}

/** [LINK-25] [LINK-30] [LINK-41] [LINK-45] What is taken off where the fields of a household, a place or premises say more than they count for. */
function beyondShared(
  plan: LinkPlan,
  { shared, prior }: LinkModel,
  fields: readonly ExplainedAddend[],
): ExplainedAddend[] {
  const nameOf = (at: number): string => plan.fields[at]?.field.name ?? '';
  const levels = new Map(fields.map(({ field, level }) => [field, level]));
  const saidBy = (at: number): number =>
    fields.reduce((sum, { field, weight }) => sum + (field === nameOf(at) ? weight : 0), 0);
  const less = (of: string, beyond: number): ExplainedAddend[] =>
    beyond <= 0 ? [] : [{ field: of, level: 0, label: of, weight: -beyond, left: null, right: null }];
  const most = (shared?.kin ?? []).reduce(
    (left, { field, less }) => left - (less[levels.get(nameOf(field)) ?? -1] ?? 0),
    shared?.most ?? 0,
  );
  const beyond =
    shared === undefined ? 0 : Math.max(0, shared.fields.reduce((sum, at) => sum + saidBy(at), 0) - most);
  const agrees = (at: number): boolean => (fields.find(({ field }) => field === nameOf(at))?.weight ?? 0) > 0;
  let taken = less(shared?.of ?? 'place', beyond);
  let off = beyond;
  for (const { of, fields: among, places, least, differs } of premisesOf(plan)) {
    if (!differs.some((at) => levels.get(nameOf(at)) === 0) || places.filter(agrees).length < least) continue;
    const told = among.map((at) => Math.max(0, saidBy(at)));
    const apart = told.reduce((sum, one) => sum + one, 0) - Math.min(-prior, Math.max(...told));
    if (apart > off) [off, taken] = [apart, less(of, apart)];
  }
  return taken;
}

/** Rules that bring the two together and those that do not, in the order of the rules. */
function meetings(
  { blocks }: LinkModel,
  left: KeptRecord,
  right: KeptRecord,
): Pick<PairExplanation, 'blocks' | 'missed'> {
  const keys = (record: KeptRecord, rule: string): KeptRecord['keys'] =>
    record.keys.filter((key) => key.rule === rule);
  const met: string[] = [];
  const missed: { rule: string; left: string | null; right: string | null }[] = [];
  for (const { rule } of blocks) {
    const [mine, theirs] = [keys(left, rule), keys(right, rule)];
    const common = mine.filter(({ key }) => theirs.some((other) => other.key === key));
    if (common.some(({ crowded }) => !crowded)) {
      met.push(rule);
      continue;
    }
    const text = (of: KeptRecord['keys']): string | null =>
      of.length === 0 ? null : of.map(({ key }) => readable(key)).join(', ');
    const crowded = common[0]?.key;
    missed.push(
      crowded === undefined
        ? { rule, left: text(mine), right: text(theirs) }
        : { rule, left: readable(crowded), right: readable(crowded) },
    );
  }
  return { blocks: met, missed };
}
