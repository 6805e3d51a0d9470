import { describe, expect, it } from 'vitest';
import { profileRelations } from '../../pipelines/identity/link/profile-relations.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';

describe('[LINK-1] a number under a name that says nothing', () => {
  it.each([
    ['no two rows of a short table have one: it names them', 5_000, 'i', { person: 'Kundennummer' }],
    [
      'a few rows of a long table have one: a sample does not show it',
      400_000,
      'case when i < 100 then i - i % 2 else i end',
      undefined,
    ],
  ] as const)('%s', async (_, rows, number, key) => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(
        `create table person as select ${number} as "Kundennummer", 'Anna ' || i % 977 as full_name from range(${String(rows)}) t(i)`,
      );
      const found = await profileRelations(warehouse, [{ name: 'person', source: 'person' }], 'dedupe');
      expect(found.key).toEqual(key);
      expect(found.fields.map(({ name }) => name)).toEqual([
        ...(key === undefined ? ['Kundennummer'] : []),
        'full_name',
      ]);
    } finally {
      warehouse.close();
    }
  });
});
