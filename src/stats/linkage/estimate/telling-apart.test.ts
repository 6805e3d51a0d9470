import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesTold, onlyApart, onlySame, tellingApart } from './telling-apart.ts';

const table = fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: 3, maxLength: 3 });

describe('fields that tell apart', () => {
  it('[LINK-42] what agrees is no evidence, what differs is as it was, whatever the field follows', () => {
    fc.assert(
      fc.property(table, table, table, (alone, agrees, differs) => {
        const weights = onlyApart({ alone, follows: { field: 1, from: 2, agrees, differs } });
        const tables = [weights.alone, weights.follows?.agrees, weights.follows?.differs];
        for (const [at, before] of [alone, agrees, differs].entries())
          expect(tables[at]).toEqual(before.map((weight) => (weight > 0 ? 0 : weight)));
        expect(weights.follows).toMatchObject({ field: 1, from: 2 });
      }),
    );
  });

  it('[LINK-46] of references only the same speaks for a pair', () => {
    fc.assert(
      fc.property(table, (alone) => {
        const [worst = 0, near = 0, same] = alone;
        expect(onlySame({ alone }).alone).toEqual([Math.min(0, worst), Math.min(0, near), same]);
      }),
    );
  });

  it('[LINK-12] [LINK-45] how many matches have other tax numbers, or numbers of a series, the data does not tell', () => {
    const seen = { alone: [0.5, 0.25, 0.25] };
    expect(matchesTold('tax_id', seen).alone[0]).toBe(0.005);
    expect(matchesTold('number_list', seen).alone).toEqual([0.01, 0.495, 0.495]);
    expect(matchesTold('surname', seen)).toBe(seen);
  });

  it('[LINK-28] another generation is more than all else can add; of other kinds nothing is changed', () => {
    const weights = { alone: [-1_000, 500, 900] };
    expect(tellingApart('generation', weights).alone).toEqual([-200_000, 500, 900]);
    expect(tellingApart('surname', weights)).toBe(weights);
  });
});
