import type { CompanyLexicon } from '../../../src/stats/linkage/company-name/lexicon.ts';
import { parseCompanyName } from '../../../src/stats/linkage/company-name/parse-company-name.ts';
import { hanNameParts } from './han-person-name.ts';
import { nameLook } from './person-or-company.ts';
import { simplified } from './simplified.ts';

/** The most frequent surnames, which nine in ten Chinese bear; not those that are as often the first sign of a firm's name (安, 康, 盛). */
const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤萧樊兰殷施洪翟颜倪牛温芦季俞章鲁葛伍申尤毕聂焦路房祝左柳邢管纪项单童欧岳齐梅庄辛耿关苗庞涂屈鲍席游霍翁阮柯符甘景党詹凌卜柴谷瞿冉蓝喻',
);
const onlyHan = /^\p{Script=Han}+$/u;
const shortName = /^\p{Script=Han}{2,3}$/u;

/** Two or three characters, a frequent surname first, of which none names a place or a trade. */
function hanLook(raw: string, lexicon: CompanyLexicon): boolean {
  const name = simplified(raw).replaceAll(/\s/gu, '');
  const { surname = '', given } = hanNameParts(name) ?? {};
  if (!onlyHan.test(name) || given === undefined || !shortName.test(surname + given)) return false;
  if (lexicon.hanPlaces.has(name)) return false;
  if (surname.length === 1 && !surnames.has(surname)) return false;
  return parseCompanyName(name, lexicon).tokens.every(({ role }) => role === 'brand');
}

/**
 * [GOLDEN-13] Whether a customer's name is a person's by its look: a known given name at either end of a few words, or a
 * frequent surname before one or two characters. Of names that are hidden from whoever does not need them one too many is
 * better than one too few.
 */
export const seemsPerson = (raw: string, lexicon: CompanyLexicon): boolean =>
  nameLook(raw, lexicon) === 'person' || hanLook(raw, lexicon);
