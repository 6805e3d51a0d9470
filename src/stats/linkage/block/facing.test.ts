import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facing } from './facing.ts';

const records = 12;
const flags = (most: number): fc.Arbitrary<Uint8Array> =>
  fc
    .array(fc.nat(most), { minLength: records, maxLength: records })
    .map((numbers) => Uint8Array.from(numbers));

describe('records that face each other', () => {
  it('are those of another relation, of which one is in focus, in every block anew', () => {
    const blocks = fc.array(fc.uniqueArray(fc.nat(records - 1), { minLength: 1, maxLength: records }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(blocks, fc.option(flags(1)), fc.option(flags(2)), (drawn, focus, relation) => {
        const faces = facing(
          () => new Int32Array(records),
          records,
          focus ?? undefined,
          relation ?? undefined,
        );
        for (const block of drawn) {
          const members = Int32Array.from(block.sort((a, b) => a - b));
          const found: string[] = [];
          const any = faces.open(members, 0, members.length);
          expect(any).toBe(focus === null || block.some((record) => focus[record] === 1));
          for (let i = 0; i < members.length; i++) {
            const others = faces.of(i);
            for (const j of others.subarray(faces.begin, faces.end)) found.push(`${String(i)} ${String(j)}`);
          }
          const wanted = block.flatMap((left, i) =>
            block.flatMap((right, j) =>
              i < j &&
              (relation === null || relation[left] !== relation[right]) &&
              (focus === null || focus[left] === 1 || focus[right] === 1)
                ? [`${String(i)} ${String(j)}`]
                : [],
            ),
          );
          expect(found).toEqual(wanted);
        }
      }),
    );
  });
});
