import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onlyApart, tellingApart } from './telling-apart.ts';

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

  it('[LINK-28] another generation is more than all else can add; of other kinds nothing is changed', () => {
    const weights = { alone: [-1_000, 500, 900] };
    expect(tellingApart('generation', weights).alone).toEqual([-200_000, 500, 900]);
    expect(tellingApart('surname', weights)).toBe(weights);
  });
});
