import { codeBook } from '../../../../src/stats/linkage/code/code-book.ts';
import { countingOrder } from '../../../../src/stats/linkage/code/counting-order.ts';
import { intList } from '../../../../src/stats/linkage/code/int-list.ts';
import { wholeBlock, type KeyBlocks } from '../../../../src/stats/linkage/block/key-blocks.ts';
import { cellsAt } from '../../../../src/stats/linkage/block/pair-list.ts';
import type { RulePart } from '../../../../src/stats/linkage/block/rule-blocks.ts';
import { visitIntegers } from '../../../../src/warehouse/integer-chunks.ts';
import type { Warehouse } from '../../../../src/warehouse/open.ts';
import { wordsOf, type BlockAtom, type BlockRule } from './block-rules.ts';
import { valueTable, type CodedRecords } from '../records/coded-records.ts';
import type { LinkPlan } from '../link-plan.ts';
import type { LinkThreads } from '../link-threads.ts';
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
  const words = wordsOf(part);
  const own = words === undefined ? (field.sql.atoms[part]?.sql ?? 'v') : `unnest(${words})`;
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

/** Words of each code, laid out flat. */
function flatWords(
  values: number,
  found: { readonly code: Int32Array; readonly word: Int32Array },
): NonNullable<RulePart['words']> {
  const order = countingOrder(found.code, values);
  const from = new Int32Array(values + 1);
  for (const code of found.code) from[code + 1] = (from[code + 1] ?? 0) + 1;
  for (let code = 0; code < values; code++) from[code + 1] = (from[code + 1] ?? 0) + (from[code] ?? 0);
  return { from, codes: cellsAt(found.word, order) };
}

async function rulePart(
  warehouse: Warehouse,
  plan: LinkPlan,
  records: CodedRecords,
  atom: BlockAtom,
): Promise<RulePart> {
  const field = atom.field.at;
  const values = records.ranks[field]?.length ?? 0;
  if (atom.part === 'value') return { field, size: values };
  const book = codeBook();
  if (wordsOf(atom.part) !== undefined) {
    const [code, word] = [intList(), intList()];
    await visitParts(warehouse, plan, records, atom, (of, low, high) => {
      code.push(of);
      word.push(book.code(low, high));
    });
    const words = flatWords(values, { code: code.items(), word: word.items() });
    return { field, words, size: book.size + 1 };
  }
  const partOf = new Int32Array(values);
  await visitParts(warehouse, plan, records, atom, (code, low, high) => {
    partOf[code] = book.code(low, high);
  });
  return { field, partOf, size: book.size + 1 };
}

/** The blocks the rules make of the records. */
export async function formBlocks(
  warehouse: Warehouse,
  plan: LinkPlan,
  rules: readonly BlockRule[],
  counts: RecordCounts,
  records: CodedRecords,
  threads: LinkThreads,
): Promise<KeyBlocks[]> {
  const known = new Map<string, RulePart>();
  const parts: RulePart[][] = [];
  for (const { atoms } of rules) {
    const own: RulePart[] = [];
    for (const atom of atoms) {
      const name = `${String(atom.field.at)}:${atom.part}`;
      const part = known.get(name) ?? (await rulePart(warehouse, plan, records, atom));
      known.set(name, part);
      own.push(part);
    }
    parts.push(own);
  }
  const { codes, records: count, relation } = records;
  const found = await threads.run(
    'block',
    {
      features: { codes, records: count, relation },
      rules: parts,
      largest: plan.settings.largest_block,
      relations: plan.within ? undefined : plan.relations.length,
    },
    rules.length,
  );
  return found.map((blocks, rule) =>
    rules[rule]?.atoms.length === 0 ? wholeBlock(counts.records, counts.possiblePairs) : blocks,
  );
}
