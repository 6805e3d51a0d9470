import { describe, expect, it } from 'vitest';
import { namedOwners } from './named-owners.ts';

const value = (field: string, before: string | null, after: string | null) => ({
  goldenId: 'gc_1',
  name: null,
  field,
  before,
  after,
});

describe('[REVIEW-4] owners in a preview', () => {
  it('go by their names; a key nobody has, and other fields, stay as they are', async () => {
    const asked: unknown[] = [];
    const lease = {
      rows: (_sql: string, bound?: unknown) => {
        asked.push(bound);
        return Promise.resolve({ columns: [{ name: 'id' }, { name: 'name' }], rows: [['crm|7', '王芳']] });
      },
    };
    const values = [value('owner_key', 'crm|7', 'erp|9'), value('name', 'crm|7', null)];
    expect(await namedOwners(lease as never, values)).toEqual([
      value('owner_key', '王芳', 'erp|9'),
      value('name', 'crm|7', null),
    ]);
    expect(asked).toEqual([['["crm|7","erp|9"]']]);
    expect(await namedOwners(lease as never, values.slice(1))).toEqual(values.slice(1));
    expect(asked).toHaveLength(1);
  });
});
