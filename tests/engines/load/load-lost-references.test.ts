import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { addFix } from '../../../pipelines/load/fixes.ts';
import { previewFix } from '../../../pipelines/load/preview-fix.ts';
import { replayRejects } from '../../../pipelines/load/replay-rejects.ts';
import { standingLosses } from '../../../pipelines/load/standing-losses.ts';
import { LakeFixture } from '../../support/lake-fixture.ts';
import { often } from '../../support/thorough.ts';

const fixtures: LakeFixture[] = [];
afterEach(() => fixtures.splice(0).forEach((fixture) => fixture.dispose()));

const system = `
system: mine
format: { decimal: '.', timestamps: ['YYYY-MM-DD HH:mm:ss'] }
objects:
  orders:
    files: ['orders*.csv', 'orders*.ndjson']
    key: [id]
    cursor: changed
    columns:
      id: { type: id }
      customer: { type: id, header: partner_id/id }
      amount: { type: 'decimal(18,2)' }
      changed: { type: timestamp }
    references: [{ column: customer, object: customers, on_orphan: keep }]
  customers: { files: ['customers*.csv'], key: [id], columns: { id: { type: id } } }
`;
const make = (files: Record<string, string>, yaml = system): LakeFixture => {
  const fixture = new LakeFixture(yaml, files);
  fixtures.push(fixture);
  return fixture;
};
const first = { 'orders.csv': 'id,partner_id/id,amount,changed\n1,C1,10,2024-01-01 10:00:00\n' };
const renamed = {
  'orders-2026-08.csv':
    'id,partner,amount,changed\n1,C1,11,2024-01-02 10:00:00\n2,C2,EUR 20,2024-01-02 10:00:00\n',
};
const currentOf = (fixture: LakeFixture) =>
  fixture.rows('select id, customer, amount::double as amount from lake.erp.orders order by id');
const known = [{ id: '1', customer: 'C1', amount: 10 }];

async function afterRenaming(yaml = system): Promise<LakeFixture> {
  const fixture = make(first, yaml);
  await fixture.load();
  fixture.put(renamed);
  await fixture.load();
  return fixture;
}

describe('[LOAD-59] rows of a file that lost the column that says what they belong to are rejected whole', () => {
  it('what was known before stays current, and each row is in the quarantine with its text', async () => {
    const fixture = await afterRenaming();
    expect(await currentOf(fixture)).toEqual(known);
    expect(
      await fixture.rows('select line, rule, column_name, raw from etl_quarantine order by line'),
    ).toEqual([
      { line: '2', rule: 'column_lost', column_name: 'customer', raw: '1,C1,11,2024-01-02 10:00:00' },
      { line: '3', rule: 'column_lost', column_name: 'customer', raw: '2,C2,EUR 20,2024-01-02 10:00:00' },
    ]);
    expect(standingLosses(fixture.workspace)).toMatchObject([
      { column: 'customer', file: 'orders-2026-08.csv', rows: 2, added: ['partner'], isHeld: true },
    ]);
  });

  it('the new name of the column lets them in, and the files with the former name read as before', async () => {
    const fixture = await afterRenaming();
    const { workspace } = fixture;
    const fix = { object: 'orders', column: 'customer', headers: ['partner'] };
    expect(await previewFix(workspace, { source: 'erp', fix })).toMatchObject({
      outstanding: 2,
      wouldAccept: 1,
      stillByRule: { 'bad_decimal amount': 1 },
    });
    addFix(workspace, 'erp', fix);
    await replayRejects(workspace, { source: 'erp', now: () => fixture.now() });
    const mended = [{ id: '1', customer: 'C1', amount: 11 }];
    expect(await currentOf(fixture)).toEqual(mended);
    expect(standingLosses(workspace)).toEqual([]);
    await fixture.load();
    expect(await currentOf(fixture)).toEqual(mended);
  });

  it('a fix of another column does not let them in', async () => {
    const fixture = await afterRenaming();
    const { workspace } = fixture;
    addFix(workspace, 'erp', { object: 'orders', column: 'amount', map_values: { 'EUR 20': '20' } });
    expect(await replayRejects(workspace, { source: 'erp', now: () => fixture.now() })).toMatchObject({
      accepted: 0,
      stillRejected: 2,
    });
    await fixture.load();
    expect(await currentOf(fixture)).toEqual(known);
  });

  it('delivered again with the column, the rows come in', async () => {
    const fixture = await afterRenaming();
    fixture.put({
      'orders-2026-08.csv':
        'id,partner_id/id,amount,changed\n1,C1,11,2024-01-02 10:00:00\n2,C2,20,2024-01-02 10:00:00\n',
    });
    await fixture.load();
    expect(await currentOf(fixture)).toEqual([
      { id: '1', customer: 'C1', amount: 11 },
      { id: '2', customer: 'C2', amount: 20 },
    ]);
    expect(standingLosses(fixture.workspace)).toEqual([]);
  });

  it('a new workspace with both files says the same: the file without a day in its name comes first', async () => {
    const fixture = make({ ...renamed, ...first });
    await fixture.load();
    expect(await currentOf(fixture)).toEqual(known);
  });

  it('not where the contract lets them in (they keep what was known), no file had the column, or it is JSON', async () => {
    const lenient = await afterRenaming(system.replace('on_orphan: keep', 'on_orphan: keep, on_lost: keep'));
    expect((await currentOf(lenient))[0]).toEqual({ id: '1', customer: 'C1', amount: 11 });
    const never = make(renamed);
    await never.load();
    expect((await currentOf(never))[0]).toEqual({ id: '1', customer: null, amount: 11 });
    const json = system.replace("format: { decimal: '.'", "format: { type: ndjson, decimal: '.'");
    const sparse = make(
      { 'orders-1.ndjson': '{"id":"1","partner_id/id":"C1","amount":10,"changed":"2024-01-01 10:00:00"}\n' },
      json,
    );
    await sparse.load();
    sparse.put({ 'orders-2.ndjson': '{"id":"2","amount":20,"changed":"2024-01-01 10:00:00"}\n' });
    await sparse.load();
    expect(await currentOf(sparse)).toHaveLength(2);
  });

  it('for any files: a record is current as the newest file that is not rejected has it', async () => {
    const file = fc.record({
      has: fc.boolean(),
      ids: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
        const fixture = make({});
        const expected = new Map<number, string | null>();
        for (const [at, { has, ids }] of files.entries()) {
          const rows = ids.map((id) => `${id},C${at},1,2024-01-0${at + 1} 10:00:00`);
          fixture.put({
            [`orders-${at}.csv`]: [
              `id,${has ? 'partner_id/id' : 'partner'},amount,changed`,
              ...rows,
              '',
            ].join('\n'),
          });
          await fixture.load();
          if (has || !files.slice(0, at).some((one) => one.has))
            for (const id of ids) expected.set(id, has ? `C${at}` : null);
        }
        expect(await fixture.rows('select id, customer from lake.erp.orders order by id')).toEqual(
          [...expected].sort(([a], [b]) => a - b).map(([id, customer]) => ({ id: String(id), customer })),
        );
      }),
      { numRuns: often(20, 5) },
    );
  });
});
