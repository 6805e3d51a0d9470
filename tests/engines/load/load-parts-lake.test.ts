import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lakeManifests } from '../../../pipelines/load/resolve-lake.ts';
import { LakeFixture } from '../../support/lake-fixture.ts';
import { often } from '../../support/thorough.ts';

const system = (more: string) => `
system: mine
format: { type: csv, decimal: '.', dates: ['YYYY-MM-DD'], timestamps: ['YYYY-MM-DD HH:mm:ss'] }
objects:
  thing:
    files: ['thing*.csv']
    extract_date: 'thing-(\\d{8})'
    key: [id, place]
    ${more}
    columns:
      id: { type: id }
      place: { type: text }
      owner: { type: id, sentinels: ['0'] }
      amount: { type: 'decimal(18,2)', required: true }
      many: { type: integer }
      paid: { type: boolean }
      due: { type: date }
      details: { type: json }
      changed: { type: timestamp, required: true }
`;

const record = fc
  .tuple(
    fc.oneof(
      { arbitrary: fc.integer({ min: 1, max: 150 }).map((id) => `k${id}`), weight: 20 },
      { arbitrary: fc.constantFrom('', 'h\n'), weight: 1 },
    ),
    fc.constantFrom('north', 'south', '北'),
    fc.constantFrom('o1', 'o2', '0', ''),
    fc.constantFrom('1', '2.50', '-7', 'n.a.'),
    fc.constantFrom('1', '-3', '', 'x'),
    fc.constantFrom('1', '0', ''),
    fc.constantFrom('2026-01-02', '', '2026-13-01'),
    fc.constantFrom('"{""a"": 1}"', '[]', '', '{'),
    fc.constantFrom('2026-01-02 10:00:00', '2026-01-03 10:00:00', '2026-01-04 10:00:00', ''),
  )
  .map((cells) => cells.map((cell) => (cell.includes('\n') ? `"${cell}"` : cell)).join(','));
const header = 'id,place,owner,amount,many,paid,due,details,changed';
const extract = fc.array(record, { minLength: 8, maxLength: 40 });

/** All that a workspace holds after its files came one by one. */
async function lakeOf(more: string, extracts: readonly string[][], partBytes?: number) {
  const fixture = new LakeFixture(system(more));
  try {
    const reports = [];
    for (const [at, records] of extracts.entries()) {
      fixture.put({ [`thing-2026020${at + 1}.csv`]: `${header}\n${records.join('\n')}\n` });
      const { files } = await fixture.load(partBytes === undefined ? {} : { partBytes });
      reports.push(files.map(({ seconds: _, ...file }) => file));
    }
    const manifests = lakeManifests(fixture.workspace);
    const warehouse = await fixture.resolve();
    const tables = [];
    for (const table of ['lake.erp.thing', 'lake.erp.thing__history', 'etl_quarantine', 'etl_warning'])
      tables.push(await warehouse.rows(`select * from ${table} order by all`));
    warehouse.close();
    const files = readdirSync(join(fixture.workspace.paths.lake, 'erp', 'thing'));
    return { outcome: { reports, manifests: manifests.map(({ parts: _, ...one }) => one), tables }, files };
  } finally {
    fixture.dispose();
  }
}

test.each([['cursor: changed'], ['extract: full']])(
  'Files read in parts leave the lake they leave when read at once: %s [LOAD-3 LOAD-5 LOAD-7 LOAD-40]',
  async (more) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(extract, { minLength: 2, maxLength: 3 }),
        fc.integer({ min: 250, max: 900 }),
        async (extracts, partBytes) => {
          const whole = await lakeOf(more, extracts);
          const parts = await lakeOf(more, extracts, partBytes);
          expect(parts.outcome).toEqual(whole.outcome);
        },
      ),
      { numRuns: often(8, 1) },
    );
  },
  240_000,
);

test('A long file without repeats leaves its rows in parts and a manifest that counts them [LOAD-9]', async () => {
  const records = Array.from({ length: 200 }, (_, at) => `k${at},north,,1,,,,,2026-01-02 10:00:00`);
  const { files, outcome } = await lakeOf('cursor: changed', [records], 1000);
  const [manifest] = outcome.manifests;
  const rows = files.filter((file) => /^[0-9a-f]{16}-\d+\.parquet$/.test(file));
  expect(rows.length).toBeGreaterThan(3);
  expect(files).not.toContain(`${manifest?.batch ?? ''}.parquet`);
  expect(manifest?.versions).toBe(200);
  expect(outcome.tables[0]).toHaveLength(200);
}, 60_000);
