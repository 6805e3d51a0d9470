import fc from 'fast-check';
import { expect, it } from 'vitest';
import { literal } from './quote.ts';
import { openWarehouse } from './open.ts';

it('a literal is the text itself, whatever is in it; NUL, which ends a statement, is shown as what cannot be', async () => {
  const warehouse = await openWarehouse({ threads: 1 });
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('a', "'", '"', '\\', '\0', ';', '--', '\n', '深', '$1') }),
        async (text) => {
          const rows = await warehouse.rows(`select ${literal(text)} as text`);
          expect(rows).toEqual([{ text: text.replaceAll('\0', '\uFFFD') }]);
        },
      ),
      { numRuns: 60 },
    );
  } finally {
    warehouse.close();
  }
});
