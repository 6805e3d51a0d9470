import { codeBook } from '../../../src/stats/linkage/code-book.ts';
import { keyBlocks, wholeBlock, type KeyBlocks } from '../../../src/stats/linkage/key-blocks.ts';
import { keyGroups, type KeyPart } from '../../../src/stats/linkage/key-groups.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../src/warehouse/open.ts';
import type { BlockAtom, BlockRule } from './block-rules.ts';
import { valueTable, type CodedRecords } from './coded-records.ts';
import type { LinkPlan } from './link-plan.ts';
import type { RecordCounts } from './pick-blocks.ts';

const nothing = new Int32Array();

/** What an atom makes of the values of its field, by code: `sql` over the columns of the value table, NULL for nothing. */
async function visitParts(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  { field, part }: BlockAtom,
  visit: (code: number, low: number, high: number) => void,
): Promise<void> {
  const ranks = records.ranks[field.at] ?? nothing;
  const codeOf = new Int32Array(ranks.reduce((most, rank) => Math.max(most, rank), 0) + 1);
  ranks.forEach((rank, code) => {
    if (rank > 0) codeOf[rank] = code;
  });
  const own = part === 'token' ? 'unnest(t)' : (field.sql.atoms[part]?.sql ?? 'v');
  await visitIntegers(
    warehouse,
    `select rank, hash(own) from (select rank, ${own} as own from ${valueTable(plan, field.at)} where v is not null) where own is not null`,
    ([rank, key], rows) => {
      for (let row = 0; row < rows; row++) {
        const code = codeOf[rank?.[row] ?? 0] ?? 0;
        if (code > 0) visit(code, key?.[2 * row] ?? 0, key?.[2 * row + 1] ?? 0);
      }
    },
  );
}

async function keyPart(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  atom: BlockAtom,
): Promise<KeyPart> {
  const { codes, fields } = records;
  const { at } = atom.field;
  const values = records.ranks[at]?.length ?? 0;
  const book = codeBook();
  if (atom.part === 'token') {
    const lists = new Map<number, number[]>();
    await visitParts(warehouse, plan, records, atom, (code, low, high) => {
      const known = lists.get(code);
      if (known === undefined) lists.set(code, [book.code(low, high)]);
      else known.push(book.code(low, high));
    });
    const words = new Map([...lists].map(([code, list]) => [code, Int32Array.from(list)]));
    return {
      several: (record) => words.get(codes[record * fields + at] ?? 0) ?? nothing,
      size: book.size + 1,
    };
  }
  const partOf = new Int32Array(values);
  if (atom.part !== 'value')
    await visitParts(warehouse, plan, records, atom, (code, low, high) => {
      partOf[code] = book.code(low, high);
    });
  const own = new Int32Array(records.records);
  for (let record = 0; record < records.records; record++) {
    const code = codes[record * fields + at] ?? 0;
    own[record] = atom.part === 'value' ? code : (partOf[code] ?? 0);
  }
  return { codes: own, size: atom.part === 'value' ? values : book.size + 1 };
}

/** The blocks a rule makes of the records. */
export async function formBlocks(
  warehouse: Warehouse,
  plan: LinkPlan,
  rule: BlockRule,
  counts: RecordCounts,
  records: CodedRecords,
): Promise<KeyBlocks> {
  if (rule.atoms.length === 0) return wholeBlock(counts.records, counts.possiblePairs);
  const parts: KeyPart[] = [];
  for (const atom of rule.atoms) parts.push(await keyPart(warehouse, plan, records, atom));
  return keyBlocks(
    counts.records,
    keyGroups(counts.records, parts),
    plan.settings.largest_block,
    parts.some((part) => 'several' in part),
    plan.within ? undefined : { of: records.relation, count: plan.relations.length },
  );
}
