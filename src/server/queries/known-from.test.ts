import { describe, expect, it } from 'vitest';
import type { Cell } from '../../contract/api/cell.ts';
import { knownFrom } from './known-from.ts';
import type { ServingLease } from './serving.ts';

const answers: Readonly<Record<string, { readonly columns: string[]; readonly rows: Cell[][] }>> = {
  mart_stage_history: { columns: ['known_from'], rows: [['2024-02-10']] },
  mart_data_begin: {
    columns: ['fact', 'known_from'],
    rows: [
      ['order', '2023-07-01'],
      ['case', '2023-04-03'],
    ],
  },
};

/** A generation with these tables, and how many statements it got. */
function generation(...tables: string[]): { lease: ServingLease; asked: () => number } {
  let asked = 0;
  const lease: ServingLease = {
    generation: 'g',
    asOf: '2026-06-30',
    tables: new Set(tables),
    rows(sql) {
      asked++;
      const table = tables.find((name) => sql.endsWith(name)) ?? '';
      const { columns = [], rows = [] } = answers[table] ?? {};
      return Promise.resolve({ columns: columns.map((name) => ({ name, type: '' })), rows });
    },
    arrow: () => Promise.reject(new Error('not asked')),
    stream: () => Promise.reject(new Error('not asked')),
    release: () => undefined,
  };
  return { lease, asked: () => asked };
}

describe('since when what a generation holds is known', () => {
  it('[QUERY-13] [QUERY-14] is read from its models, once', async () => {
    const { lease, asked } = generation('mart_stage_history', 'mart_data_begin');
    const known = await knownFrom(lease);
    expect(known).toEqual({
      stagesKnownFrom: '2024-02-10',
      factsKnownFrom: { order: '2023-07-01', case: '2023-04-03' },
    });
    expect(await knownFrom({ ...lease })).toBe(known);
    expect(asked()).toBe(2);
  });

  it('[API-17] a generation of an older version says nothing, and so withholds nothing', async () => {
    const { lease, asked } = generation('fct_invoice_line');
    expect(await knownFrom(lease)).toEqual({ factsKnownFrom: {} });
    expect(asked()).toBe(0);
  });
});
