import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueCoder, type FieldValues } from './code-values.ts';
import { scratchMemory } from './scratch-memory.ts';

const records = 12;
const words = (keys: readonly number[]): Int32Array => Int32Array.from(keys.flatMap((key) => [key, -key]));

/** Values 1 … 6 of a field, each with its normal form. */
const valuesOf = (forms: readonly number[]): FieldValues => ({
  rank: Int32Array.from(forms, (_, at) => at + 1),
  raw: words(forms.map((_, at) => at + 1)),
  form: words(forms),
  signed: words(forms.map((form) => 10 * form)),
});

const forms = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 6, maxLength: 6 });
const held = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: records, maxLength: records });

describe('codes of values', () => {
  it('are equal where normal forms are, in both fields of a group, and lead back to a value of that form', () => {
    fc.assert(
      fc.property(fc.tuple(forms, forms), fc.tuple(held, held), (of, cells) => {
        const codes = [new Int32Array(records), new Int32Array(records)];
        const { ranks, clash, signed } = valueCoder(
          {
            groups: [[0, 1]],
            values: of.map(valuesOf),
            no: Int32Array.from({ length: records }, (_, at) => records - 1 - at),
            cells: cells.map(words),
            codes,
          },
          scratchMemory(),
        )(0);
        expect(clash).toBe(false);
        const byForm = new Map<number, number>();
        for (const [field, own] of cells.entries())
          for (const [entry, value] of own.entries()) {
            const code = codes[field]?.[records - 1 - entry] ?? -1;
            if (value === 0) {
              expect(code).toBe(0);
              continue;
            }
            const form = of[field]?.[value - 1] ?? 0;
            expect(byForm.get(form) ?? code).toBe(code);
            byForm.set(form, code);
            expect(of[field]?.[(ranks[field]?.[code] ?? 0) - 1]).toBe(form);
            expect(signed[2 * code]).toBe(10 * form);
          }
        expect(new Set(byForm.values()).size).toBe(byForm.size);
      }),
    );
  });

  it.each([
    ['two values have one hash', [5, 6, 5]],
    ['a value has the hash of none', [5, 0, 7]],
  ])('are not given out when %s', (_, hashes) => {
    const task = {
      groups: [[0]],
      values: [{ ...valuesOf([1, 2, 3]), raw: words(hashes) }],
      no: Int32Array.of(0),
      cells: [words([5])],
      codes: [new Int32Array(1)],
    };
    expect(valueCoder(task, scratchMemory())(0).clash).toBe(true);
  });

  it('of one group after the other are those of each alone, though they share memory', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(forms, held, fc.integer({ min: 1, max: 6 })), { maxLength: 5 }),
        (fields) => {
          const codes = fields.map(() => new Int32Array(records));
          const task = {
            groups: fields.map((_, field) => [field]),
            values: fields.map(([of, , count]) => valuesOf(of.slice(0, count))),
            no: Int32Array.from({ length: records }, (_, at) => at),
            cells: fields.map(([, own, count]) => words(own.map((value) => Math.min(value, count)))),
            codes,
          };
          const coder = valueCoder(task, scratchMemory());
          const found = fields.map((_, field) => coder(field));
          const apart = fields.map((_, field) => {
            const own = { ...task, codes: codes.map(() => new Int32Array(records)) };
            return { ...valueCoder(own, scratchMemory())(field), codes: own.codes[field] };
          });
          expect(found.map((each, field) => ({ ...each, codes: codes[field] }))).toEqual(apart);
        },
      ),
    );
  });

  it('of many values are those of each, whatever part of them is looked through at once', () => {
    const many = 10_000;
    const number = Int32Array.from({ length: many }, (_, at) => at);
    const codes = [new Int32Array(many)];
    const { ranks, clash } = valueCoder(
      {
        groups: [[0]],
        values: [valuesOf(Array.from(number, (at) => 1 + (at >> 1)))],
        no: number,
        cells: [words(Array.from(number, (at) => many - at))],
        codes,
      },
      scratchMemory(),
    )(0);
    expect(clash).toBe(false);
    expect(new Set(codes[0]).size).toBe(many / 2);
    for (const record of number) {
      const value = many - record - 1;
      const rank = ranks[0]?.[codes[0]?.[record] ?? 0] ?? 0;
      expect((rank - 1) >> 1).toBe(value >> 1);
    }
  });
});
