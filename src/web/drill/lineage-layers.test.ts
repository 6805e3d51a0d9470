import { describe, expect, it } from 'vitest';
import { lineageLayers, lineagePath } from './lineage-layers.ts';

const model = (name: string, inputs: string[]) => ({ name, kind: 'model', grain: '', inputs, sql: '' });
const lineage = {
  models: [
    model('fct_invoice_line', ['int_invoice', 'dim_customer']),
    model('dim_customer', ['int_customer']),
    model('int_invoice', ['erp.account_move']),
    model('int_customer', ['erp.res_partner', 'crm.account']),
  ],
  sources: [
    { source: 'erp', object: 'account_move', files: ['account.move.csv'] },
    { source: 'erp', object: 'res_partner', files: [] },
    { source: 'crm', object: 'account', files: [] },
  ],
};

describe('the lineage of a number', () => {
  const layers = lineageLayers(lineage);

  it('runs from the metric’s own table to the source files, each step to the right of all made from it', () => {
    expect(layers.map((layer) => layer.map(({ id }) => id))).toEqual([
      ['fct_invoice_line'],
      ['dim_customer', 'int_invoice'],
      ['int_customer'],
      ['crm.account', 'erp.account_move', 'erp.res_partner'],
    ]);
  });

  it('shows the path through one table, both ways and nothing beside it', () => {
    expect([...lineagePath(layers, 'int_customer')].sort()).toEqual([
      'crm.account',
      'dim_customer',
      'erp.res_partner',
      'fct_invoice_line',
      'int_customer',
    ]);
  });

  it('ends even if models were to feed each other', () => {
    expect(
      lineageLayers({ models: [model('a', ['b']), model('b', ['a'])], sources: [] }).flat(),
    ).toHaveLength(2);
  });
});
