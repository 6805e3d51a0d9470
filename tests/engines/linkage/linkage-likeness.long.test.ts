import { describe, expect, it } from 'vitest';
import { planLink } from '../../../pipelines/identity/link/link-plan.ts';
import { linkSettingsSchema } from '../../../pipelines/identity/link/link-settings.ts';
import { weighWords } from '../../../pipelines/identity/link/records/word-weights.ts';
import {
  shortTextSql,
  signatureSql,
  valuesSql,
} from '../../../pipelines/identity/link/records/record-sql.ts';
import { fieldKinds } from '../../../src/stats/linkage/field-kind.ts';
import { withLength } from '../../../src/stats/linkage/code/likeness.ts';
import { likenessReach } from '../../../src/stats/linkage/code/likeness-reach.ts';
import { signText, textWords } from '../../../src/stats/linkage/code/sign-text.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { visitIntegers } from '../../../src/warehouse/integer-chunks.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';

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
    'of %s %s holds wherever the level it stands for is reached',
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
        await weighWords(warehouse, field, 'raw');
        await warehouse.run(
          `create table value as select row_number() over (order by v) as i, * from (select distinct on (v) * from (${valuesSql(field, 'raw')}) where v is not null)`,
        );
        const { levels, possible } = field.sql;
        for (const [at, conditions] of possible.entries()) {
          if (conditions.length === 0) continue;
          const reach = likenessReach(1, [[conditions]]);
          const lost: string[] = [];
          let pairs = 0;
          await visitIntegers(
            warehouse,
            `select coalesce(l.s, 0)::bigint, l.n, l.text, coalesce(r.s, 0)::bigint, r.n, r.text, coalesce(${levels[at + 1] ?? 'false'}, false)::integer, l.i::integer, r.i::integer
             from (select *, ${shortTextSql(field)} as text from value) l, (select *, ${shortTextSql(field)} as text from value) r where l.i <> r.i`,
            ([s, n, text, t, m, other, said, i, j], size) => {
              const row = new Int32Array(6);
              const put = (
                cell: number,
                [sign, length, letters]: readonly (Int32Array | undefined)[],
                of: number,
              ): void => {
                row[cell] = 1 + cell;
                row[cell + 1] = sign?.[2 * of] ?? 0;
                row[cell + 2] = withLength(sign?.[2 * of + 1] ?? 0, length?.[of] ?? 0);
                signText(letters ?? row, textWords * of, field.sql.ends === true, row, cell + 1);
              };
              for (let of = 0; of < size; of++) {
                put(0, [s, n, text], of);
                put(3, [t, m, other], of);
                const held = reach(0, row, 0, 3) === 0;
                if (said?.[of] === 1 && !held) lost.push(`${String(i?.[of])} and ${String(j?.[of])}`);
                pairs += 1;
              }
            },
          );
          expect(lost).toEqual([]);
          expect(pairs).toBeGreaterThan(50);
        }
      } finally {
        warehouse.close();
      }
    },
  );

  it('reads the same letters and ends of a short text beside the engine as in it', async () => {
    const warehouse = await openWarehouse();
    try {
      await warehouse.run('create table raw (c0 varchar)');
      const short = values().filter((value) => /^[ -~]{1,12}$/.test(value));
      await appendRows(
        warehouse,
        { name: 'raw' },
        [...short, ...short.map((value) => value.toUpperCase()), 'a~b{c', '\t7\n'].map((value) => [value]),
      );
      let read = 0;
      const differing: string[] = [];
      for (const ends of [false, true])
        await visitIntegers(
          warehouse,
          `select c0, ${signatureSql('c0', ends)}::bigint from raw`,
          ([text, said], size) => {
            const own = new Int32Array(2);
            for (let row = 0; row < size; row++) {
              own.fill(0);
              signText(text ?? own, textWords * row, ends, own, 0);
              if (own[0] !== said?.[2 * row] || own[1] !== said?.[2 * row + 1])
                differing.push(`${own.join(' ')} for ${String(said?.subarray(2 * row, 2 * row + 2))}`);
              read += 1;
            }
          },
        );
      expect(differing).toEqual([]);
      expect(read).toBeGreaterThan(200);
    } finally {
      warehouse.close();
    }
  });
});
