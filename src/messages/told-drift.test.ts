import { describe, expect, it } from 'vitest';
import { loadMessages } from './load-messages.ts';
import { toldDrift } from './told-drift.ts';
import { createTranslate } from './translate.ts';

const { maybe: zh } = createTranslate('zh-CN', await loadMessages('zh-CN'));
const { maybe: en } = createTranslate('en', await loadMessages('en'));

describe('[LOAD-55] a change of columns is told in the reader’s language', () => {
  it.each([
    [
      { kind: 'added', details: { n: 2, sample: "'red', 'blue'" } },
      "for example 'red', 'blue'",
      "例如 'red', 'blue'",
    ],
    [{ kind: 'added', details: { n: 0, sample: '' } }, 'empty so far', '目前为空'],
    [
      { kind: 'missing', details: { names: 'sum / Summe' } },
      'the file has no column sum / Summe',
      '文件中没有列 sum / Summe',
    ],
    [
      { kind: 'lost', details: { names: 'Phone', kept: 1, empty: 2, held: 0 } },
      'the file has no column Phone, which earlier files had; one row keeps what was known; 2 rows have no value',
      '文件中没有列 Phone，而此前的文件有这一列；1 行保留此前已知的值；2 行没有该值',
    ],
    [
      { kind: 'lost', details: { names: 'Account', kept: 0, empty: 0, held: 3 } },
      'the file has no column Account, which earlier files had; 3 rows wait in quarantine, what was known is served',
      '文件中没有列 Account，而此前的文件有这一列；3 行在隔离区等待处理，此前已知的数据保持不变',
    ],
    [
      { kind: 'lost', details: { names: 'Phone' } },
      'the file has no column Phone, which earlier files had',
      '文件中没有列 Phone，而此前的文件有这一列',
    ],
    [
      { kind: 'retyped', details: { n: 3, total: 4, rule: 'bad_decimal' } },
      `3 of 4 values: ${en('rule.bad_decimal') ?? ''}`,
      `4 个值中有 3 个：${zh('rule.bad_decimal') ?? ''}`,
    ],
    [
      { kind: 'retyped', details: null, detail: '2 of 2 values: bad_date' },
      '2 of 2 values: bad_date',
      '2 of 2 values: bad_date',
    ],
  ])('%o', (drift, english, chinese) => {
    expect([toldDrift(drift, en), toldDrift(drift, zh)]).toEqual([english, chinese]);
  });
});
