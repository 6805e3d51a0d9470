import { chooseBlocks } from '../../../../src/stats/linkage/block/choose-blocks.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { blockRule, keysSql, readBlocks, wordsOf, type BlockAtom, type BlockRule } from './block-rules.ts';
import { valueTable } from '../records/coded-records.ts';
import { evidenceFields, type LinkPlan } from '../link-plan.ts';
import { recordsSql } from '../records/record-sql.ts';

/** Up to this many possible pairs all are compared: nothing is missed and it takes about a second. */
const compareAll = 1_500_000;
const sampleRecords = 40_000;
const unselective = new Set(['country', 'category', 'generation', 'legal_form', 'word_list', 'number_list']);
/** Parts of a date that many have. */
const shares = new Set(['year', 'month_day', 'month', 'week']);
const alone = new Set([
  'identifier',
  'number',
  'email',
  'phone',
  'date',
  'event_date',
  'full_name',
  'company_name',
  'domain',
  'tax_id',
  'text',
  'address',
]);

export interface RecordCounts {
  readonly perRelation: readonly number[];
  readonly records: number;
  readonly possiblePairs: number;
}

/** Pairs that may be formed at all. */
export function countPairs(plan: LinkPlan, perRelation: readonly number[]): RecordCounts {
  const records = perRelation.reduce((sum, count) => sum + count, 0);
  const own = perRelation.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const all = (records * (records - 1)) / 2;
  return { perRelation, records, possiblePairs: Math.max(1, plan.within ? all : all - own) };
}

/** Pairs from the counts of one key in each relation. */
const pairsOfKey = (plan: LinkPlan): string => {
  const all = `n * (n - 1) / 2`;
  return plan.within
    ? all
    : `${all}${plan.relations.map((_, rel) => ` - r${String(rel)} * (r${String(rel)} - 1) / 2`).join('')}`;
};

/**
 * What a rule makes of a sample of the records, of blocks up to `cap`: `pairs`, and the share of the records with a key that
 * stand in one of them (`fits`); a record with several keys needs one that does.
 */
function ruleSql(plan: LinkPlan, rule: BlockRule, sample: string, cap: number): string {
  const keys = keysSql(rule, sample);
  const per = plan.within
    ? ''
    : plan.relations.map((_, rel) => `, count(*) filter (rel = ${String(rel)}) as r${String(rel)}`).join('');
  const blocks = `(select count(*) as n${per} from (${keys}) group by key)`;
  const usable = `n <= ${String(cap)}`;
  const fits = rule.atoms.some(({ part }) => wordsOf(part) !== undefined)
    ? `(select avg((least <= ${String(cap)})::integer) from (select min(n) as least from (select no, count(*) over (partition by key) as n from (${keys})) group by no))`
    : `sum(n) filter (${usable}) / sum(n)`;
  return `coalesce(sum(${pairsOfKey(plan)}) filter (${usable}), 0)::double as pairs, coalesce(${fits}, 0)::double as fits from ${blocks}`;
}

interface Candidate {
  readonly atoms: readonly number[];
  readonly rule: BlockRule;
}

function candidates(atoms: readonly BlockAtom[]): Candidate[] {
  const found: Candidate[] = [];
  const add = (...chosen: number[]): void => {
    const own = chosen.flatMap((at) => atoms[at] ?? []);
    found.push({ atoms: chosen, rule: blockRule(own) });
  };
  atoms.forEach((one, a) => {
    if (alone.has(one.field.field.kind) && !shares.has(one.part)) add(a);
    for (let b = a + 1; b < atoms.length; b++) {
      const other = atoms[b];
      if (other === undefined || other.field === one.field) continue;
      if (wordsOf(one.part) !== undefined && wordsOf(other.part) !== undefined) continue;
      add(a, b);
    }
  });
  return found;
}

/** Blocking rules for these records, from settings or chosen for what they may be expected to catch. */
export async function pickBlocks(
  warehouse: Warehouse,
  plan: LinkPlan,
  counts: RecordCounts,
): Promise<{ rules: BlockRule[]; coverage: number }> {
  const { settings } = plan;
  if (settings.blocks !== undefined) return { rules: readBlocks(plan, settings.blocks), coverage: 1 };
  if (counts.possiblePairs <= compareAll) return { rules: [blockRule([])], coverage: 1 };
  const share = Math.max(1, Math.ceil(counts.records / sampleRecords));
  const [codes, sample] = [plan.scratch('sample_code'), plan.table('block_sample')];
  await warehouse.run(
    `create or replace temp table ${codes} as select * from ${plan.table('code')} where hash(id, 7) % ${String(share)} = 0`,
  );
  // Of the values only those that the sample has: the tables of all are long.
  const value = (at: number): string =>
    `(select * from ${valueTable(plan, at)} where h in (select c${String(at)} from ${codes}))`;
  await warehouse.run(`create or replace table ${sample} as ${recordsSql(plan, codes, value)}`);
  await warehouse.run(`drop table ${codes}`);
  const [filled = {}] = await warehouse.rows<Record<string, number>>(
    `select count(*)::double as n${plan.fields.map(({ at }) => `, count(v${String(at)})::double as f${String(at)}`).join('')} from ${sample}`,
  );
  const atoms = evidenceFields(plan).flatMap((field): BlockAtom[] =>
    unselective.has(field.field.kind)
      ? []
      : ['value', ...Object.keys(field.sql.atoms)].map((part) => ({ field, part })),
  );
  const possible = candidates(atoms);
  const cap = Math.max(2, Math.round(settings.largest_block / share));
  const sizes = await warehouse.rows<{ rule: number; pairs: number; fits: number }>(
    possible
      .map(({ rule }, at) => `select ${String(at)}::integer as rule, ${ruleSql(plan, rule, sample, cap)}`)
      .join(' union all '),
  );
  const sized = new Map(sizes.map((row) => [row.rule, row]));
  const { chosen, coverage } = chooseBlocks({
    atoms: atoms.map(({ field, part }) => ({
      field: field.at,
      part,
      holds: field.sql.atoms[part]?.holds ?? 0,
    })),
    present: plan.fields.map(({ at }) => ((filled[`f${String(at)}`] ?? 0) / Math.max(1, filled.n ?? 1)) ** 2),
    equal: plan.fields.map(({ levels, best }) => levels[best]?.m ?? 0),
    candidates: possible.map((each, at) => ({
      atoms: each.atoms,
      pairs: (sized.get(at)?.pairs ?? 0) * share * share,
      fits: sized.get(at)?.fits ?? 0,
    })),
    budget: settings.pairs_per_record * counts.records,
    maxRules: 14,
    overhead: counts.records,
  });
  await warehouse.run(`drop table ${sample}`);
  return { rules: chosen.flatMap((at) => possible[at]?.rule ?? []), coverage };
}
