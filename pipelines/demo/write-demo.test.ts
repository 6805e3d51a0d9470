import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../workspace.ts';
import { extractObjects } from './extract-files.ts';
import { writeDemo } from './write-demo.ts';

const made: string[] = [];
const make = (scale: number, seed?: number): string => {
  const out = mkdtempSync(join(tmpdir(), 'tandem-demo-'));
  made.push(out);
  writeDemo({ out, scale, ...(seed === undefined ? {} : { seed }) });
  return out;
};
const digest = (out: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(out, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(out, name)).isFile())
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(out, name)))
          .digest('hex'),
      ]),
  );

afterAll(() => {
  for (const out of made) rmSync(out, { recursive: true, force: true });
});

describe('the demo company is a function of scale and seed', () => {
  it('writes the same bytes for the same seed', () => {
    expect(digest(make(0.01, 7))).toEqual(digest(make(0.01, 7)));
  });

  it('writes another company for another seed, and for another scale', () => {
    const one = digest(make(0.01, 7));
    const other = digest(make(0.01, 8));
    const bigger = digest(make(0.02, 7));
    for (const file of ['extracts/erp/sale.order.csv', 'extracts/crm/Account.csv', 'truth/customers.csv']) {
      expect(other[file]).not.toBe(one[file]);
      expect(bigger[file]).not.toBe(one[file]);
    }
  });

  it('replaces its own old files and leaves everything else in the folder alone', () => {
    const out = make(0.01, 7);
    const before = digest(out);
    writeDemo({ out, scale: 0.01, seed: 8 });
    writeDemo({ out, scale: 0.01, seed: 7 });
    expect(digest(out)).toEqual(before);
  });
});

describe('the committed sample', () => {
  it('is what the code writes today, and stays small', () => {
    const sample = digest(join(import.meta.dirname, '../../data/sample'));
    delete sample['README.md'];
    delete sample['overview.png'];
    expect(sample).toEqual(digest(make(0.002)));
    const size = readdirSync(join(import.meta.dirname, '../../data/sample'), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter((name) => name !== 'overview.png')
      .map((name) => statSync(join(import.meta.dirname, '../../data/sample', name)).size)
      .reduce((sum, bytes) => sum + bytes);
    expect(size).toBeLessThan(1_500_000);
  });
});

describe('the folder is a workspace', () => {
  it('names both sources, base currency and the last day of the data', () => {
    const { config } = openWorkspace(make(0.01));
    expect(config).toMatchObject({
      kind: 'demo',
      base_currency: 'CNY',
      time_zone: 'Asia/Shanghai',
      as_of: '2026-06-30',
    });
    expect(config.sources.map(({ id, system, path }) => [id, system, path])).toEqual([
      ['crm', 'salesforce', 'extracts/crm'],
      ['erp', 'odoo', 'extracts/erp'],
    ]);
  });

  it('keeps the truth out of the extracts: only declared files with declared headers are there', () => {
    const out = make(0.01);
    for (const side of ['crm', 'erp'])
      for (const name of readdirSync(join(out, 'extracts', side))) {
        const object = Object.values(extractObjects).find(
          (one) => one.side === side && (name === `${one.name}.csv` || name.startsWith(`${one.name}-2`)),
        );
        expect(object, name).toBeDefined();
        const header = readFileSync(join(out, 'extracts', side, name), 'utf8').split('\n')[0] ?? '';
        expect(header.replace('\ufeff', '').replaceAll('"', '')).toBe(object?.columns.join(','));
        expect(header.startsWith('\ufeff')).toBe((object as { bom?: boolean } | undefined)?.bom === true);
      }
    const text = ['crm', 'erp']
      .flatMap((side) =>
        readdirSync(join(out, 'extracts', side)).map((name) =>
          readFileSync(join(out, 'extracts', side, name), 'latin1'),
        ),
      )
      .join('');
    expect(text).not.toMatch(/T\d{6}\b(?!:)|hazard|uplift/);
    expect(readdirSync(join(out, 'truth')).sort()).toEqual([
      'broken_rows.csv',
      'campaign_uplift.csv',
      'customers.csv',
      'leads.csv',
      'products.csv',
      'promotions.csv',
      'totals.csv',
      'true_demand.csv',
    ]);
  });

  it('reports progress from the first day to the last', () => {
    const out = mkdtempSync(join(tmpdir(), 'tandem-demo-'));
    made.push(out);
    const done: number[] = [];
    const states: string[] = [];
    writeDemo({
      out,
      scale: 0.01,
      progress: (event) => (states.push(event.state), done.push(event.done ?? 0)),
    });
    expect(states[0]).toBe('start');
    expect(states.at(-1)).toBe('done');
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(done.length).toBeGreaterThan(50);
  });
});
