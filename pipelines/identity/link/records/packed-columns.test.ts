import fc from 'fast-check';
import { expect, it } from 'vitest';
import { integerAppender } from '../../../../src/warehouse/integer-chunks.ts';
import { openWarehouse } from '../../../../src/warehouse/open.ts';
import { packedColumns } from './packed-columns.ts';

const rows = 3;

it('packed columns say in the engine what they said before', async () => {
  const warehouse = await openWarehouse();
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(Int8Array, Int16Array),
        fc.uniqueArray(fc.nat(6), { minLength: 1, maxLength: 7 }),
        fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 7 * rows, maxLength: 7 * rows }),
        async (Cells, chosen, values) => {
          const cells = Cells.from(values);
          const packed = packedColumns(cells, 7, chosen, 'p');
          await warehouse.run(
            `create or replace temp table t (${packed.names.map((name) => `${name} integer`).join(', ')})`,
          );
          const appender = await integerAppender(warehouse, { name: 't', catalog: 'temp' });
          appender.append(packed.pack(1, rows - 1), rows - 1);
          appender.close();
          const found = await warehouse.rows(
            `select ${packed.unpacked.map((sql, at) => `${sql}::integer as c${String(at)}`).join(', ')} from t`,
          );
          expect(found.map((row) => Object.values(row))).toEqual(
            [1, 2].map((row) => chosen.map((column) => cells[7 * row + column])),
          );
        },
      ),
      { numRuns: 40 },
    );
  } finally {
    warehouse.close();
  }
});
