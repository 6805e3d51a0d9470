import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runWorkspace } from '../../pipelines/run.ts';
import { makeSmallModels } from '../support/small-models.ts';
import { addExtract, makeSmallWorkspace } from '../support/small-workspace.ts';

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

describe('A mistake in SQL of one’s own', () => {
  it.each<[string, (sql: string) => string, string | RegExp]>([
    [
      'a column that is not there, with those that are',
      (sql) => sql.replace('ordered_on,', 'order_date as ordered_on,'),
      /^line 1, column 66: .*"order_date".*Candidate bindings: .*"ordered_on"/,
    ],
    [
      'a slip of spelling, also below an empty line',
      (sql) => `\n${sql.replace('from', 'form')}`,
      /^line 4, column 6: syntax error at or near "orders"$/,
    ],
    [
      'a table that is not there, with the one meant',
      (sql) => sql.replace('from orders', 'from order_heads'),
      /^line 3, column 6: .*order_heads.*"orders"/,
    ],
    ['a second statement', (sql) => `${sql}; drop table orders`, /^line 3, column 12: syntax error .*";"$/],
    ['a statement that is no SELECT', () => 'create table x (a int)', /^line 1, column 1: .*"create"$/],
    [
      'a value that is not of the type',
      (sql) => sql.replace('ordered_on,', 'customer as ordered_on,'),
      /"C\d+".*ordered_on$/,
    ],
    [
      'a missing source_key',
      (sql) => sql.replace('id as source_key, ', ''),
      'column "source_key" is missing',
    ],
    [
      'a column the entity does not have',
      (sql) => sql.replace('ordered_on,', 'ordered_on, 1 as colour,'),
      'column "colour" is not one of sales_order',
    ],
    ['an empty file', () => '\n', 'there is no SELECT in it'],
  ])('names the file and says %s', async (_what, change, reason) => {
    expect(await reasonOf(change)).toMatchObject({
      code: 'bad_system',
      details: {
        file: 'shop/sales_order.sql',
        reason: typeof reason === 'string' ? reason : (expect.stringMatching(reason) as string),
      },
    });
  });

  it('stops a key given twice before anything is published', async () => {
    expect(await reasonOf((sql) => sql.replace('id as source_key', "'same' as source_key"))).toMatchObject({
      code: 'check_failed',
      details: { model: 'int_sales_order', rule: 'unique(_source, source_key)' },
    });
  });
});
