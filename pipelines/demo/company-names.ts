import type { Place } from './places.ts';
import type { Random } from './random.ts';

export interface CompanyName {
  /** As registered, in the company's own script. */
  readonly legal: string;
  /** In Latin letters. */
  readonly latin: string;
  /** In Latin letters without legal form. */
  readonly short: string;
  readonly industry: string;
  readonly industryZh: string;
  readonly slug: string;
}

const syllables =
  '精jing 工gong 华hua 恒heng 瑞rui 泰tai 鑫xin 宏hong 远yuan 达da 盛sheng 隆long 嘉jia 诚cheng 德de 凯kai 博bo 力li 天tian 海hai 东dong 兴xing 永yong 安an 信xin 祥xiang 顺shun 和he 昌chang 源yuan 拓tuo 科ke 锐rui 铭ming 润run 佳jia 丰feng 万wan 通tong 百bai 卓zhuo 越yue 联lian 创chuang 启qi 航hang 光guang 耀yao'
    .split(' ')
    .map((pair) => ({ zh: pair.slice(0, 1), latin: pair.slice(1) }));

const industries = [
  ['机械', 'Machinery', 16],
  ['自动化设备', 'Automation', 12],
  ['电子', 'Electronics', 9],
  ['化工', 'Chemical', 9],
  ['食品', 'Food', 7],
  ['水务', 'Water', 8],
  ['能源', 'Energy', 8],
  ['汽车零部件', 'Auto Parts', 8],
  ['船舶', 'Marine', 4],
  ['制药', 'Pharmaceutical', 5],
  ['纺织', 'Textile', 4],
  ['建材', 'Building Materials', 5],
  ['环保', 'Environmental', 5],
].map(([zh, en, weight]) => ({ zh: String(zh), en: String(en), weight: Number(weight) }));

const heads =
  'Nor Vel Kal Tri Ast Bren Dor Hel Lum Mar Orv Pel Quin Ros Sten Tal Umb Ver Wex Zan Alb Cor Fen Gar Hol Ild Jor Kes'.split(
    ' ',
  );
const middles = 'a e i o en er al in on ar'.split(' ');
const tails =
  'dex mark tec lund berg via ron tis mond field holm stad nova quist wick mar dale gen sund tor'.split(' ');

const forms: Record<string, readonly string[]> = {
  DE: ['GmbH', 'GmbH & Co. KG', 'AG'],
  FR: ['SAS', 'SARL'],
  NL: ['B.V.'],
  IT: ['S.r.l.', 'S.p.A.'],
  GB: ['Ltd', 'Limited'],
  PL: ['Sp. z o.o.'],
  ES: ['S.L.', 'S.A.'],
  US: ['Inc.', 'LLC', 'Corp.'],
  CA: ['Inc.', 'Ltd.'],
  MX: ['S.A. de C.V.'],
  SG: ['Pte. Ltd.'],
  JP: ['K.K.'],
  KR: ['Co., Ltd.'],
  AU: ['Pty Ltd'],
  VN: ['Co., Ltd.'],
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An invented company of a place. `taken` keeps slugs unique; any likeness to a real firm is chance. */
export function companyName(random: Random, place: Place, taken: Set<string>): CompanyName {
  for (;;) {
    const industry = random.weighted(industries);
    const name =
      place.country === 'CN' ? chineseName(random, place, industry) : foreignName(random, place, industry);
    if (taken.has(name.slug)) continue;
    taken.add(name.slug);
    return name;
  }
}

function chineseName(random: Random, place: Place, industry: { zh: string; en: string }): CompanyName {
  const one = random.pick(syllables);
  const two = random.pick(syllables);
  const form = random.chance(0.8) ? '有限公司' : random.chance(0.5) ? '股份有限公司' : '有限责任公司';
  const brand = capital(one.latin + two.latin);
  const short = `${place.city} ${brand} ${industry.en}`;
  return {
    legal: `${place.cityZh}${one.zh}${two.zh}${industry.zh}${form}`,
    latin: `${short} Co., Ltd.`,
    short,
    industry: industry.en,
    industryZh: industry.zh,
    slug: `${brand}-${industry.en}-${place.city}`.toLowerCase().replaceAll(' ', ''),
  };
}

function foreignName(random: Random, place: Place, industry: { zh: string; en: string }): CompanyName {
  const brand = random.pick(heads) + (random.chance(0.6) ? random.pick(middles) : '') + random.pick(tails);
  const word = random.pick([industry.en, 'Technik', 'Systems', 'Industries', 'Group', 'Engineering']);
  const short = `${brand} ${word}`;
  const latin = `${short} ${random.pick(forms[place.country] ?? ['Ltd.'])}`;
  const slug = `${brand}-${word}-${place.city}`.toLowerCase().replaceAll(' ', '');
  return { legal: latin, latin, short, industry: industry.en, industryZh: industry.zh, slug };
}

/** A name as somebody else types it: other legal form, abbreviation, a slip of the finger. */
export function nameVariant(random: Random, name: CompanyName, chinese: boolean): string {
  const base = chinese ? name.legal : name.latin;
  const roll = random.next();
  if (roll < 0.34) return base;
  if (chinese) {
    if (roll < 0.5) return name.legal.replace(/(股份|责任)?有限(责任)?公司$/, '');
    if (roll < 0.62) return name.legal.replace(/有限公司$/, '公司');
    if (roll < 0.85) return name.legal.replace('有限公司', '（集团）有限公司').replace(/^(..)/, '$1市');
    return `${name.legal} `;
  }
  if (roll < 0.5) return name.short;
  if (roll < 0.6) return base.toUpperCase();
  if (roll < 0.7)
    return base.replace('Co., Ltd.', 'Co.,Ltd').replace('GmbH', 'G.m.b.H.').replace('Inc.', 'Incorporated');
  if (roll < 0.76)
    return base.replace(' Machinery', ' Mach.').replace(' Automation', ' Automat.').replace(' & ', ' and ');
  return typo(random, base);
}

/** One slip: two letters swapped, one lost or one doubled. */
export function typo(random: Random, text: string): string {
  const i = 1 + random.int(Math.max(1, text.length - 3));
  const roll = random.int(3);
  if (roll === 0) return text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2);
  return roll === 1
    ? text.slice(0, i) + text.slice(i + 1)
    : text.slice(0, i) + text.charAt(i) + text.slice(i);
}
