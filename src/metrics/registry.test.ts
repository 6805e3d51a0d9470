import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  dimensionDefinitions,
  metricById,
  metricDefinitions,
  metricDimensions,
  metricTables,
} from './registry.ts';
import { customerAttributes, productAttributes } from './dimension-definitions.ts';
import { rowDefinitions } from './row-definitions.ts';

const here = import.meta.dirname;
const rules = readFileSync(join(here, 'SPEC.md'), 'utf8');
const texts = ['en', 'zh-CN'].map(
  (language) =>
    JSON.parse(readFileSync(join(here, `../messages/${language}.json`), 'utf8')) as Record<string, string>,
);
const lacking = (key: string): string[] => (texts.every((text) => text[key]) ? [] : [key]);

describe('the registry of metrics', () => {
  it('every metric says in both languages what it is, who answers for it and of what rows it is made', () => {
    const keys = metricDefinitions.flatMap(({ id, owner, grain, unit }) => [
      `metric.${id}.name`,
      `metric.${id}.definition`,
      `metric.${id}.formula`,
      `owner.${owner}`,
      `grain.${grain}`,
      `unit.${unit}`,
    ]);
    expect(keys.flatMap(lacking)).toEqual([]);
  });

  it('every dimension and every column of the rows behind a number has a name in both languages', () => {
    const fields = Object.values(rowDefinitions).flatMap(({ columns }) =>
      columns.map(({ name }) => `field.${name}`),
    );
    expect([...dimensionDefinitions.map(({ nameKey }) => nameKey), ...fields].flatMap(lacking)).toEqual([]);
  });

  it('every metric has its own rule in SPEC.md', () => {
    for (const { id, spec } of metricDefinitions) expect(rules).toContain(`**[${spec}]** ${id}:`);
  });

  it('[QUERY-9] a metric of several facts is kept by what all of them are kept by', () => {
    expect(metricDimensions(metricById('pipeline_coverage')).filter((id) => !id.startsWith('date.'))).toEqual(
      ['region', 'channel', 'category', 'customer', 'product', ...customerAttributes, ...productAttributes],
    );
    expect(metricDimensions(metricById('inventory_value'))).not.toContain('region');
    expect(metricTables(metricById('days_sales_outstanding')).sort()).toEqual([
      'fct_invoice_line',
      'mart_receivable_event',
    ]);
  });
});
