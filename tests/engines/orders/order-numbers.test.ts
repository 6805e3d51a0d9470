import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digitGroups, digitGroupsSql } from '../../../src/metrics/orders/digit-groups.ts';
import { isExactGrade, matchGrade } from '../../../src/metrics/orders/match-grade.ts';
import { numberGradeSql, shownGradesSql } from '../../../src/metrics/orders/number-grade.ts';
import { orderNumber } from '../../../src/metrics/orders/order-number.ts';
import { createParameters } from '../../../src/metrics/parameters.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { often } from '../../support/thorough.ts';

/** Numbers of documents that look much alike: few letters, few digits, many zeros. */
const word = fc.constantFrom('INV', 'so', 'B', '泵', 'No', 'PO');
const digits = fc.stringMatching(/^[017]{1,4}$/);
const sign = fc.constantFrom('', '/', '-', '_', '.', '#');
const numbers = fc
  .array(fc.tuple(fc.oneof(digits, word), sign), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.flat().join(''))
  .filter((number) => orderNumber(number) !== '');
/** The same with zeros put before each of its groups of digits. */
const padded = (number: string): string => number.replaceAll(/(?<![0-9])(?=[0-9])/g, '00');
const sentence = (number: string): string => `Hello, where is ${number}? Thanks`;

