import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainPair } from '../../../pipelines/identity/explain-pair.ts';
import { linkFiles } from '../../../pipelines/identity/link/link-files.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { literal } from '../../../src/warehouse/quote.ts';
import { demoCustomers, type DemoCustomers } from '../../support/identity-truth.ts';
import { pairScores } from '../../support/pair-scores.ts';
import { thorough } from '../../support/thorough.ts';

const seeds = thorough ? [11, 12, 13] : [12];
let demos: DemoCustomers[];

beforeAll(async () => {
  demos = [];
  for (const seed of seeds) demos.push(await demoCustomers(0.1, seed));
}, 180_000);
afterAll(() => demos.forEach((demo) => demo.remove()));

interface StoredPair extends Record<string, unknown> {
  readonly left_id: string;
  readonly right_id: string;
  readonly weight: number;
  readonly band: string;
  readonly blocks: string[];
  readonly addends: { field: string; level: number; label: string; weight: number }[];
}

const storedPairs = ({ warehouse }: DemoCustomers): Promise<StoredPair[]> =>
  warehouse.rows<StoredPair>(
    'select left_id, right_id, weight, band, blocks, addends from int_identity_pair order by 1, 2',
  );

describe('the demo company, by its own truth, told nothing', () => {
  it.each(seeds)(
    '[LINK-1] seed %i: pairs are found and right, golden customers are as many as true ones',
    (seed) => {
      const { scores } = demos[seeds.indexOf(seed)] ?? expect.unreachable();
      console.log(
        `demo seed ${seed}: ${scores.records} records, precision ${scores.precision.toFixed(4)}, recall ${scores.recall.toFixed(4)}, F1 ${scores.f1.toFixed(4)}, ${scores.golden} golden of ${scores.customers} true`,
      );
      expect(scores.f1).toBeGreaterThanOrEqual(0.97);
      expect(Math.abs(scores.golden / scores.customers - 1)).toBeLessThanOrEqual(0.01);
    },
  );

  it.each(seeds)(
    '[GOLDEN-13] seed %i: records of private persons whose source does not say so look so, and no others',
    async (seed) => {
      const demo = demos[seeds.indexOf(seed)] ?? expect.unreachable();
      const customers = literal(join(demo.dir, 'truth', 'customers.csv'));
      const [count] = await demo.warehouse.rows<{ persons: number; hidden: number; wrong: number }>(
        `select count(*) filter (kind = 'person')::double as persons, count(*) filter (kind = 'person' and looks = 'person')::double as hidden,
         count(*) filter (kind <> 'person' and looks = 'person')::double as wrong
       from (select entity, k.kind as looks from (${demo.truth}) t join int_identity_kind k on k.customer_id = t.id)
       join read_csv(${customers}, all_varchar = true) on true_id = entity`,
      );
      expect(count?.persons).toBeGreaterThan(0);
      expect(count).toMatchObject({ hidden: count?.persons, wrong: 0 });
    },
  );
});

describe('tandem link, told nothing, on what two systems export', () => {
  it('[LINK-15] finds columns of other names that hold the same, takes company names apart, and meets both scripts', async () => {
    const demo = demos[seeds.indexOf(12)] ?? expect.unreachable();
    const warehouse = await openWarehouse();
    const out = (name: string): string => join(demo.dir, `${name}.parquet`);
    try {
      for (const [table, name] of [
        ['crm/account', 'accounts'],
        ['erp/res_partner', 'partners'],
      ] as const)
        await warehouse.run(
          `copy (select columns(c -> c not like '\\_%' escape '\\') from read_parquet(${literal(join(demo.dir, 'lake', table, '*[0-9a-f].parquet'))}, union_by_name = true, filename = '_file') where _file not like '%rejects%'
           qualify row_number() over (partition by id order by _line desc) = 1) to ${literal(out(name))} (format parquet)`,
        );
      const { settings } = await linkFiles({
        files: [out('accounts'), out('partners')],
        output: out('pairs'),
        write: 'pairs',
      });
      expect(settings.fields.find(({ name }) => name === 'tax_id')?.column).toEqual({
        accounts: 'tax_id',
        partners: 'vat',
      });
      const scores = await pairScores(
        warehouse,
        `select split_part(id, '|', 2) as id, entity, (id like 'erp|%')::integer as rel from (${demo.truth})`,
        `select left_id as a, right_id as b from read_parquet(${literal(out('pairs'))})`,
        true,
      );
      console.log(
        `accounts and partners: precision ${scores.precision.toFixed(4)}, recall ${scores.recall.toFixed(4)}, F1 ${scores.f1.toFixed(4)}`,
      );
      expect(scores.f1).toBeGreaterThanOrEqual(0.975);
    } finally {
      warehouse.close();
    }
  }, 120_000);
});

describe('explaining two records', () => {
  it('[LINK-2] gives the weight, levels and rules that the build stored', async () => {
    const demo = demos[0] ?? expect.unreachable();
    const stored = await storedPairs(demo);
    expect(stored.length).toBeGreaterThan(100);
    for (const pair of stored.filter((_, at) => at % 7 === 0)) {
      const explained = await explainPair(demo.warehouse, pair.left_id, pair.right_id);
      expect(explained.weight).toBe(pair.weight);
      expect(explained.band).toBe(pair.band);
      expect([...explained.blocks].sort()).toEqual([...pair.blocks].sort());
      expect(
        explained.addends.map(({ field, level, label, weight }) => ({ field, level, label, weight })),
      ).toEqual(pair.addends);
    }
  });

  it('[LINK-2] has no direction, and adds up', async () => {
    const demo = demos[0] ?? expect.unreachable();
    const ids = (
      await demo.warehouse.rows<{ id: string }>(
        'select customer_id as id from mart_identity_record order by 1',
      )
    ).map(({ id }) => id);
    for (let at = 0; at + 9 < ids.length; at += 29) {
      const [a, b] = [ids[at] ?? '', ids[at + 9] ?? ''];
      const [one, other] = [await explainPair(demo.warehouse, a, b), await explainPair(demo.warehouse, b, a)];
      expect(one.weight).toBe(other.weight);
      expect(one.addends.reduce((sum, { weight }) => sum + weight, 0)).toBe(one.weight);
    }
  });

  it('names every rule that did not bring two strangers together, with both keys', async () => {
    const demo = demos[0] ?? expect.unreachable();
    const [strangers] = await demo.warehouse.rows<{ a: string; b: string }>(
      `select a.customer_id as a, b.customer_id as b from mart_identity_record a join mart_identity_record b
       on a.fields['name'] <> b.fields['name'] and a.fields['address'] is not null and b.fields['address'] is not null
       where not list_has_any(list_transform(a.block_keys, lambda k: k.rule || k.key), list_transform(b.block_keys, lambda k: k.rule || k.key))
       order by 1, 2 limit 1`,
    );
    const explained = await explainPair(demo.warehouse, strangers?.a ?? '', strangers?.b ?? '');
    expect(explained.blocks).toEqual([]);
    expect(explained.band).toBe('apart');
    const names = explained.missed.find(({ rule }) => rule === 'name:letters');
    expect(names?.left).not.toBeNull();
    expect(names?.left).not.toBe(names?.right);
    await expect(explainPair(demo.warehouse, 'crm|nobody', strangers?.b ?? '')).rejects.toMatchObject({
      code: 'unknown_record',
    });
  });
});
