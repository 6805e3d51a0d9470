import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCanonical } from '../../../pipelines/publish/canonical.ts';
import { repositoryPaths } from '../../../pipelines/publish/repository-paths.ts';
import { openWarehouse, type Row, type Warehouse } from '../../../src/warehouse/open.ts';
import { createTypedInputs } from '../../support/typed-inputs.ts';

let warehouse: Warehouse;
const core = join(repositoryPaths.models, 'core');
const make = (model: string): Promise<void> =>
  warehouse.run(`create or replace table ${model} as ${readFileSync(join(core, `${model}.sql`), 'utf8')}`);

beforeAll(async () => {
  warehouse = await openWarehouse({ threads: 1 });
  await createTypedInputs(warehouse, readCanonical(repositoryPaths.canonical));
  await make('dim_province');
});
afterAll(() => warehouse.close());

interface Version {
  readonly key: string;
  readonly hour: number;
  readonly city: string;
}

const start = Date.UTC(2025, 0, 1);
const stamp = (hour: number): string =>
  new Date(start + hour * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
const dayOf = (hour: number): string => stamp(hour).slice(0, 10);

/** Five days of saves of three customers, no two saves of one customer in the same hour. */
const histories = fc.uniqueArray(
  fc.record({
    key: fc.constantFrom('A', 'B', 'C'),
    hour: fc.integer({ min: 0, max: 119 }),
    city: fc.constantFrom('Wuxi', 'Suzhou'),
  }),
  { selector: ({ key, hour }) => `${key}|${hour}`, minLength: 1, maxLength: 25 },
);

async function dimension(versions: readonly Version[]): Promise<Row[]> {
  await warehouse.run('truncate int_customer');
  for (const { key, hour, city } of versions)
    await warehouse.run(
      `insert into int_customer by name select 'src' as _source, '${key}' as source_key, '${city}' as city, timestamp '${stamp(hour)}' as valid_from`,
    );
  await warehouse.run(`truncate int_customer_identity`);
  await warehouse.run(
    `insert into int_customer_identity by name select distinct 'src|' || source_key as customer_id, 'gc_' || source_key as golden_id, 'alone' as joined_by from int_customer`,
  );
  await make('dim_customer');
  return warehouse.rows(
    `select customer_key::int as customer_key, customer_id, customer_no, city, valid_from, valid_to, is_current
     from dim_customer where customer_no <> 0 order by customer_key`,
  );
}

/** The city a customer was in at the end of a day, read straight from the saves. */
function cityOn(versions: readonly Version[], key: string, day: string): string | undefined {
  const own = versions.filter((version) => version.key === key).sort((a, b) => a.hour - b.hour);
  return (own.filter(({ hour }) => dayOf(hour) <= day).at(-1) ?? firstDay(own))?.city;
}

/** Before the first save its own day's last state holds. */
const firstDay = (own: readonly Version[]): Version | undefined =>
  own.filter(({ hour }) => dayOf(hour) === dayOf(own[0]?.hour ?? 0)).at(-1);

describe('versions of a customer', () => {
  it('[SCD-2] [SCD-4] of any history say for every day what the last save until then said', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (versions) => {
        const rows = await dimension(versions);
        for (const key of new Set(versions.map((version) => version.key)))
          for (const day of ['2024-06-01', ...[0, 24, 48, 72, 96].map(dayOf), '2030-01-01']) {
            const valid = rows.filter(
              (row) =>
                row['customer_id'] === `src|${key}` &&
                String(row['valid_from']) <= day &&
                day < String(row['valid_to']),
            );
            expect(valid.map((row) => row['city'])).toEqual([cityOn(versions, key, day)]);
          }
      }),
      { numRuns: 25, seed: 7 },
    );
  });

  it('[SCD-3] never repeat themselves, and do not depend on the order of arrival', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (versions) => {
        const rows = await dimension(versions);
        for (const [at, row] of rows.entries())
          if (rows[at + 1]?.['customer_id'] === row['customer_id'])
            expect(rows[at + 1]?.['city']).not.toBe(row['city']);
        expect(await dimension([...versions].reverse())).toEqual(rows);
      }),
      { numRuns: 15, seed: 11 },
    );
  });
});
