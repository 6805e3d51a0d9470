import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  companyNameSimilarity,
  companyNameThreshold,
} from '../../../src/stats/linkage/company-name/company-name-similarity.ts';
import {
  parseCompanyName,
  type ParsedCompanyName,
} from '../../../src/stats/linkage/company-name/parse-company-name.ts';
import { nameLexicon } from './name-lexicon.ts';

const lexicon = nameLexicon();
const parse = (raw: string): ParsedCompanyName => parseCompanyName(raw, lexicon);
const alike = (one: string, other: string): number => companyNameSimilarity(parse(one), parse(other));

describe('a company name is taken apart', () => {
  it.each([
    ['Hansen Kühltechnik GmbH & Co. KG', ['hansen', 'kuhltechnik'], ['GMBH & CO KG']],
    ['Nordwerk Aktiengesellschaft', ['nordwerk'], ['AG']],
    ['Bluewater Trading Co., Ltd.', ['bluewater', 'trading'], ['CO LTD']],
    ['ООО «Северный ветер»', ['severnyy', 'veter'], ['OOO']],
    ['Tallinna Puit OÜ', ['tallinna', 'puit'], ['OU']],
    ['Quinta Serrana Unipessoal Lda', ['quinta', 'serrana'], ['LTDA']],
    ['Fábrica Luna S.A. de C.V.', ['fabrica', 'luna'], ['SA DE CV']],
    ['Młyn Polny Sp. z o.o.', ['mlyn', 'polny'], ['SP ZOO']],
    ['株式会社サクラ', ['sakura'], ['KK']],
    ['サクラ(株)', ['sakura'], ['KK']],
    ['苏州明远机械有限公司', ['明远', '机械'], ['有限公司']],
    ['苏州市明远机械（集团）有限公司', ['明远', '机械'], ['集团有限公司']],
    ['明远投资合伙企业（有限合伙）', ['明远', '投资'], ['合伙企业']],
    ['The Company', ['company'], []],
  ])('%s', (raw, core, forms) => {
    expect(parse(raw).core).toEqual(core);
    expect(parse(raw).legalForms).toEqual(forms);
  });

  it('places before a Chinese name and the place of a branch are fields of their own', () => {
    expect(parse('江苏省苏州市明远机械有限公司')).toMatchObject({ places: ['jiangsu', 'suzhou'] });
    expect(parse('苏州明远机械有限公司无锡分公司')).toMatchObject({ branch: '无锡', coreJoined: '明远机械' });
    expect(parse('Hansen Kühltechnik GmbH (Hamburg)')).toMatchObject({ branch: 'hamburg' });
  });
});

describe('names of one company are alike, names of two are not', () => {
  it.each([
    ['Hansen Kühltechnik GmbH', 'HANSEN KUHLTECHNIK G.m.b.H.'],
    ['Bluewater International Trading Ltd', 'Bluewater Intl. Trdg. Limited'],
    ['Trading Bluewater', 'Bluewater Trading'],
    ['Quinta Serrana, Lda.', 'Quinta Serrana Limitada'],
    ['Nordvik Maskin AB', 'Nordvik Maskin Aktiebolag'],
    ['Redstone Machinery Inc.', 'Redstnoe Mach. Incorporated'],
    ['Green Field Foods LLC', 'Greenfield Foods LLC'],
    ['North Sea Ferry', 'NSF'],
    ['Smith & Sons', 'Smith and Sons'],
    ['ООО Север', 'Sever OOO'],
    ['苏州明远机械有限公司', '苏州市明远机械（集团）有限公司'],
    ['苏州明远机械有限公司', '苏州明远机机械'],
    ['株式会社サクラ', 'Sakura K.K.'],
  ])('%s = %s', (one, other) => {
    expect(alike(one, other)).toBeGreaterThanOrEqual(companyNameThreshold);
  });

  it.each([
    ['Hansen Kühltechnik GmbH', 'Hansen Kühltechnik AG'],
    ['Bluewater Trading', 'Redstone Trading'],
    ['Bluewater Foods Ltd', 'Bluewater Chemicals Ltd'],
    ['Bluewater (Singapore) Pte Ltd', 'Bluewater (Malaysia) Sdn Bhd'],
    ['苏州明远机械有限公司', '苏州明达机械有限公司'],
    ['苏州明远机械有限公司', '无锡明远机械有限公司'],
  ])('%s ≠ %s', (one, other) => {
    expect(alike(one, other)).toBeLessThan(companyNameThreshold);
  });
});

describe('of any text', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom(...Array.from('Aa b.&-(é ß公司苏州机械）カ주식회사Ж7İĳ')),
      maxLength: 30,
    }),
  );

  it('parsing never fails, and what is normalised stays so', () => {
    fc.assert(
      fc.property(text, (raw) => {
        const once = parse(raw).normalised;
        expect(parse(once).normalised).toBe(once);
      }),
      { numRuns: 1000 },
    );
  });

  it('a name is like itself, and likeness has no direction', () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(alike(one, one)).toBe(1);
        expect(alike(one, other)).toBe(alike(other, one));
        expect(alike(one, other)).toBeGreaterThanOrEqual(0);
        expect(alike(one, other)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });
});
