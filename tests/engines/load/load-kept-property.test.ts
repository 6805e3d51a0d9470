import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LakeFixture } from '../../support/lake-fixture.ts';
import { often } from '../../support/thorough.ts';

const system = (required: boolean) => `
system: mine
format: { timestamps: ['YYYY-MM-DD'] }
objects:
  records:
    files: ['records*.csv']
    key: [id]
    cursor: changed
    columns:
      id: { type: id }
      n: { type: integer }
      a: { type: text }
      b: { type: text }
      changed: { type: timestamp, required: ${required} }
`;

type Cell = 'a' | 'b';
interface Version {
  readonly id: number;
  readonly day: number;
  readonly n: number;
  readonly a: string;
  readonly b: string;
}
interface File {
  readonly has: readonly Cell[];
  readonly rows: readonly Version[];
}

const version = fc.record({
  id: fc.integer({ min: 1, max: 3 }),
  day: fc.integer({ min: 0, max: 4 }),
  n: fc.integer({ min: 0, max: 1 }),
  a: fc.constantFrom('', 'x', 'y'),
  b: fc.constantFrom('', 'z'),
});
const has = fc.subarray<Cell>(['a', 'b']);

const csv = ({ has, rows }: File): string =>
  [
    ['id', 'n', ...has, 'changed'],
    ...rows.map((row) => [
      row.id,
      row.n,
      ...has.map((cell) => row[cell]),
      row.day === 0 ? '' : `2024-01-0${row.day}`,
    ]),
  ]
    .map((cells) => `${cells.join(',')}\n`)
    .join('');

const rows = (fixture: LakeFixture, table: string) =>
  fixture.rows(
    `select id::integer as id, coalesce(day(_cursor), 0)::integer as day, n::integer as n, coalesce(a, '') as a, coalesce(b, '') as b from lake.erp.${table} order by id, day`,
  );

/** What the lake says once the files are loaded in this order. */
async function lakeOf(files: readonly File[], required: boolean) {
  const fixture = new LakeFixture(
    system(required),
    Object.fromEntries(files.map((file, at) => [`records-${at}.csv`, csv(file)])),
  );
  try {
    await fixture.load();
    return { history: await rows(fixture, 'records__history'), current: await rows(fixture, 'records') };
  } finally {
    fixture.dispose();
  }
}

describe('[LOAD-64] a lost column empties nothing', () => {
  it('for any files: whatever the order of loading, current rows and history are the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(fc.record({ has, rows: fc.array(version, { minLength: 1, maxLength: 4 }) }), {
            minLength: 2,
            maxLength: 4,
          })
          .chain((files) =>
            fc.tuple(fc.constant(files), fc.shuffledSubarray(files, { minLength: files.length })),
          ),
        fc.boolean(),
        async ([files, shuffled], mayLackCursor) => {
          const given = (list: readonly File[]): File[] =>
            list.map((file) => ({
              ...file,
              rows: file.rows.map((row) => ({ ...row, day: mayLackCursor ? row.day : row.day + 1 })),
            }));
          expect(await lakeOf(given(shuffled), !mayLackCursor)).toEqual(
            await lakeOf(given(files), !mayLackCursor),
          );
        },
      ),
      { numRuns: often(40, 6) },
    );
  });

  it('for any files that tell of what is: a value stays until a file that has the column says another', async () => {
    const told = fc
      .uniqueArray(version, { minLength: 1, maxLength: 8, selector: ({ id, day }) => `${id} ${day}` })
      .chain((truth) =>
        fc.tuple(
          fc.constant(truth),
          fc.array(fc.record({ has, rows: fc.subarray(truth, { minLength: 1 }) }), {
            minLength: 2,
            maxLength: 4,
          }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(told, async ([truth, files]) => {
        const expected = truth
          .filter((one) => files.some((file) => file.rows.includes(one)))
          .map((one) => {
            const valueOf = (cell: Cell): string =>
              truth
                .filter(({ id, day }) => id === one.id && day <= one.day)
                .filter((row) => files.some((file) => file.has.includes(cell) && file.rows.includes(row)))
                .sort((x, y) => y.day - x.day)[0]?.[cell] ?? '';
            return { id: one.id, day: one.day, n: one.n, a: valueOf('a'), b: valueOf('b') };
          })
          .sort((x, y) => x.id - y.id || x.day - y.day);
        const { history, current } = await lakeOf(files, false);
        expect(history).toEqual(expected);
        expect(current).toEqual(expected.filter(({ id }, at) => expected[at + 1]?.id !== id));
      }),
      { numRuns: often(40, 6) },
    );
  });
});
