import { describe, expect, it } from 'vitest';
import { withoutSamples } from './sees-raw.ts';

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
