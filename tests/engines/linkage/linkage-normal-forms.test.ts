import { expect, it } from 'vitest';
import { kindSql, kindSqlMonthFirst } from '../../../pipelines/identity/link/kinds/kind-sql.ts';
import type { FieldKind } from '../../../src/stats/linkage/field-kind.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';

/** Each as written has this normal form. */
async function expectForms(
  kind: FieldKind,
  written: Readonly<Record<string, string | null>>,
  value = kindSql[kind].value,
): Promise<void> {
  const warehouse = await openWarehouse();
  try {
    for (const [raw, form] of Object.entries(written))
      expect(
        await warehouse.rows(`select ${value} as form from (select $1::varchar as raw)`, [raw]),
        raw,
      ).toEqual([{ form }]);
  } finally {
    warehouse.close();
  }
}

it('[LINK-26] days are read in figures and with an English month, however they are written', async () => {
  await expectForms('date', {
    '1978-12-11': '19781211',
    '1978/3/7': '19780307',
    '1978-12-11T00:00:00': '19781211',
    '19781211': '19781211',
    '12/11/1978': '19781112',
    '8/20/1991': '19910820',
    '31.12.1999': '19991231',
    '12-11-1978 10:00': '19781112',
    '10/27/76': '19761027',
    ' 1.2.03 ': '20030201',
    '2/4/31': '19310402',
    '24-May-11': '20110524',
    '15-Mar-92': '19920315',
    '07-DEC-2004': '20041207',
    'Mar 1 1970': '19700301',
    'March 1, 1970': '19700301',
    '1 Sept 1980': '19800901',
    'Martin 5': null,
    may: null,
    unknown: null,
  });
});

it('[LINK-26] of a column that has the month first, days are read so, but between full stops', async () => {
  await expectForms(
    'date',
    {
      '12/11/1978': '19781211',
      '8/20/1991': '19910820',
      '4-3-1999': '19990403',
      '31/12/1999': '19991231',
      '4.3.1999': '19990304',
      '1999-04-03': '19990403',
    },
    kindSqlMonthFirst.date?.value,
  );
});

it('[LINK-36] a mailbox is the same beside the name of its owner, and without what is written behind a plus', async () => {
  await expectForms('email', {
    'Anna@Berg.org': 'anna@berg.org',
    ' anna+shop@berg.org ': 'anna@berg.org',
    'Berg, Anna <anna@berg.org>': 'anna@berg.org',
    'Anna<anna+shop@berg.org >': 'anna@berg.org',
    '<anna@berg.org>': 'anna@berg.org',
    'Anna <none>': 'anna <none>',
    '': null,
  });
});

it('[LINK-48] an address has the words that its short forms stand for, and a street’s number in figures', async () => {
  await expectForms('address', {
    '747 Ninth Ave.': '747 9th avenue',
    '12 N Main St, Ste 4': '12 north main street suite 4',
    'Hauptstr. 5': 'haupt street 5',
    'Gießener Straße 3': 'gießener street 3',
    'Kerkstraat 9': 'kerkstraat 9',
    unknown: null,
    '': null,
  });
});
