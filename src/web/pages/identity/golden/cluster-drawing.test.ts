import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterDrawing, type Drawable } from './cluster-drawing.ts';
import { maxDrawnRecords } from './cluster-layout.ts';
import { boxesMeet, labelBox, type Measure } from './label-box.ts';

/** Wider than any font of the page: Chinese signs one em, others .6. */
const width = (text: string, size: number): number =>
  Array.from(text).reduce((sum, sign) => sum + (/[⺀-￯]/.test(sign) ? 1 : 0.6), 0) * size;
const measure: Measure = {
  width,
  fit: (text, size, room) => {
    if (width(text, size) <= room) return text;
    const signs = Array.from(text);
    while (signs.length > 0 && width(`${signs.join('')}…`, size) > room) signs.pop();
    return `${signs.join('')}…`;
  },
};

const name = fc.oneof(
  fc.constantFrom(
    'Hangzhou Longtai Precision Machinery Manufacturing Co., Ltd.',
    '杭州龙泰精密机械制造有限公司',
    'A',
  ),
  fc.string({ minLength: 1, maxLength: 60 }),
);
const drawable = (most: number, wide: readonly number[]): fc.Arbitrary<Drawable> =>
  fc.integer({ min: 2, max: most }).chain((count) =>
    fc.record({
      records: fc
        .array(fc.record({ name, source: fc.constantFrom('crm', 'erp', 'salesforce-emea') }), {
          minLength: count,
          maxLength: count,
        })
        .map((all) => all.map((one, at) => ({ ...one, id: `crm|${String(at)}` }))),
      ties: fc.array(
        fc
          .record({
            left: fc.nat(count - 1).map((at) => `crm|${String(at)}`),
            right: fc.nat(count - 1).map((at) => `crm|${String(at)}`),
            weight: fc.integer({ min: -20_000, max: 40_000 }),
          })
          .map((tie) => ({ ...tie, label: `+${(tie.weight / 1000).toFixed(1)}` })),
        { maxLength: 30 },
      ),
      width: fc.constantFrom(...wide),
      measure: fc.constant(measure),
    }),
  );

/** Every text of a drawing with the paper it covers. */
const texts = (of: Drawable) => {
  const drawing = clusterDrawing(of);
  return [
    ...drawing.records.flatMap((record) => [record.name, record.source]),
    ...drawing.ties.flatMap(({ label }) => (label ? [label] : [])),
  ].map((label) => ({ text: label.text, box: labelBox(label, measure) }));
};

describe('[REVIEW-10] the drawing of a cluster', () => {
  // A telephone of 390 px leaves 350 to the drawing, the smallest ones 280.
  it.each([
    ['on a telephone', 12, [280, 350], 120],
    ['of any width, with as many records as are drawn', maxDrawnRecords, [280, 350, 700, 920], 60],
  ] as const)('lays no text upon another, nor over its edge: %s', (_, most, wide, numRuns) => {
    fc.assert(
      fc.property(drawable(most, wide), (of) => {
        const all = texts(of);
        all.forEach(({ text, box }, at) => {
          expect(box.left >= 0 && box.right <= of.width, `${text} on the paper`).toBe(true);
          for (const other of all.slice(at + 1))
            expect(boxesMeet(box, other.box), `${text} upon ${other.text}`).toBe(false);
        });
      }),
      { numRuns },
    );
  });

  it('draws every record and every tie between two', () => {
    fc.assert(
      fc.property(drawable(12, [350, 700]), (of) => {
        const drawing = clusterDrawing(of);
        expect(drawing.records.map(({ id }) => id)).toEqual(of.records.map(({ id }) => id));
        const between = of.ties.flatMap(({ left, right }, at) => (left === right ? [] : [at]));
        expect(drawing.ties.map(({ at }) => at)).toEqual(expect.arrayContaining(between));
        for (const { y, name: label } of drawing.records) {
          expect(y).toBeLessThan(drawing.height);
          expect(label.y).toBeLessThan(drawing.height);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('on a telephone a name has a row of its own, long ones are shortened, and the heaviest tie keeps its weight', () => {
    const long = 'Hangzhou Longtai Precision Machinery Manufacturing Co., Ltd.';
    const drawing = clusterDrawing({
      records: ['a', 'b', 'c', 'd'].map((id) => ({ id, name: id === 'a' ? long : id, source: 'crm' })),
      ties: [
        { left: 'a', right: 'b', weight: 9_000, label: '+9' },
        { left: 'b', right: 'c', weight: 4_000, label: '+4' },
        { left: 'c', right: 'd', weight: 20_000, label: '+20' },
      ],
      width: 350,
      measure,
    });
    const rows = drawing.records.map(({ y }) => y).sort((a, b) => a - b);
    expect(rows).toEqual([20, 60, 100, 140]);
    const first = drawing.records.find(({ id }) => id === 'a')?.name.text ?? '';
    expect(first).toMatch(/^Hangzhou Longtai Preci.*…$/);
    expect(drawing.ties.map(({ label }) => label?.text)).toEqual(['+9', '+4', '+20']);
  });
});
