import { expect, it } from 'vitest';
import { normaliseCompanyName } from './company-name.ts';
import { nameLexicon } from './name-lexicon.ts';

const lexicon = nameLexicon();

it.each([
  ['Solarfonds 1 GmbH', 'solarfonds', '1'],
  ['Solarfonds GmbH 01', 'solarfonds', '1'],
  ['Erste Solarfonds GmbH', 'solarfonds', '1'],
  ['Alpha No. 3 Ltd', 'alpha', '3'],
  ['Windpark Nord IV GmbH & Co. KG', 'windpark nord', '4'],
  ['Windpark Nord GmbH & Co. KG II', 'windpark nord', '2'],
  ['Objekt A Verwaltungs GmbH', 'objekt', 'a'],
  ['OBJEKT E VERWALTUNGS GMBH', 'objekt', 'e'],
  ['Firm I GmbH', 'firm', '1'],
  ['Baltic Shipping Two Ltd', 'baltic', '2'],
  ['Alpha Fünf GmbH', 'alpha', '5'],
  ['Store 101 Retail Ltd', 'store retail', '101'],
  ['Fund 2004-1', 'fund', '1 2004'],
  ['山东高速二公司', 'gaosu|高速', '2'],
  ['中铁二局集团有限公司', 'zhongtie ju|中铁局', '2'],
  ['第四十二机床厂', 'jichuang|机床', '42'],
  ['永辉超市三号店', 'yonghuichaoshi dian|永辉超市店', '3'],
  ['永辉超市3号店', 'yonghuichaoshi dian|永辉超市店', '3'],
])('[LINK-45] %s is %s, number %s', (raw, name, numbers) => {
  expect(normaliseCompanyName(raw, lexicon)).toMatchObject({ name, numbers });
});

it.each([
  'Joh. A. Schmidt GmbH',
  'Müller A. Schmidt',
  'John A Smith',
  'C & A Mode',
  'X-Ray GmbH',
  'Silva e Filhos Lda',
  'Sport e. V.',
  'Alpha B.V.',
  'Beta S.A.',
  'Müller Otto GmbH',
  'Fünf GmbH',
  '3M Company',
  '统一公司',
  '三一重工',
  '深圳市天一有限公司',
])('[LINK-45] %s has no number', (raw) => {
  expect(normaliseCompanyName(raw, lexicon).numbers).toBeUndefined();
});
