import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { linkRecords } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema, type LinkSettings } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { takeApart } from '../../../pipelines/identity/link/read/take-apart.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { clusterScores, type PairScores } from '../../support/pair-scores.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const surnames = Array.from('王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗');
const traditional = new Map(Object.entries({ 张: '張', 刘: '劉', 陈: '陳', 杨: '楊', 赵: '趙', 黄: '黃', 吴: '吳', 孙: '孫', 马: '馬', 罗: '羅', 伟: '偉', 丽: '麗', 军: '軍', 杰: '傑', 国: '國', 华: '華' })); // prettier-ignore
const given = Array.from('伟芳娜秀英敏静丽强磊军洋勇杰涛明超霞平刚华玉红飞志斌建国海燕');
const cities = ['上海市', '北京市', '深圳市', '广州市', '苏州市', '杭州市'];
const roads = ['中山路', '人民路', '解放路', '建设路', '和平路', '长江路', '新华路', '文化路'];

const spoken = (name: string): string => {
  const [first = '', ...rest] = pinyin(name, { toneType: 'none', type: 'array', surname: 'head' });
  const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
  return `${capital(rest.join(''))} ${capital(first)}`;
};

/** Persons of two records and more; a copy in three is in Latin letters, one in five in traditional characters or with a title. */
function register(persons: number, seed: number): string[][] {
  const random = seededRandom(seed);
  const rows: string[][] = [];
  for (let person = 0; person < persons; person++) {
    const name = random.pick(surnames) + random.pick(given) + (random.chance(0.6) ? random.pick(given) : '');
    const mobile = `138${String(10_000_000 + random.integer(89_999_999))}`;
    const born = `${String(1950 + random.integer(55))}-0${String(1 + random.integer(9))}-1${String(random.integer(10))}`;
    const address = `${random.pick(roads)}${String(1 + random.integer(900))}号`;
    const city = random.pick(cities);
    for (let copy = 0; copy < 1 + random.integer(3); copy++) {
      const written = random.chance(0.33)
        ? spoken(name)
        : random.chance(0.2)
          ? Array.from(name, (character) => traditional.get(character) ?? character).join('')
          : random.chance(0.1)
            ? `${name}先生`
            : name;
      rows.push([
        String(rows.length + 1),
        String(person),
        written,
        random.chance(0.45) ? '' : mobile,
        random.chance(0.45) ? '' : born,
        random.chance(0.3) ? '' : address,
        city,
      ]);
    }
  }
  return rows;
}

const relations = [{ name: 'person', source: 'blind' }];

async function scores(warehouse: Warehouse, settings: LinkSettings): Promise<PairScores> {
  await linkRecords(warehouse, await takeApart(warehouse, relations, settings));
  return clusterScores(warehouse, { id: '编号' });
}

describe('[LINK-31] names of persons in Han characters', () => {
  it('meet those in Latin letters and in traditional characters, told nothing', async () => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(
        'create table person (编号 varchar, entity varchar, 姓名 varchar, 手机 varchar, 出生日期 varchar, 地址 varchar, 城市 varchar)',
      );
      await appendRows(warehouse, { name: 'person' }, register(800, 5));
      await warehouse.run('create view blind as select * exclude (entity) from person');
      const settings = linkSettingsSchema.parse(await profileRelations(warehouse, relations, 'dedupe'));
      expect(settings.key).toEqual({ person: '编号' });
      expect(
        settings.fields.map(({ name, kind, parts }) => `${name} ${kind}${parts ? ' apart' : ''}`),
      ).toEqual([
        '姓名 full_name apart',
        '手机 phone',
        '出生日期 date',
        '地址 address apart',
        '城市 city apart',
      ]);
      const both = await scores(warehouse, settings);
      const asWritten = await scores(warehouse, {
        ...settings,
        fields: settings.fields.map((field) => ({ ...field, parts: false })),
      });
      console.log(
        `names in two scripts: F1 ${both.f1.toFixed(4)} (precision ${both.precision.toFixed(4)}, recall ${both.recall.toFixed(4)}); as written ${asWritten.f1.toFixed(4)} (${asWritten.precision.toFixed(4)}, ${asWritten.recall.toFixed(4)})`,
      );
      expect(both.f1).toBeGreaterThan(asWritten.f1 + 0.02);
      expect(both.precision).toBeGreaterThan(0.97);
    } finally {
      warehouse.close();
    }
  });
});
