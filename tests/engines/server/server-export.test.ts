import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvRecord, escapeFormula } from '../../../pipelines/write-back/csv-record.ts';
import type { RowsResponse } from '../../../src/contract/api/query.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { coreFixture, loadCoreFixture } from '../../support/core-fixture.ts';
import { testServer, type TestServer } from '../../support/test-server.ts';
import { servingOf, type TestServing } from '../../support/test-serving.ts';

/** A reader of CSV by the book (RFC 4180), written apart from the writer. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at++;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      record.push(field);
      field = '';
    } else if (character === '\r' && text[at + 1] === '\n') {
      records.push([...record, field]);
      record = [];
      field = '';
      at++;
    } else field += character;
  }
  return records;
}

const starts = [
  '=',
  '+',
  '-',
  '@',
  '\t',
  '\r',
  '\n',
  '＝',
  '＋',
  '－',
  '＠',
  ' =',
  '\u00A0+',
  '\u200B@',
  '\u0000=',
  '﹦',
  '⁺',
  '\uFEFF-',
];

describe('downloads', () => {
  let server: TestServer;
  let serving: TestServing;
  let database: Warehouse;
  let as: string;
  const window = { from: '2023-11-15', to: '2025-05-01' };

  beforeAll(async () => {
    database = await openWarehouse({ threads: 1 });
    await loadCoreFixture(database, coreFixture(3, 400));
    await database.run(
      `update dim_product set name = case product_no % 4 when 0 then '=cmd|'' /C calc''!A0' when 1 then 'a, "b"' || chr(10) || 'c' when 2 then '-5' else '阀门 ✓' end`,
    );
    serving = await servingOf(database, 'a1b2c3d4e5f6', '2025-03-01');
    server = await testServer({ serving });
    as = await server.person(['executive']);
  });
  afterAll(async () => {
    await server.close();
    database.close();
  });

  const download = async (
    body: unknown,
    headers: Record<string, string> = {},
    by = as,
  ): Promise<{ response: Response; cells: string[][] }> => {
    server.pass(5_000);
    const response = await server.call('POST', '/api/export', { as: by, body, headers });
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)], 'a byte order mark for Excel').toEqual([0xef, 0xbb, 0xbf]);
    return { response, cells: readCsv(new TextDecoder().decode(bytes)) };
  };

  it('[API-12] a query is downloaded as it stands on the screen, text escaped, numbers untouched', async () => {
    const query = {
      metrics: ['revenue', 'gross_margin_rate'],
      dimensions: ['date.month', 'product'],
      window,
      compare: ['previous_year'],
      order: [{ by: 'revenue', direction: 'asc' }],
    };
    const screen = (await (
      await server.call('POST', '/api/query', { as, body: { queries: { q: query } } })
    ).json()) as {
      generation: string;
      results: { q: { columns: { name: string }[]; rows: (string | number | null)[][] } };
    };
    const { response, cells } = await download({ query });
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="tandem-revenue-2025-03-01.csv"',
    );
    expect(response.headers.get('x-tandem-generation')).toBe(screen.generation);
    // Nothing is missing here, and what would be told of a comparison that is stands after all else.
    const told = query.metrics.flatMap((metric) => [`${metric}__known_from`, `${metric}__note`]);
    expect(cells[0]).toEqual([...screen.results.q.columns.map((column) => column.name), ...told]);
    const shown = screen.results.q.rows.map((row) =>
      row.map((cell) => (cell === null ? '' : typeof cell === 'string' ? escapeFormula(cell) : String(cell))),
    );
    expect(cells.slice(1)).toEqual(shown.map((row) => [...row, ...told.map(() => '')]));
    expect(cells.flat().some((cell) => cell.startsWith(`'=cmd`))).toBe(true);
    expect(
      screen.results.q.rows
        .flat()
        .some((cell) => typeof cell === 'number' && cell < 0 && cells.flat().includes(String(cell))),
    ).toBe(true);
  });

  it('[API-19] [QUERY-9] a metric that is not kept by what is asked says by which, as do the rows behind it', async () => {
    const filters = [{ dimension: 'region', op: 'in', values: ['Europe'] }];
    const query = { metrics: ['revenue', 'inventory_value'], window, filters };
    const inEnglish = await download({ query });
    expect(inEnglish.cells[0]).toEqual([
      'revenue',
      'inventory_value',
      'inventory_value__not_kept_by',
      'inventory_value__note',
    ]);
    expect(inEnglish.cells[1]?.slice(1)).toEqual(['', 'region', 'Not kept by Region']);
    const inChinese = await download({ query }, { 'accept-language': 'zh-CN' });
    expect(inChinese.cells[0]).toEqual(inEnglish.cells[0]);
    expect(inChinese.cells[1]?.slice(1)).toEqual(['', 'region', '不按地区统计']);

    const byMember = { metrics: ['inventory_value'], dimensions: ['region'], window };
    const empty = await download({ query: byMember });
    expect(empty.cells).toEqual([
      ['region', 'inventory_value', 'inventory_value__not_kept_by', 'inventory_value__note'],
    ]);
    expect(empty.response.headers.get('x-tandem-not-kept-by')).toBe('region');

    const rows = { metric: 'inventory_value', window, filters };
    const behind = (await (
      await server.call('POST', '/api/rows', { as, body: rows })
    ).json()) as RowsResponse;
    expect(behind).toMatchObject({ total: 0, value: null, notKeptBy: ['region'] });
    const none = await download({ rows });
    expect(none.response.headers.get('x-tandem-not-kept-by')).toBe('region');
    expect(none.cells).toHaveLength(1);
  });

  it('[API-19] [POLICY-10] stock is downloaded with the same columns by whoever may not see it, and why', async () => {
    const query = { metrics: ['stock_quantity'], window };
    const scoped = await server.person(['planner'], { region: ['Europe', null], channel: ['Web'] });
    const all = await download({ query });
    const some = await download({ query }, {}, scoped);
    expect(some.cells[0]).toEqual(all.cells[0]);
    expect(all.cells[1]).toEqual([expect.stringMatching(/^-?\d/), '', '']);
    expect(some.cells[1]).toEqual(['', 'channel', expect.stringContaining('Stock belongs to no region')]);
  });

  it('[API-12] rows behind a number are downloaded to the last, whatever page was on the screen', async () => {
    const rows = {
      metric: 'order_intake',
      window,
      filters: [{ dimension: 'region', op: 'in', values: [null, 'Europe'] }],
      offset: 7,
      limit: 3,
    };
    const page = async (offset: number) =>
      (await (
        await server.call('POST', '/api/rows', { as, body: { ...rows, offset, limit: 25 } })
      ).json()) as { total: number; rows: (string | number | null)[][] };
    const before = serving.statements.length;
    const { response, cells } = await download({ rows });
    expect(serving.statements.length - before, 'one statement for the whole file').toBe(1);
    const { total } = await page(0);
    expect(total).toBeGreaterThan(50);
    expect(Number(response.headers.get('x-tandem-rows'))).toBe(total);
    expect(Number(response.headers.get('x-tandem-total-rows'))).toBe(total);
    expect(Number(response.headers.get('x-tandem-row-cap'))).toBe(100_000);
    const shown = [];
    for (let offset = 0; offset < total; offset += 25) shown.push(...(await page(offset)).rows);
    expect(cells.slice(1)).toEqual(
      shown.map((row) =>
        row.map((cell) =>
          cell === null ? '' : typeof cell === 'string' ? escapeFormula(cell) : String(cell),
        ),
      ),
    );
  });

  it('[API-12] no text of any kind begins like a formula, and nothing else is changed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.tuple(fc.constantFrom(...starts), fc.string()).map((parts) => parts.join('')),
            fc.double({ noNaN: true }),
            fc.constant(null),
            fc.boolean(),
          ),
          { minLength: 1, maxLength: 6 },
        ),
        (cells) => {
          const [read] = readCsv(csvRecord(cells));
          expect(read).toHaveLength(cells.length);
          for (const [at, cell] of cells.entries()) {
            const got = read?.[at] ?? '';
            if (typeof cell !== 'string') expect(got).toBe(cell === null ? '' : String(cell));
            else {
              const seen = Array.from(cell).find((character) => !/[\s\p{Cc}\p{Cf}]/u.test(character)) ?? '';
              const risky =
                /^[\t\r\n]/.test(cell) ||
                '=+-@'.includes((seen && seen.normalize('NFKC').replace('\u2212', '-')) || ' ');
              expect(got).toBe(risky ? `'${cell}` : cell);
            }
          }
        },
      ),
    );
  });

  it('[API-12] a download that is given up lets go of its generation', async () => {
    server.pass(5_000);
    const response = await server.call('POST', '/api/export', {
      as,
      body: { rows: { metric: 'revenue', window } },
    });
    expect(serving.held()).toBe(1);
    await response.body?.cancel();
    expect(serving.held()).toBe(0);
  });

  it('[AUTH-9] the audit knows of every download', async () => {
    await download({ rows: { metric: 'revenue', window } });
    const { entries } = await server.services.store.audit.list({ offset: 0, limit: 1 });
    expect(entries[0]).toMatchObject({
      action: 'export',
      outcome: 'ok',
      generation: 'a1b2c3d4e5f6',
      detail: { what: 'revenue-rows' },
    });
  });
});
