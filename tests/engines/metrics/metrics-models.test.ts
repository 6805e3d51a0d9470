import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dimensionDefinitions } from '../../../src/metrics/dimension-definitions.ts';
import { factDefinitions } from '../../../src/metrics/fact-definitions.ts';
import { measureDefinitions } from '../../../src/metrics/measure-definitions.ts';
import { rollupDefinitions } from '../../../src/metrics/rollup-definitions.ts';
import { rowDefinitions } from '../../../src/metrics/row-definitions.ts';
import { coreDdl, columnNames } from '../../support/core-ddl.ts';

const models = join(import.meta.dirname, '../../../pipelines/models');
const files = readdirSync(models, { recursive: true, encoding: 'utf8' }).filter((file) =>
  /(^|\/)\w+\.yml$/.test(file),
);
const columnsOf = new Map(
  files.map((file) => {
    const { columns } = parse(readFileSync(join(models, file), 'utf8')) as {
      columns: Record<string, unknown>;
    };
    return [file.replace(/^.*\//, '').replace(/\.yml$/, ''), new Set(Object.keys(columns))] as const;
  }),
);
const missing = (table: string, columns: readonly string[]): string[] =>
  columns.filter((column) => !columnsOf.get(table)?.has(column)).map((column) => `${table}.${column}`);
const named = (sql: string, alias: string): string[] =>
  [...sql.matchAll(new RegExp(`\\b${alias}\\.(\\w+)`, 'g'))].map((match) => match[1] ?? '');

describe('metrics and models agree on tables and columns', () => {
  it('every fact has the columns of its date, its dimensions, its policy and its origin', () => {
    for (const fact of Object.values(factDefinitions)) {
      const { open, moved } = rowDefinitions[fact.id];
      const origin = moved ? 'fct_stock_move' : (open?.document ?? fact.table);
      expect(missing(fact.table, [fact.date, 'region', 'channel', ...Object.values(fact.columns)])).toEqual(
        [],
      );
      expect(missing(origin, ['region', 'channel', '_source', '_batch', '_line'])).toEqual([]);
    }
  });

  it('every measure and row column reads columns that its model has', () => {
    for (const [id, definition] of Object.entries(rowDefinitions)) {
      const fact = factDefinitions[id as keyof typeof factDefinitions];
      const { open } = definition;
      const texts = definition.columns.map(({ sql }) => sql).join(' ');
      const own = named(texts, 't').filter((column) => column !== 'value');
      expect(missing(fact.table, open ? [open.entity, ...(open.by ?? [])] : own)).toEqual([]);
      if (open) expect(missing(open.document, [open.entity, ...named(texts, 'd')])).toEqual([]);
      expect(missing('dim_golden_customer', named(texts, 'c'))).toEqual([]);
      expect(missing('dim_product', named(texts, 'p'))).toEqual([]);
    }
    for (const measure of Object.values(measureDefinitions)) {
      const columns = (measure.value.match(/\b[a-z_]+\b/g) ?? []).filter(
        (word) => !['case', 'when', 'then', 'else', 'end', 'new', 'lost'].includes(word),
      );
      expect(missing(factDefinitions[measure.fact].table, columns)).toEqual([]);
    }
  });

  it('[ROLLUP-1] every roll-up has its model with the columns it is asked for, region and channel among them', () => {
    for (const rollup of rollupDefinitions) {
      const columns = [
        'date_on',
        'region',
        'channel',
        ...rollup.dimensions.map((dimension) => factDefinitions[rollup.fact].columns[dimension] ?? dimension),
        ...Object.values(rollup.measures),
      ];
      expect(missing(rollup.table, columns)).toEqual([]);
    }
  });

  it('entities have their number, their lasting id and their name', () => {
    for (const { entity } of dimensionDefinitions)
      if (entity) expect(missing(entity.table, [entity.key, entity.id, entity.label])).toEqual([]);
  });

  it('the random core tables of these tests have no column that the models lack', () => {
    for (const table of Object.keys(coreDdl)) expect(missing(table, columnNames(table))).toEqual([]);
  });
});
