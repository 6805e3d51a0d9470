import { expect, it } from 'vitest';
import { createFormats } from '../../../../messages/formats.ts';
import { loadMessages } from '../../../../messages/load-messages.ts';
import { createTranslate } from '../../../../messages/translate.ts';
import { countsText } from './counts-text.ts';

const counts = {
  records: 5_360,
  golden: 3_015,
  bothSystems: 2_345,
  crmOnly: 331,
  erpOnly: 331,
  inNeither: 8,
  review: 0,
  bridges: 0,
};

it('[STAND-4] the headline names what neither system holds any more, so that its parts add up, and only where there is any', async () => {
  const en = createTranslate('en', await loadMessages('en'));
  const zh = createTranslate('zh-CN', await loadMessages('zh-CN'));
  const formats = createFormats('en', 'CNY');
  expect(countsText(counts, 'customer', en, formats)).toBe(
    '5,360 records are 3,015 customers: 2,345 in both systems, 331 only in the CRM, 331 only in the ERP, 8 now in neither.',
  );
  expect(countsText({ ...counts, inNeither: 0 }, 'product', en, formats)).toMatch(/331 only in the ERP\.$/);
  expect(countsText(counts, 'customer', zh, formats)).toMatch(/331 位仅在 ERP，8 位目前两系统均无。$/);
  expect(countsText({ ...counts, inNeither: 1_200 }, 'product', zh, formats)).toMatch(
    /331 种仅在 ERP，1,200 种目前两系统均无。$/,
  );
  expect(countsText({ ...counts, inNeither: 0 }, 'contact', zh, formats)).toMatch(/331 位仅在 ERP。$/);
});
