import { describe, expect, it } from 'vitest';
import type { Column } from '../../contract/api/cell.ts';
import { lineageOf, shownColumns } from './row-columns.ts';

const columns: Column[] = [
  { name: 'order_id', kind: 'field', type: 'text' },
  { name: 'order_number', kind: 'field', type: 'text' },
  { name: 'customer_no', kind: 'field', type: 'integer' },
  { name: '_source', kind: 'lineage', type: 'text' },
  { name: '_batch', kind: 'lineage', type: 'text' },
  { name: '_line', kind: 'lineage', type: 'integer' },
];

describe('rows behind a number', () => {
  it('show what people know things by, not technical keys', () => {
    expect(shownColumns(columns).map(({ column }) => column.name)).toEqual(['order_number']);
  });

  it('lead to their source line where they have one', () => {
    expect(lineageOf(columns, ['1', 'S1', 2, 'erp', '00ff', 12])).toEqual({
      source: 'erp',
      batch: '00ff',
      line: 12,
    });
    expect(lineageOf(columns, ['1', 'S1', 2, 'erp', null, null])).toBeUndefined();
  });
});
