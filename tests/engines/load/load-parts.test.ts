import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classifyFile } from '../../../pipelines/load/classify-file.ts';
import { objectContract } from '../../../pipelines/load/contract.ts';
import { fileDigest } from '../../../pipelines/load/file-digest.ts';
import { openFile } from '../../../pipelines/load/open-file.ts';
import { systemSchema } from '../../../pipelines/load/system-schema.ts';
import { versionsSql } from '../../../pipelines/load/row-versions.ts';
import { stageRejects } from '../../../pipelines/load/write-batch.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { often } from '../../support/thorough.ts';

const dir = mkdtempSync(join(tmpdir(), 'tandem-parts-'));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse();
});
afterAll(() => {
  warehouse.close();
  rmSync(dir, { recursive: true, force: true });
});

const contract = objectContract(
  systemSchema.parse({
    system: 'parts',
    role: 'erp',
    format: { type: 'csv', decimal: '.', dates: ['YYYY-MM-DD'] },
    objects: {
      line: {
        files: ['line.csv'],
        key: ['id'],
        cursor: 'changed',
        columns: {
          id: { type: 'id', sentinels: ['0'] },
          note: { type: 'text' },
          amount: { type: 'decimal(18,4)', required: true, min: 0 },
          changed: { type: 'date', required: true },
        },
      },
    },
  }),
  'line',
  [],
);

/** Everything that loading a file makes of it, read at once or part by part. */
async function outcome(file: string, partBytes?: number): Promise<unknown> {
  const scratch = mkdtempSync(join(dir, 'scratch-'));
  const parts = partBytes === undefined ? {} : { inParts: true, partBytes };
  const opened = await openFile(file, contract.format, { warehouse, scratch, ...parts });
  expect(opened.parts !== undefined).toBe(partBytes !== undefined);
  const fallbackCursor = `timestamp '2026-01-01'`;
  const classified = await classifyFile(warehouse, contract, opened, undefined, fallbackCursor);
  if (opened.parts !== undefined) expect(opened.parts.digest()).toBe(fileDigest(file));
  const lineSql = `(rowid + ${opened.firstLine})::bigint`;
  const writer = {
    warehouse,
    contract,
    file: opened,
    classified,
    batch: 'b',
    fallbackCursor,
    scratch,
    lineSql,
  };
  const rows = await warehouse.rows(`select * from (${versionsSql(writer)}) order by _line`);
  await stageRejects(writer);
  const rejects = await warehouse.rows('select * from rejects order by line, rule');
  const { checks: _, parts: written, ...counts } = classified;
  expect(written.length > 0).toBe(partBytes !== undefined);
  return { counts, header: opened.header, bytes: opened.bytes, rows, rejects };
}

const record = fc
  .record({
    id: fc.constantFrom('a1', 'a2', 'a3', 'b4', 'b5', '', '0', ' c6 '),
    note: fc.constantFrom(
      '',
      'x',
      ' padded ',
      '"q, ""r"""',
      '"two\nlines"',
      '"three\r\nmore\nlines"',
      '"open',
      '陳',
    ),
    amount: fc.constantFrom('1', '2.50', '-1', 'n.a.', '"1,234"', ''),
    changed: fc.constantFrom('2026-01-02', '2026-01-03', '2026-13-01', '2026-01-02,more', ''),
    end: fc.constantFrom('\n', '\n', '\n', '\r\n', '\n\n', '\0\n'),
  })
  .map(({ id, note, amount, changed, end }) => `${id},${note},${amount},${changed}${end}`);

test('A long file read part by part gives the rows, lines and rejects it gives when read at once, however damaged [LOAD-10 LOAD-14 LOAD-15]', async () => {
  const file = join(dir, 'line.csv');
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { minLength: 12, maxLength: 60 }),
      fc.integer({ min: 30, max: 120 }),
      async (records, partBytes) => {
        writeFileSync(file, `id,note,amount,changed\nz9,,1,2026-01-02\n${records.join('')}`);
        expect(await outcome(file, partBytes)).toEqual(await outcome(file));
      },
    ),
    { numRuns: often(40, 5) },
  );
}, 120_000);

test('Ten thousand records in parts keep the order and the line they have in the file', async () => {
  const file = join(dir, 'long.csv');
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `k${at},"n${at}${at % 50 === 0 ? '\n' : ''}",${at},2026-01-02`,
  );
  writeFileSync(file, `id,note,amount,changed\n${lines.join('\n')}\n`);
  expect(await outcome(file, 20_000)).toEqual(await outcome(file));
}, 120_000);
