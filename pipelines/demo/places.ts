import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A city of the demo with the region that data/reference/regions.csv gives its province or country. */
export interface Place {
  readonly country: string;
  readonly province: string;
  readonly provinceZh: string;
  readonly city: string;
  readonly cityZh: string;
  readonly zip: string;
  readonly region: string;
  readonly weight: number;
}

const chinese = `
Shanghai|Shanghai|上海|200|10
Jiangsu|Suzhou|苏州|215|9
Jiangsu|Nanjing|南京|210|5
Jiangsu|Wuxi|无锡|214|5
Jiangsu|Changzhou|常州|213|3
Zhejiang|Hangzhou|杭州|310|6
Zhejiang|Ningbo|宁波|315|5
Zhejiang|Wenzhou|温州|325|3
Anhui|Hefei|合肥|230|3
Shandong|Qingdao|青岛|266|4
Shandong|Jinan|济南|250|3
Fujian|Xiamen|厦门|361|3
Fujian|Quanzhou|泉州|362|2
Guangdong|Shenzhen|深圳|518|7
Guangdong|Guangzhou|广州|510|5
Guangdong|Dongguan|东莞|523|5
Guangdong|Foshan|佛山|528|4
Guangxi|Liuzhou|柳州|545|1
Hainan|Haikou|海口|570|0.5
Beijing|Beijing|北京|100|5
Tianjin|Tianjin|天津|300|4
Hebei|Shijiazhuang|石家庄|050|2
Shanxi|Taiyuan|太原|030|1
Liaoning|Shenyang|沈阳|110|2
Liaoning|Dalian|大连|116|2
Jilin|Changchun|长春|130|1
Heilongjiang|Harbin|哈尔滨|150|1
Henan|Zhengzhou|郑州|450|3
Henan|Luoyang|洛阳|471|1
Hubei|Wuhan|武汉|430|4
Hunan|Changsha|长沙|410|3
Jiangxi|Nanchang|南昌|330|1
Sichuan|Chengdu|成都|610|4
Chongqing|Chongqing|重庆|400|3
Guizhou|Guiyang|贵阳|550|1
Yunnan|Kunming|昆明|650|1
Shaanxi|Xian|西安|710|2
Gansu|Lanzhou|兰州|730|0.5`;

const foreign = `
DE|Stuttgart|70|2.2
DE|Hamburg|20|1.6
FR|Lyon|69|1
NL|Eindhoven|56|0.8
IT|Bologna|40|1
GB|Leeds|LS|1
PL|Poznan|60|0.6
ES|Bilbao|48|0.6
US|Cleveland|441|2.4
US|Houston|770|1.8
CA|Hamilton|L8|0.6
MX|Monterrey|64|0.6
SG|Singapore|63|0.8
JP|Nagoya|450|0.8
KR|Incheon|214|0.5
AU|Newcastle|230|0.4
VN|Hai Phong|180|0.5`;

const rows = (text: string): string[][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|'));

/** All places, with weights by which customers live there. */
export function readPlaces(): Place[] {
  const file = join(import.meta.dirname, '../../data/reference/regions.csv');
  const regions = new Map<string, { region: string; zh: string }>();
  for (const line of readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1)) {
    const [country = '', province = '', zh = '', region = ''] = line.split(',');
    regions.set(`${country}|${province}`, { region, zh });
  }
  const known = (country: string, province: string): { region: string; zh: string } => {
    const found = regions.get(`${country}|${province}`);
    if (!found) throw new RangeError(`${file} lacks ${country} ${province}`);
    return found;
  };
  const home = rows(chinese).map(([province = '', city = '', cityZh = '', zip = '', weight = '']) => {
    const { region, zh } = known('CN', province);
    return { country: 'CN', province, provinceZh: zh, city, cityZh, zip, region, weight: Number(weight) };
  });
  const abroad = rows(foreign).map(([country = '', city = '', zip = '', weight = '']) => {
    const { region } = known(country, '');
    return { country, province: '', provinceZh: '', city, cityZh: city, zip, region, weight: Number(weight) };
  });
  return [...home, ...abroad];
}

/** Sales currency of a country's customers. */
export const currencyOf = (country: string): 'CNY' | 'EUR' | 'USD' =>
  country === 'CN' ? 'CNY' : ['DE', 'FR', 'NL', 'IT', 'GB', 'PL', 'ES'].includes(country) ? 'EUR' : 'USD';
