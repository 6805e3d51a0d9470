import { describe, expect, it } from 'vitest';
import { likenessSql } from '../../pipelines/identity/link/likeness-sql.ts';
import { planLink } from '../../pipelines/identity/link/link-plan.ts';
import { linkSettingsSchema } from '../../pipelines/identity/link/link-settings.ts';
import { valuesSql } from '../../pipelines/identity/link/record-sql.ts';
import { fieldKinds } from '../../src/stats/linkage/field-kind.ts';
import { longest, withLength } from '../../src/stats/linkage/likeness.ts';
import { likenessReach } from '../../src/stats/linkage/likeness-reach.ts';
import { appendRows } from '../../src/warehouse/bulk-rows.ts';
import { visitIntegers } from '../../src/warehouse/integer-chunks.ts';
import { openWarehouse } from '../../src/warehouse/open.ts';

const seeds = [
  'katherine o’neill', 'kathrin oneil', 'al', 'a', 'robert', 'bob', 'bob smith', 'robert j smith', 'kate oneil', 'chris', 'christine', 'christopher', '19800102', '1980-02-01', '2 jan 1980', '030 1234567', '+49 30 1234567',
  'DE123456789', 'AB12', 'anna.lee+x@example.org', 'anna.lee@example.com', '12 station road', '12 station rd', '7b', 'münchen',
  'muenchen', '上海华为技术有限公司', '华为技术 shanghai', '94107', 'sw1a 1aa', 'https://www.example.org/a', '1999', '2000.5', 'acme pumps ltd',
  'a c m e pumps limited', 'sales of industrial valves and pumps', 'pumps and valves for industrial sale',
]; // prettier-ignore

/** Values and slips of them: characters left out, doubled, replaced, changed with the next, words turned round. */
function values(): string[] {
  const all = new Set<string>(seeds);
  for (const [at, seed] of seeds.entries()) {
    const letters = Array.from(seed);
    for (let n = 0; n < 6; n++) {
      const p = (at * 7 + n * 3) % letters.length;
      all.add(letters.toSpliced(p, 1).join(''));
      all.add(letters.toSpliced(p, 0, letters[p] ?? '').join(''));
      all.add(letters.toSpliced(p, 1, 'x').join(''));
      all.add(letters.toSpliced(p, 1, '8').join(''));
      all.add(letters.toSpliced(p, 2, letters[p + 1] ?? '', letters[p] ?? '').join(''));
    }
    all.add(seed.split(' ').reverse().join(' '));
    all.add(letters.slice(0, Math.ceil(letters.length / 2)).join(''));
  }
  return [...all].filter((value) => value !== '');
}

describe('[LINK-4] a cheap condition', () => {
  it.each([...fieldKinds.map((kind) => [kind, 'alone'] as const), ['email', 'beside names'] as const])(
    'of %s %s holds wherever the level it stands for is reached, and is the same in both forms',
    async (kind, where) => {
      const warehouse = await openWarehouse();
      try {
        await warehouse.run('create table raw (c0 varchar)');
        await appendRows(
          warehouse,
          { name: 'raw' },
          values().map((value) => [value]),
        );
        const plan = planLink(
          [],
          linkSettingsSchema.parse({
            fields: [{ name: 'f', kind }, ...(where === 'alone' ? [] : [{ name: 'n', kind: 'surname' }])],
          }),
          (name) => name,
        );
        const [field] = plan.fields;
        if (field === undefined) throw new Error('no field');
        await warehouse.run(
          `create table value as select row_number() over (order by v) as i, * from (select distinct on (v) * from (${valuesSql(field, 'raw')}) where v is not null)`,
        );
        const { levels, possible } = field.sql;
        for (const [at, conditions] of possible.entries()) {
          if (conditions.length === 0) continue;
          const cheap = conditions.map((one) => `(${likenessSql(one)})`).join(' or ');
          const lost = await warehouse.rows(
            `select l.v as left_value, r.v as right_value from value l, value r where l.i <> r.i and (${levels[at + 1] ?? 'false'}) and not (${cheap})`,
          );
          expect(lost).toEqual([]);
          const reach = likenessReach(1, [[conditions]]);
          let pairs = 0;
          const differing: string[] = [];
          await visitIntegers(
            warehouse,
            `select coalesce(l.s, 0)::bigint, l.n, coalesce(r.s, 0)::bigint, r.n, (${cheap})::integer from value l, value r where l.i < r.i`,
            ([s, n, t, m, said], size) => {
              for (let row = 0; row < size; row++) {
                const [first, second] = [n?.[row] ?? 0, m?.[row] ?? 0];
                const rows = Int32Array.of(
                  ...[1, s?.[2 * row] ?? 0, withLength(s?.[2 * row + 1] ?? 0, first)],
                  ...[2, t?.[2 * row] ?? 0, withLength(t?.[2 * row + 1] ?? 0, second)],
                );
                const held = reach(0, rows, 0, 3) === 0;
                // A length that is only known to be long leaves open what an exact one might rule out.
                if (held && Math.max(first, second) >= longest) continue;
                if (held !== (said?.[row] === 1)) differing.push(rows.join(' '));
                pairs += 1;
              }
            },
          );
          expect(differing).toEqual([]);
          expect(pairs).toBeGreaterThan(50);
        }
      } finally {
        warehouse.close();
      }
    },
  );
});
