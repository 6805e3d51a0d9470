import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadWorkspace } from '../../../pipelines/load/load-workspace.ts';
import { runWorkspace } from '../../../pipelines/run.ts';
import readLive, { type LiveReadOptions } from '../../../pipelines/systems/tryton/read.ts';
import { openWorkspace, type Workspace } from '../../../pipelines/workspace.ts';
import { isTandemError } from '../../../src/contract/errors.ts';
import { silent } from '../../../src/contract/progress.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { generationFile } from '../../../src/warehouse/pointer.ts';
import { partAvailable } from '../../support/parts.ts';
import { startTryton, type TrytonServer } from '../../support/tryton-server.ts';

const ready = partAvailable('tryton') && partAvailable('shared-data', 'tryton/up.sh');
const day = (year: number, month: number, date: number) => ({ __class__: 'date', year, month, day: date });
const decimal = (value: string) => ({ __class__: 'Decimal', decimal: value });

describe.skipIf(!ready)('a live Tryton ERP is a source like any other', () => {
  let folder: string;
  let erp: TrytonServer;
  let workspace: Workspace;

  const openAt = (name: string, url: string): Workspace => {
    const dir = join(folder, name);
    mkdirSync(dir, { recursive: true });
    writeFileSync(
      join(dir, 'tandem.yaml'),
      `name: Cycles\nbase_currency: USD\ntime_zone: UTC\nas_of: 2026-11-30\nsources:\n  - id: erp\n    system: tryton\n    live: { url: '${url}', database: tandem, user: admin, password_env: ERP_PASSWORD }\n`,
    );
    return openWorkspace(dir);
  };
  const read = (of: Workspace, options: Partial<LiveReadOptions> = {}) => {
    const source = of.config.sources[0];
    if (source === undefined) throw new Error('no source');
    return readLive(of, source, { progress: silent, ...options });
  };
  const refusal = async (reading: Promise<unknown>) => {
    const error: unknown = await reading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return isTandemError(error) ? { code: error.code, reason: error.details.reason } : error;
  };
  const extracts = (of: Workspace): string[] => {
    try {
      return readdirSync(join(of.dir, 'extracts', 'erp')).sort();
    } catch {
      return [];
    }
  };
  const loaded = async (of: Workspace) => {
    const report = await loadWorkspace(of, {});
    return (object: string) =>
      report.files
        .filter((file) => file.object === object && file.status === 'loaded')
        .map((file) => ({
          rows: file.rows,
          new: file.new,
          changed: file.changed,
          unchanged: file.unchanged,
          rejected: file.rejected,
        }));
  };

  beforeAll(async () => {
    vi.stubEnv('ERP_PASSWORD', 'tandempw');
    folder = mkdtempSync(join(tmpdir(), 'tandem-tryton-'));
    erp = await startTryton(join(folder, 'erp'));
    workspace = openAt('workspace', erp.url);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    erp.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('the first reading brings every record: the counts are the ERP’s own', async () => {
    const { objects } = await read(workspace);
    const counted = [
      'party.party',
      'sale.sale',
      'sale.line',
      'sale.opportunity',
      'account.invoice',
      'account.invoice.line',
      'stock.move',
      'stock.shipment.out',
      'production',
      'purchase.line',
      'product.product',
      'production.bom.input',
      'party.contact_mechanism',
    ];
    const own = await Promise.all(
      counted.map(async (model) => [model, Number(await erp.call(model, 'search_count', []))]),
    );
    const rows = new Map(objects.map((each) => [each.object, each.rows]));
    expect(counted.map((model) => [model, rows.get(model.replaceAll('.', '_'))])).toEqual(own);
    expect(rows.get('sale_line_ids')).toBe(rows.get('sale_line'));
  });

  it('its files load without a rejected row', async () => {
    const report = await loadWorkspace(workspace, {});
    expect(report.unclaimed).toEqual([]);
    expect(report.files.filter((file) => file.rejected > 0 || file.status === 'refused')).toEqual([]);
    expect(report.files.filter((file) => file.object === 'sale_line').map((file) => file.new)).toEqual([
      Number(await erp.call('sale.line', 'search_count', [])),
    ]);
  });

  it('a second reading brings what changed, and what the overlap repeats is known', async () => {
    // Whatever was written in the hour before the newest change is read again and found unchanged.
    await erp.call('party.party', 'write', [10], { name: 'Renamed Bicycle Works' });
    const [party] = (await erp.call('party.party', 'create', [{ name: 'New Customer AG' }])) as number[];
    const [sale] = (await erp.call('sale.sale', 'create', [
      {
        party: 10,
        sale_date: day(2026, 11, 24),
        currency: 1,
        reference: 'PO-NEW',
        lines: [
          ['create', [{ type: 'line', product: 1, quantity: 7, unit: 1, unit_price: decimal('12.5000') }]],
        ],
      },
    ])) as number[];
    const { objects } = await read(workspace);
    const changed = objects.find(({ object }) => object === 'party_party');
    expect(changed?.since).toBeDefined();
    const of = await loaded(workspace);
    const parties = of('party_party')[0];
    expect(parties?.unchanged, 'the overlap').toBeGreaterThan(0);
    expect(parties?.unchanged).toBe((parties?.rows ?? 0) - 2);
    expect(of('party_party').map(({ new: added, changed: updated }) => [added, updated])).toEqual([[1, 1]]);
    expect(of('sale_sale').map(({ new: added, changed: updated }) => [added, updated])).toEqual([[1, 0]]);
    expect(of('sale_line').map(({ new: added, changed: updated }) => [added, updated])).toEqual([[1, 0]]);
    expect([party, sale].every((id) => Number.isInteger(id))).toBe(true);
    expect(of('product_product'), 'products did not change: no file').toEqual([]);
  });

  it('reading again when nothing happened makes no new record', async () => {
    await read(workspace);
    const of = await loaded(workspace);
    for (const object of [
      'party_party',
      'sale_sale',
      'sale_line',
      'stock_move',
      'product_product',
      'sale_line_ids',
      'stock_on_hand',
    ])
      for (const { new: added, changed } of of(object))
        expect([object, added, changed]).toEqual([object, 0, 0]);
  });

  it('[THREAD-9] a deleted record and an archived one are told apart, and a lead from the opportunity it became', async () => {
    const count = async (state: string) =>
      Number(await erp.call('sale.opportunity', 'search_count', [['state', state, 'lead']]));
    const [opportunities, leads] = [await count('!='), await count('=')];
    expect(leads).toBeGreaterThan(10);
    const [lead] = (await erp.call('sale.opportunity', 'search', [['state', '=', 'lead']], 0, 1)) as number[];
    const [gone] = (await erp.call('sale.opportunity', 'create', [
      {
        description: 'A mistake',
        party: 10,
        amount: decimal('99.00'),
        start_date: day(2026, 11, 20),
        conversion_probability: 0.5,
      },
    ])) as number[];
    await read(workspace);
    await loadWorkspace(workspace, {});
    await erp.call('sale.opportunity', 'delete', [gone]);
    await erp.call('party.party', 'write', [12], { active: false });
    await erp.call('sale.opportunity', 'opportunity', [lead]);
    const report = await runWorkspace(workspace);
    const warehouse = await openWarehouse({
      path: generationFile(workspace.paths.warehouse, report.generation ?? ''),
      readOnly: true,
    });
    try {
      expect(await warehouse.rows(`select count(*)::integer as n from fct_opportunity`)).toEqual([
        { n: opportunities + 1 },
      ]);
      expect(
        await warehouse.rows(
          `select count(*)::integer as n, min(lead_id) filter (where is_closed) as closed, min(opportunity_id) as opportunity from fct_lead`,
        ),
      ).toEqual([{ n: leads, closed: `erp|${String(lead)}@lead`, opportunity: `erp|${String(lead)}` }]);
      expect(
        await warehouse.rows(
          `select is_active from dim_customer where customer_id = 'erp|12' and is_current`,
        ),
      ).toEqual([{ is_active: false }]);
      expect(
        await warehouse.rows(`select name from dim_customer where customer_id = 'erp|10' and is_current`),
      ).toEqual([{ name: 'Renamed Bicycle Works' }]);
    } finally {
      warehouse.close();
    }
  });

  it('the published generation holds the ERP’s own totals', async () => {
    const drafts = (await erp.call('account.invoice', 'search', [['type', '=', 'out']], 0, 20, [
      ['id', 'ASC'],
    ])) as number[];
    await erp.call('account.invoice', 'write', drafts, { invoice_date: day(2026, 11, 20) });
    await erp.call('account.invoice', 'post', drafts);
    const report = await runWorkspace(workspace);
    const warehouse = await openWarehouse({
      path: generationFile(workspace.paths.warehouse, report.generation ?? ''),
      readOnly: true,
    });
    const cents = (values: readonly unknown[]): number =>
      values.reduce<number>(
        (sum, value) => sum + Math.round(Number((value as { decimal: string }).decimal) * 100),
        0,
      );
    try {
      const orders = (await erp.call(
        'sale.sale',
        'search_read',
        [['state', 'in', ['confirmed', 'processing', 'done']]],
        0,
        null,
        null,
        ['untaxed_amount'],
      )) as { untaxed_amount: unknown }[];
      const invoices = (await erp.call(
        'account.invoice',
        'search_read',
        [
          ['state', '=', 'posted'],
          ['type', '=', 'out'],
        ],
        0,
        null,
        null,
        ['untaxed_amount'],
      )) as { untaxed_amount: unknown }[];
      expect(invoices.length).toBeGreaterThanOrEqual(20);
      expect(
        await warehouse.rows(
          `select count(distinct order_id)::integer as orders, round(sum(amount_base) * 100)::double as cents from fct_sales_order_line where status in ('confirmed', 'done')`,
        ),
      ).toEqual([{ orders: orders.length, cents: cents(orders.map((each) => each.untaxed_amount)) }]);
      const [stated] = await warehouse.rows<{ cents: number; incomplete: number }>(
        `select round(sum(stated_amount) * 100)::double as cents, (count(*) filter (where is_incomplete))::integer as incomplete from fct_sales_order where is_booked`,
      );
      expect(stated, '[ORD-4]').toEqual({
        cents: cents(orders.map((each) => each.untaxed_amount)),
        incomplete: 0,
      });
      expect(
        await warehouse.rows(`select round(sum(amount_base) * 100)::double as cents from fct_invoice_line`),
      ).toEqual([{ cents: cents(invoices.map((each) => each.untaxed_amount)) }]);
      const [customers] = await warehouse.rows<{ n: number }>(
        `select count(*)::integer as n from dim_customer where is_current and customer_no > 0`,
      );
      expect(customers?.n).toBeGreaterThan(40);
    } finally {
      warehouse.close();
    }
  });

  it('a wrong password, an unknown database and an address where nobody listens are each said plainly', async () => {
    const other = openAt('refused', erp.url);
    expect(await refusal(read(other, { environment: { ERP_PASSWORD: 'wrong' } }))).toEqual({
      code: 'source_refused',
      reason: 'wrong_password',
    });
    expect(await refusal(read(other, { environment: {} }))).toEqual({
      code: 'source_not_asked',
      reason: 'password_missing',
    });
    expect(await refusal(read(openAt('silent', 'http://127.0.0.1:9')))).toMatchObject({
      code: 'source_unreachable',
    });
    expect(extracts(other)).toEqual([]);
  });

  it('a rate limit is waited out, and named when it does not end', async () => {
    const other = openAt('limited', erp.url);
    let asked = 0;
    const limited =
      (times: number): typeof fetch =>
      (input, init) =>
        typeof init?.body === 'string' && init.body.includes('search_read') && asked++ < times
          ? Promise.resolve(new Response('', { status: 429 }))
          : fetch(input, init);
    const waits = [1, 1];
    expect(await refusal(read(other, { fetch: limited(Infinity), waits }))).toEqual({
      code: 'source_refused',
      reason: 'too_many_requests',
    });
    expect(extracts(other)).toEqual([]);
    asked = 0;
    expect((await read(other, { fetch: limited(2), waits })).objects.length).toBeGreaterThan(20);
  });

  it('an ERP that dies in the middle leaves nothing torn, and the next reading is complete', async () => {
    const mortal = await startTryton(join(folder, 'mortal'));
    const other = openAt('torn', mortal.url);
    let requests = 0;
    const dying: typeof fetch = (input, init) => {
      if (++requests === 15) mortal.kill();
      return fetch(input, init);
    };
    try {
      expect(await refusal(read(other, { fetch: dying }))).toMatchObject({ code: 'source_unreachable' });
      expect(extracts(other)).toEqual([]);
    } finally {
      mortal.stop();
    }
    const again = await read(openAt('torn', erp.url));
    expect(again.objects.find(({ object }) => object === 'sale_line')?.rows).toBe(
      Number(await erp.call('sale.line', 'search_count', [])),
    );
  });
});
