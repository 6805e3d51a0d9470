import { describe, expect, it } from 'vitest';
import { explainRecords } from '../../../pipelines/identity/explain-records.ts';
import { keptJson, keptRecordsSql, type KeptRecord } from '../../../pipelines/identity/kept-records.ts';
import { blockKeysSql } from '../../../pipelines/identity/link/block/block-keys.ts';
import { linkIncrement } from '../../../pipelines/identity/link/increment/link-increment.ts';
import { linkRecords, type LinkResult } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema } from '../../../pipelines/identity/link/link-settings.ts';
import { raritySql } from '../../../pipelines/identity/link/estimate/term-frequency.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';

const settings = linkSettingsSchema.parse({
  key: 'id',
  fields: [
    { name: 'title', kind: 'text' },
    { name: 'year', kind: 'number' },
  ],
  blocks: [['title:rare'], ['title:token', 'year']],
});

const chance = (of: string): string => `md5_number_lower(i || '${of}')`;
const word = (of: string): string =>
  `chr(97 + (${chance(of)} % 20)::integer) || ['ar', 'en', 'ol', 'us'][1 + (${chance(`${of}2`)} % 4)::integer] || ['d', 'k', 'm'][1 + (${chance(`${of}3`)} % 3)::integer]`;
/** Papers, every second one twice; of `from` … those are changed or new that `of` is not the first making of. */
const papers = (table: string, from: number, to: number, of: string): string =>
  `create or replace table ${table} as
   select 'p' || i as id, 'on ' || ${word(`a${of}`)} || ' and ' || ${word(`b${of}`)} || ' of ' || ${word('c')} as title, 1990 + ${chance('y')} % 20 as year from range(${String(from)}, ${String(to)}) t(i)
   union all select 'q' || i, 'the ' || ${word(`b${of}`)} || ' of ' || ${word('c')} || ', and ' || ${word(`a${of}`)}, 1990 + ${chance('y')} % 20 from range(${String(from)}, ${String(to)}) t(i) where i % 2 = 0`;

async function withPapers(work: (warehouse: Warehouse) => Promise<void>, threads = 2): Promise<void> {
  const warehouse = await openWarehouse({ threads });
  try {
    await work(warehouse);
  } finally {
    warehouse.close();
  }
}

const link = (warehouse: Warehouse, source: string, more: object = {}): Promise<LinkResult> =>
  linkRecords(warehouse, { relations: [{ name: 'paper', source }], settings, ...more });

const outcome = async (warehouse: Warehouse): Promise<Row[][]> => [
  await warehouse.rows(
    `select left_id, right_id, weight::integer as weight, to_json(blocks)::varchar as blocks, to_json(addends)::varchar as addends from link_pair order by left_id, right_id`,
  ),
  await warehouse.rows(
    `select string_agg(r.id, ' ' order by r.id) as ids from link_cluster join link_record r using (no) group by cluster order by ids`,
  ),
];

const copyTable = async (from: Warehouse, to: Warehouse, table: string): Promise<void> => {
  const rows = await from.rows<{ a: string | null; b: string }>(`select ${table === 'link_word_0' ? 'word as a, code::varchar as b' : 'v as a, adjust::varchar as b'} from ${table}`); // prettier-ignore
  const columns = table === 'link_word_0' ? 'word varchar, code bigint' : 'v varchar, adjust integer';
  await to.run(`create table ${table} (${columns})`);
  for (const { a, b } of rows) await to.run(`insert into ${table} select $1, $2::bigint`, [a, b]);
};

describe('[LINK-53] runs with weighed words', () => {
  it('[LINK-3] give the same in any order, with any number of threads', async () => {
    const found: Row[][][] = [];
    for (const [order, threads] of [
      ['id', 1],
      ['md5(id)', 2],
      ['id desc', 3],
    ] as const)
      // prettier-ignore
      await withPapers(async (warehouse) => {
        await warehouse.run(papers('made', 0, 120, ''));
        await warehouse.run(`create table paper as select * from made order by ${order}`);
        await link(warehouse, 'paper');
        found.push(await outcome(warehouse));
      }, threads);
    expect(found[0]?.[0]?.length).toBeGreaterThan(40);
    expect(found[1]).toEqual(found[0]);
    expect(found[2]).toEqual(found[0]);
  });

  it('[LINK-13] an increment gives what a full run of all records with the same model gives', async () => {
    await withPapers(async (warehouse) => {
      await warehouse.run(papers('paper', 0, 120, ''));
      const first = await link(warehouse, 'paper');
      await warehouse.run(papers('change', 100, 150, 'x'));
      await linkIncrement(warehouse, first, {
        changed: [{ name: 'paper', source: 'change' }],
        removed: ['p3', 'q4'],
      });
      const incremental = await outcome(warehouse);
      await withPapers(async (other) => {
        await other.run(`${papers('before', 0, 120, '')}; ${papers('change', 100, 150, 'x')}`);
        await other.run(
          `create table paper as select * from before where id not in (select id from change) and id not in ('p3', 'q4') union all select * from change`,
        );
        for (const table of ['link_word_0', 'link_term_0']) await copyTable(warehouse, other, table);
        await link(other, 'paper', { model: first.model });
        expect(incremental).toEqual(await outcome(other));
      });
    });
  });

  it('[LINK-2] are explained as they were weighed', async () => {
    await withPapers(async (warehouse) => {
      await warehouse.run(papers('paper', 0, 120, ''));
      const { plan, model } = await link(warehouse, 'paper');
      await warehouse.run(`create table rarity as ${raritySql(plan)}`);
      await warehouse.run(`create table block_key as ${blockKeysSql(plan, model)}`);
      const rows = await warehouse.rows<{ kept: string }>(
        `select ${keptJson} from (${keptRecordsSql(plan, { rarity: 'rarity', blockKeys: 'block_key' })})`,
      );
      const kept = new Map(rows.map((row) => [(JSON.parse(row.kept) as KeptRecord).id, JSON.parse(row.kept) as KeptRecord])); // prettier-ignore
      const pairs = await warehouse.rows<{ l: string; r: string; weight: number }>(
        `select left_id as l, right_id as r, weight::integer as weight from link_pair order by weight desc limit 30`,
      );
      const levels = new Set<string>();
      for (const { l, r, weight } of pairs) {
        const [left, right] = [kept.get(l), kept.get(r)];
        if (left === undefined || right === undefined) throw new Error('not kept');
        const explained = await explainRecords(warehouse, model, left, right);
        expect(explained.weight).toBe(weight);
        for (const { field, label } of explained.addends) if (field === 'title') levels.add(label);
      }
      expect(levels).toContain('nearly_all_words');
    });
  });
});
