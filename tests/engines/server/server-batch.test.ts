import { tableFromIPC } from 'apache-arrow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TandemError } from '../../../src/contract/errors.ts';
import { querySchema, type Query } from '../../../src/contract/query.ts';
import { compileQuery, type CompiledQuery } from '../../../src/metrics/compile.ts';
import { rowPolicy } from '../../../src/metrics/policy.ts';
import { answerBatch, columnsOf } from '../../../src/server/queries/answer-batch.ts';
import { arrowColumns } from '../../../src/warehouse/arrow-columns.ts';
import { encodeArrow } from '../../../src/warehouse/arrow.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { coreFixture, loadCoreFixture } from '../../support/core-fixture.ts';
import { oracleFiscalMonth } from '../../support/oracle-calendar.ts';
import { randomQuery } from '../../support/random-query.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { often } from '../../support/thorough.ts';

const everything = rowPolicy({ userId: 'test', roles: ['executive'], scope: {} });

interface Answer {
  readonly columns: CompiledQuery['columns'];
  readonly rows: readonly (readonly unknown[])[];
}

describe('[QUERY-12] all questions of a request', () => {
  let warehouse: Warehouse;
  let compile: (query: Query) => CompiledQuery;
  let statements = 0;

  const ask = async (query: Query): Promise<Answer> => {
    statements += 1;
    const { sql, parameters, columns } = compile(query);
    const reader = await warehouse.connection.runAndReadAll(sql, [...parameters]);
    return { columns, rows: reader.getRowsJson() };
  };
  const slice = (joint: Answer, query: Query): Answer => {
    const at = columnsOf(query, joint.columns);
    const cut = <T>(cells: readonly T[]): T[] => at.map((each) => cells[each] as T);
    return { columns: cut(joint.columns), rows: joint.rows.map(cut) };
  };

  beforeAll(async () => {
    warehouse = await openWarehouse({ threads: 1 });
    const tables = new Set(await loadCoreFixture(warehouse, coreFixture(21, 120)));
    compile = (query) =>
      compileQuery(query, everything, {
        asOf: '2025-04-18',
        generationTables: tables,
        fiscalFirstMonth: oracleFiscalMonth,
      });
  });
  afterAll(() => warehouse.close());

  it('are answered as each alone would be, from fewer statements', async () => {
    const random = seededRandom(4);
    let alone = 0;
    let joint = 0;
    for (let page = 0; page < often(40, 15); page++) {
      // Pages ask about few windows and filters, so the drawn questions borrow them from one another.
      const frames = [randomQuery(random), randomQuery(random)];
      const queries = Array.from({ length: 12 }, (_, at): [string, Query] => {
        const { window, filters, dimensions } = random.pick(frames);
        const { metrics, compare, order, limit } = randomQuery(random);
        const known = order.filter(
          ({ by }) => dimensions.includes(by) || metrics.some((metric) => by.startsWith(metric)),
        );
        const whole = random.chance(0.8) ? 10_000 : limit;
        return [`q${at}`, { metrics, compare, window, filters, dimensions, order: known, limit: whole }];
      });
      statements = 0;
      const answers = await answerBatch(queries, ask, slice);
      joint += statements;
      alone += queries.length;
      for (const [at, [name, query]] of queries.entries()) {
        const [found, answer] = answers[at] ?? [];
        expect(found).toBe(name);
        const expected = await ask(query).catch((error: unknown) => error);
        if (answer && 'value' in answer) expect(answer.value, JSON.stringify(query)).toEqual(expected);
        else expect(expected).toBeInstanceOf(TandemError);
      }
    }
    // Only totals and series share a statement: the more dimensions there are to draw, the fewer they are.
    expect(joint).toBeLessThan(alone * 0.95);
  });

  it('one refused question leaves the others standing', async () => {
    const window = { from: '2024-01-01', to: '2025-01-01' };
    const question = (metrics: string[]): Query => querySchema.parse({ metrics, window });
    const answers = await answerBatch(
      [
        ['good', question(['revenue'])],
        ['bad', question(['no_such_metric'])],
      ],
      ask,
      slice,
    );
    expect(answers.map(([name, answer]) => [name, Object.keys(answer)[0]])).toEqual([
      ['good', 'value'],
      ['bad', 'error'],
    ]);
  });

  it('columns of a joint Arrow stream are cut out as they are', async () => {
    const body = await encodeArrow(warehouse, `select 1::double as a, '华东' as b, date '2025-01-01' as c`);
    const cut = tableFromIPC(arrowColumns(body, [2, 1]));
    expect(cut.schema.fields.map(({ name }) => name)).toEqual(['c', 'b']);
    expect(cut.get(0)?.toArray()[1]).toBe('华东');
  });
});
