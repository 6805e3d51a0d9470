import { describe, expect, it } from 'vitest';
import { withoutSamples, withoutValues } from './sees-raw.ts';

describe('[DATA-2] columns that came, for who does not see raw values', () => {
  const at = {
    source: 'erp',
    object: 'res_partner',
    file: 'partners.csv',
    column: 'mobile',
    published: true,
  };

  it('have no values that show what they hold; what changed otherwise is told as it is', () => {
    const missing = { ...at, kind: 'missing', details: { names: 'phone' }, detail: null } as const;
    const { changes } = withoutSamples({
      changes: [
        { ...at, kind: 'added', details: { n: 2, sample: "'Anna Berg', '王小明'" }, detail: null },
        { ...at, kind: 'added', details: null, detail: "for example 'Anna Berg'" },
        missing,
      ],
    });
    expect(JSON.stringify(changes)).not.toMatch(/Anna|王小明/);
    expect(changes[0]).toMatchObject({ column: 'mobile', kind: 'added', details: { n: 2, sample: '•••' } });
    expect(changes[2]).toEqual(missing);
  });
});

it('[DATA-2] a fix is told without the rejected values it is for and without who made it', () => {
  const at = {
    id: 'a1',
    source: 'erp',
    object: 'res_partner',
    column: 'title',
    at: '2026-01-01',
    reason: 'x',
  };
  const { fixes } = withoutValues({
    fixes: [
      {
        ...at,
        by: 'ann@example.test',
        fix: { map_values: { 'Anna Berg': 'Mr', 王小明: 'Ms' }, headers: ['T'] },
      },
      { ...at, by: 'ann@example.test', fix: { null_tokens: ['Anna Berg', '?'], date_formats: ['%d.%m.%Y'] } },
    ],
  });
  expect(fixes).toEqual([
    { ...at, by: '•••', fix: { map_values: { '•••': '•••' }, headers: ['T'] } },
    { ...at, by: '•••', fix: { null_tokens: ['•••'], date_formats: ['%d.%m.%Y'] } },
  ]);
});
