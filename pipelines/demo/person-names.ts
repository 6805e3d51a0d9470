import type { Random } from './random.ts';

export interface PersonName {
  readonly first: string;
  readonly last: string;
  /** As the person's country writes it. */
  readonly full: string;
  /** Lower-case Latin, for e-mail addresses. */
  readonly slug: string;
}

const pairs = (text: string): { zh: string; latin: string }[] =>
  text.split(' ').map((word) => {
    const cut = word.search(/[a-z]/);
    return { zh: word.slice(0, cut), latin: word.slice(cut) };
  });
const families = pairs(
  '王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu 朱zhu 高gao 林lin 何he 郭guo 马ma 罗luo 梁liang 宋song 郑zheng 谢xie 韩han 唐tang 冯feng 于yu 董dong 萧xiao',
);
const given = pairs(
  '伟wei 芳fang 娜na 敏min 静jing 丽li 强qiang 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 娟juan 涛tao 明ming 超chao 秀英xiuying 霞xia 平ping 刚gang 桂英guiying 建国jianguo 志强zhiqiang 晓东xiaodong 雪xue 琳lin 宇yu 晨chen 佳怡jiayi 子轩zixuan 梦mengyao',
);
const firstNames =
  'Anna Peter Laura Thomas Maria Jan Sofia Paul Emma Luca Claire Marc Julia David Elena Martin Nina Oscar Karin Simon Olivia Erik Helen Robert Grace Daniel Alice Kevin'.split(
    ' ',
  );
const lastNames =
  'Weber Moreau Jansen Rossi Clarke Nowak Garcia Miller Tanaka Nguyen Fischer Laurent Bakker Conti Hughes Mazur Ortega Baker Sato Tran Keller Dubois Visser Greco Turner Lis Vega Carter Kim Reed'.split(
    ' ',
  );

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An invented person. Chinese names come in characters, or in pinyin when `latin`. */
export function personName(random: Random, country: string, latin = false): PersonName {
  if (country !== 'CN') {
    const first = random.pick(firstNames);
    const last = random.pick(lastNames);
    return { first, last, full: `${first} ${last}`, slug: `${first}.${last}`.toLowerCase() };
  }
  const family = random.pick(families);
  const name = random.pick(given);
  const slug = `${name.latin}.${family.latin}`;
  if (latin) {
    const first = capital(name.latin);
    const last = capital(family.latin);
    return { first, last, full: `${first} ${last}`, slug };
  }
  return { first: name.zh, last: family.zh, full: family.zh + name.zh, slug };
}
