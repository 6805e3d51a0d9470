import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runWorkspace } from '../../../pipelines/run.ts';
import { makeSmallModels } from '../../support/small-models.ts';
import { addExtract, makeSmallWorkspace } from '../../support/small-workspace.ts';

const modelsDir = makeSmallModels();
const made = [modelsDir];
afterAll(() => {
  for (const dir of made) rmSync(dir, { recursive: true, force: true });
});

async function reasonOf(change: (sql: string) => string): Promise<unknown> {
  const workspace = makeSmallWorkspace();
  made.push(workspace.dir);
  addExtract(workspace, 0);
  const file = join(workspace.dir, 'systems/shop/sales_order.sql');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  return runWorkspace(workspace, { modelsDir }).then(
    () => 'nothing was said',
    (error: unknown) => error,
  );
}

const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

describe('[LOAD-57] A mistake in SQL of one’s own', () => {
  it.each<[string, (sql: string) => string, object]>([
    [
      'a column that is not there, with those that are',
      (sql) => sql.replace('ordered_on,', 'order_date as ordered_on,'),
      { reason: 'mapping_no_column', column: 'order_date', known: matching(/ordered_on/), at: 1, char: 66 },
    ],
    [
      'a column that a part of the statement does not have',
      (sql) => sql.replace('from orders', 'from orders as o where o.paid'),
      { reason: 'mapping_part_column', table: 'o', column: 'paid', at: 3, char: 24 },
    ],
    [
      'a slip of spelling, also below an empty line',
      (sql) => `\n${sql.replace('from', 'form')}`,
      { reason: 'mapping_syntax', near: 'orders', at: 4, char: 6 },
    ],
    [
      'a table that is not there, with the one meant',
      (sql) => sql.replace('from orders', 'from order_heads'),
      { reason: 'mapping_no_table', table: 'order_heads', known: matching(/orders/), at: 3, char: 6 },
    ],
    [
      'a second statement',
      (sql) => `${sql}; drop table orders`,
      { reason: 'mapping_syntax', near: ';', at: 3, char: 12 },
    ],
    [
      'a statement that is no SELECT',
      () => 'create table x (a int)',
      { reason: 'mapping_syntax', near: 'create', at: 1, char: 1 },
    ],
    [
      'a value that is not of the type',
      (sql) => sql.replace('ordered_on,', 'customer as ordered_on,'),
      { reason: 'mapping_refused', said: matching(/"C\d+".*ordered_on$/) },
    ],
    [
      'a missing source_key',
      (sql) => sql.replace('id as source_key, ', ''),
      { reason: 'mapping_lineage', column: 'source_key' },
    ],
    [
      'a column the entity does not have',
      (sql) => sql.replace('ordered_on,', 'ordered_on, 1 as colour,'),
      {
        reason: 'mapping_foreign_column',
        column: 'colour',
        entity: 'sales_order',
        known: matching(/ordered_on/),
      },
    ],
    ['an empty file', () => '\n', { reason: 'mapping_empty' }],
  ])('names the file and says %s', async (_what, change, reason) => {
    expect(await reasonOf(change)).toMatchObject({
      code: 'bad_system',
      details: { file: 'shop/sales_order.sql', ...reason },
    });
  });

  it('stops a key given twice before anything is published', async () => {
    expect(await reasonOf((sql) => sql.replace('id as source_key', "'same' as source_key"))).toMatchObject({
      code: 'check_failed',
      details: { model: 'int_sales_order', rule: 'unique(_source, source_key)' },
    });
  });
});