describe('numbers of documents', () => {
  let warehouse: Warehouse;
  beforeAll(async () => (warehouse = await openWarehouse({ threads: 1 })));
  afterAll(() => warehouse.close());

  /** Grade of each number that a search for `q` shows. */
  async function met(q: string, stored: readonly string[]): Promise<Map<string, number>> {
    const parameters = createParameters();
    const rows = stored.map((value) => {
      const [asWritten, token] = [parameters.text(value), parameters.text(orderNumber(value))];
      return `(${asWritten}, ${token}, 'invoice')`;
    });
    const found = await warehouse.rows<{ value: string; grade: number }>(
      `with numbers as (select * from (values ${rows.join(', ')}) as t(value, token, kind)),
      met as (select value, ${numberGradeSql(q, parameters)} as grade from numbers)
      select distinct value, grade from met where ${shownGradesSql('met')}`,
      [...parameters.values],
    );
    return new Map(found.map(({ value, grade }) => [value, grade]));
  }

  it('[ORDERS-2] a number is found where words in Chinese stand directly before and behind it', async () => {
    const { wholeNumberWithin, wholeNumberBesideWord } = matchGrade;
    const stored = ['SO068730', 'SO168730', '00001830', 'WH-SZ/OUT/071113', '泵-27128'];
    for (const [q, number, grade] of [
      ['订单SO068730', 'SO068730', wholeNumberBesideWord],
      ['请问SO068730到哪了', 'SO068730', wholeNumberBesideWord],
      ['案件00001830', '00001830', wholeNumberBesideWord],
      ['物流单号ＷＨ-SZ/OUT/071113呢？', 'WH-SZ/OUT/071113', wholeNumberBesideWord],
      ['查一下 泵-27128', '泵-27128', wholeNumberWithin],
    ] as const)
      expect(await met(q, stored), q).toEqual(new Map([[number, grade]]));
  });

  it.each([
    ...['Nr.00001830', 'No.00001830', 'no.1830', 'Nr#1830', '№00001830', '编号No.00001830', 'Order#1830'],
    ...['Where is case No.00001830?', 'Auftrags-Nr.00001830', 'Rechnungsnr.00001830', '订单号#00001830'],
    ...['PO#00001830', 'P.O.#1830', 'P.O.No.00001830', 'Nummer.00001830', 'Nr.:00001830', 'Order.No.1830'],
  ])('[ORDERS-2] a number is found behind a word for number that no space follows: %s', async (q) => {
    const found = [...(await met(q, ['00001830', '10001831', 'SO001830']))];
    expect(found.toSorted(([, a], [, b]) => a - b)[0]?.[0]).toBe('00001830');
    expect(isExactGrade(Math.min(...found.map(([, grade]) => grade)), found[0]?.[1] ?? 9)).toBe(true);
  });

  const threeDigits = ['00123', '45123', 'SO1230'];
  it.each([
    ...[
      'Order 123',
      'Where is order 123?',
      'Order #123',
      'order: 00123',
      'Nr. 123',
      'Nr.123',
      'No 123',
      '№ 123',
    ],
    ...['Auftragsnr. 123', 'Auftrags-Nr 123', 'Kundenauftrag 123, bitte', 'case 123', 'PO 123', 'P.O. 123'],
    ...[
      '订单123',
      '订单号：123',
      '订单１２３到哪了',
      '发票 123',
      '请问案件123',
      'Bestellung 123.',
      'ticket 123!',
    ],
  ])('[ORDERS-2] three digits are found behind a word that says a number follows: %s', async (q) => {
    expect([...(await met(q, threeDigits))]).toEqual([['00123', matchGrade.wholeNumberBesideWord]]);
  });

  it.each([
    ...[
      '123 pumps',
      'hall 123',
      'Milano 123',
      'Unfall 123',
      'Border 123',
      'order 123.50',
      'order 123-4',
      'Order of 123',
    ],
    ...['买了123个泵', '请问123呢', 'order 12', '订单12', 'order 123b', 'reorder 123', 'Order1 123'],
  ])('[ORDERS-2] and nowhere else: %s', async (q) => {
    expect((await met(q, threeDigits)).has('00123')).toBe(false);
  });

  it('[ORDERS-2] an order whose own number is meant is met before three digits behind a word', async () => {
    const found = await met('PO 123', ['PO-123', '123']);
    expect(found).toEqual(
      new Map([
        ['PO-123', matchGrade.wholeNumber],
        ['123', matchGrade.wholeNumberBesideWord],
      ]),
    );
    expect(isExactGrade(matchGrade.wholeNumberBesideWord, matchGrade.wholeNumber)).toBe(false);
  });

  it('[ORDERS-2] a number that itself begins with such a word is met as it is written, before the one behind the word', async () => {
    const stored = ['PO-27128', '27128', 'No.27128'];
    const { wholeNumber, wholeNumberWithin, wholeNumberBesideWord } = matchGrade;
    expect((await met('PO-27128', stored)).get('PO-27128')).toBe(wholeNumber);
    expect((await met('PO-27128', stored)).get('27128')).toBeUndefined();
    for (const [q, best] of [
      ['PO#27128', wholeNumber],
      ['Where is PO#27128?', wholeNumberWithin],
    ] as const) {
      const found = await met(q, stored);
      expect(found.get('PO-27128'), q).toBe(best);
      expect(found.get('27128'), q).toBe(wholeNumberBesideWord);
      expect(isExactGrade(wholeNumberBesideWord, best)).toBe(false);
    }
  });

  it('[ORDERS-2] a number of nothing but zeros begins those that are written with them, and no others', async () => {
    const { beginning } = matchGrade;
    const stored = ['PO-37615', 'PO-00471', 'SO077255', 'SO1'];
    for (const [q, found] of [
      ['PO-00000', []],
      ['PO-00', ['PO-00471']],
      ['po 0', ['PO-00471']],
      ['SO0', ['SO077255']],
      ['PO', ['PO-37615', 'PO-00471']],
    ] as const)
      expect(await met(q, stored), q).toEqual(new Map(found.map((number) => [number, beginning])));
  });

  it('[ORDERS-2] zeros that lead digits within a number may be left out, after what is written so', async () => {
    const stored = [
      'INV/2026/077693',
      'INV/2026/776930',
      'INV-2026-77693',
      'INV/20260/7693',
      'INV/2026/177693',
    ];
    const { wholeNumber, wholeNumberWithin, wholeNumberButZeros, end } = matchGrade;
    for (const q of ['INV/2026/77693', 'inv 2026 77693', 'INV2026-77693', 'ＩＮＶ／２０２６／７７６９３'])
      expect(Object.fromEntries(await met(q, stored)), q).toEqual({
        'INV-2026-77693': wholeNumber,
        'INV/2026/077693': wholeNumberButZeros,
      });
    expect(await met('INV/2026/0077693', stored)).toEqual(
      new Map([
        ['INV/2026/077693', wholeNumberButZeros],
        ['INV-2026-77693', wholeNumberButZeros],
      ]),
    );
    expect(await met('Rechnung INV/2026/077693, bitte', stored)).toEqual(
      new Map([
        ['INV/2026/077693', wholeNumberWithin],
        ['INV-2026-77693', wholeNumberButZeros],
      ]),
    );
    // With another as it is written, a number but for zeros is no answer to open at once.
    expect(isExactGrade(wholeNumberButZeros, wholeNumberButZeros)).toBe(true);
    for (const best of [wholeNumber, wholeNumberWithin]) {
      expect(isExactGrade(wholeNumberButZeros, best)).toBe(false);
      expect(isExactGrade(best, best)).toBe(true);
    }
    expect(isExactGrade(end, end)).toBe(false);
    expect(await met('INV202677693', ['INV/2026/077693'])).toEqual(new Map());
    expect(await met('77693', ['INV/2026/077693'])).toEqual(new Map([['INV/2026/077693', end]]));
  });

  it('[ORDERS-2] a number typed as it is written is met better than any number of another form, alone and in a sentence', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(numbers, { minLength: 1, maxLength: 6 })
          .map((all) => [...new Set(all.flatMap((number) => [number, padded(number)]))]),
        fc.nat(),
        fc.boolean(),
        async (stored, at, alone) => {
          const own = stored[at % stored.length] ?? '';
          if (!alone && (orderNumber(own).length < 4 || !/\d/.test(own))) return;
          const found = await met(alone ? own : sentence(own), stored);
          const best = found.get(own);
          expect(best).toBe(alone ? matchGrade.wholeNumber : matchGrade.wholeNumberWithin);
          for (const [value, grade] of found)
            if (orderNumber(value) !== orderNumber(own)) expect(grade, value).toBeGreaterThan(Number(best));
        },
      ),
      { numRuns: often(200, 40) },
    );
  });

  it('[ORDERS-2] [THREAD-7] only zeros that lead digits make two numbers one, and the engine takes them apart as the page does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(numbers, { minLength: 2, maxLength: 40 }), async (stored) => {
        const parameters = createParameters();
        const rows = await warehouse.rows<{ value: string; grouped: string }>(
          `select value, ${digitGroupsSql('value')} as grouped from (values ${stored.map((value) => `(${parameters.text(value)})`).join(', ')}) as t(value)`,
          [...parameters.values],
        );
        for (const { value, grouped } of rows) {
          expect(grouped).toBe(digitGroups(value));
          expect(digitGroups(padded(value))).toBe(grouped);
          expect((await met(padded(value), [value])).get(value)).toBeLessThanOrEqual(
            matchGrade.wholeNumberButZeros,
          );
          // Whole groups of digits are the same numbers, one by one.
          expect(grouped.match(/\d+/g)?.map(BigInt)).toEqual(value.match(/\d+/g)?.map(BigInt));
        }
      }),
      { numRuns: often(15, 4) },
    );
  });
});
