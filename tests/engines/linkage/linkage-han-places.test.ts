import { describe, expect, it } from 'vitest';
import { linkRecords } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { takeApart } from '../../../pipelines/identity/link/read/take-apart.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse } from '../../../src/warehouse/open.ts';
import { pairScores, type PairScores } from '../../support/pair-scores.ts';
import { seededRandom, type SeededRandom } from '../../support/seeded-random.ts';

const split = (text: string): string[] => text.split(' ');
const places = [
  ['', '上海市', '浦东新区'],
  ['', '北京市', '海淀区'],
  ['江苏省', '苏州市', '昆山市'],
  ['浙江省', '杭州市', '余杭区'],
  ['广东省', '深圳市', '宝安区'],
] as const;
const roads = split('张江路 人民路 创业路 科苑大道 星湖街 中山北路 滨江大道 建设一路 南京西路 金桥路');
const brands = split('明远 华盛 恒通 天润 金辉 鼎信 瑞丰 博雅 新宇 海川 东升 科瑞 正泰 宏图 飞跃 佳禾');
const trades = split('机械 电子 贸易 科技 化工 物流 包装 建材 食品 服饰');
const surnames = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林');
const given = Array.from('伟芳娜秀英敏静丽强磊军洋勇杰涛明超霞平刚');

const bare = (place: string): string => place.replace(/(?<=..)(省|市|新区|区)$/u, '');
const wide = (text: string): string =>
  text.replaceAll(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfe_e0));
const traditional = new Map(Object.entries({ 东: '東', 区: '區', 号: '號', 张: '張', 业: '業', 海: '海', 苏: '蘇', 广: '廣', 创: '創', 滨: '濱', 设: '設', 桥: '橋', 宝: '寶', 余: '餘', 层: '層' })); // prettier-ignore

/** One address, as a tidy list writes it and as another does. */
function address(random: SeededRandom, before: string | undefined): { tidy: string; loose: string } {
  const [province, city, district] = random.pick(places);
  const road = random.pick(roads);
  const number = 1 + random.integer(999);
  const room = `${String(1 + random.integer(20))}0${String(1 + random.integer(8))}`;
  const tidy = before ?? `${province}${city}${district}${road}${String(number)}号${room}室`;
  const [, first = '', second = '', third = '', line = ''] =
    /^(..省)?(..市)(..(?:新区|区|市))(.+)$/u.exec(tidy) ?? [];
  const maybe = (place: string): string => random.pick([place, bare(place), '']);
  const head =
    random.pick(['', first]) + (random.chance(0.2) ? second + second : maybe(second)) + maybe(third);
  const short = random.chance(0.5) ? line.replace(/(?<=号).*$/u, '') : line;
  const loose = head + (random.chance(0.3) ? wide(short) : short);
  return {
    tidy,
    loose: random.chance(0.2)
      ? Array.from(loose, (character) => traditional.get(character) ?? character).join('')
      : loose,
  };
}

/** Two lists of key, entity, name and address: of firms, or of families of which one in three has the home of the one before. */
function lists(
  of: 'firms' | 'families',
  size: number,
  seed: number,
): { left: string[][]; right: string[][] } {
  const random = seededRandom(seed);
  const [left, right]: [string[][], string[][]] = [[], []];
  let [home, surname]: [string | undefined, string] = [undefined, ''];
  for (let entity = 0; entity < size; entity++) {
    const isKin = of === 'families' && home !== undefined && random.chance(0.33);
    surname = isKin ? surname : random.pick(surnames);
    const { tidy, loose } = address(random, isKin ? home : undefined);
    home = tidy;
    const person = surname + random.pick(given) + (random.chance(0.6) ? random.pick(given) : '');
    const named = random.pick(brands) + random.pick(trades);
    const [name, short] =
      of === 'families' ? [person, person] : [`${named}有限公司`, random.pick([named, `${named}有限公司`])];
    if (random.chance(0.85)) left.push([`A${String(left.length)}`, String(entity), name, tidy]);
    if (random.chance(0.85)) right.push([`B${String(right.length)}`, String(entity), short, loose]);
  }
  return { left, right };
}

async function scores(of: 'firms' | 'families', size: number, seed: number): Promise<PairScores> {
  const warehouse = await openWarehouse({ threads: 1 });
  const name = of === 'firms' ? '公司名称' : '姓名';
  try {
    const { left, right } = lists(of, size, seed);
    for (const [table, rows] of [
      ['l', left],
      ['r', right],
    ] as const) {
      await warehouse.run(
        `create table ${table} (编号 varchar, entity varchar, ${name} varchar, 地址 varchar)`,
      );
      await appendRows(warehouse, { name: table }, rows);
      await warehouse.run(`create view ${table}_blind as select * exclude (entity) from ${table}`);
    }
    const relations = ['l', 'r'].map((table) => ({ name: table, source: `${table}_blind` }));
    const settings = linkSettingsSchema.parse(await profileRelations(warehouse, relations, 'many_to_many'));
    await linkRecords(warehouse, await takeApart(warehouse, relations, settings));
    return await pairScores(
      warehouse,
      `select 'l|' || 编号 as id, entity, 0 as rel from l union all select 'r|' || 编号, entity, 1 from r`,
      `select a.id as a, b.id as b from link_cluster x join link_cluster y using (cluster) join link_record a on a.no = x.no join link_record b on b.no = y.no where a.rel < b.rel`,
      true,
    );
  } finally {
    warehouse.close();
  }
}

describe('[LINK-44] addresses in Han characters in two styles, told nothing', () => {
  it.each([
    ['firms', 80, 11],
    ['firms', 250, 12],
    ['families', 80, 13],
    ['families', 250, 14],
  ] as const)('%s, %i', async (of, size, seed) => {
    const { precision, recall, f1 } = await scores(of, size, seed);
    console.log(
      `${of} of ${String(size)}: precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)}, F1 ${f1.toFixed(4)}`,
    );
    expect(f1).toBeGreaterThan(0.96);
  });
});
