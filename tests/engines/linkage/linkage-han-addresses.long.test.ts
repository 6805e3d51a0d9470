import { describe, expect, it } from 'vitest';
import { linkRecords } from '../../../pipelines/identity/link/link-records.ts';
import { linkSettingsSchema, type LinkSettings } from '../../../pipelines/identity/link/link-settings.ts';
import { profileRelations } from '../../../pipelines/identity/link/profile/profile-relations.ts';
import { takeApart } from '../../../pipelines/identity/link/read/take-apart.ts';
import { appendRows } from '../../../src/warehouse/bulk-rows.ts';
import { openWarehouse, type Warehouse } from '../../../src/warehouse/open.ts';
import { pairScores, type PairScores } from '../../support/pair-scores.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const brands =
  '明远 华盛 恒通 天润 金辉 鼎信 瑞丰 博雅 新宇 海川 东升 创维 科瑞 正泰 宏图 飞跃 通达 安信 佳禾 龙腾'.split(
    ' ',
  );
const trades = '机械 电子 贸易 科技 精密制造 化工 物流 包装 医疗器械 自动化设备'.split(' ');
const forms = ['有限公司', '股份有限公司', '集团有限公司'];
const cities = [
  ['上海市', '浦东新区', '021'],
  ['北京市', '海淀区', '010'],
  ['深圳市', '宝安区', '0755'],
  ['苏州市', '昆山市', '0512'],
  ['宁波市', '鄞州区', '0574'],
] as const;
const roads = '中山路 人民路 工业大道 创业路 科技园路 开发大道 滨江路 长江路'.split(' ');

/** Customers of a CRM (city apart, few tax numbers) and of an ERP (the address in one, with storey or building). */
function registers(companies: number, seed: number): { crm: string[][]; erp: string[][] } {
  const random = seededRandom(seed);
  const [crm, erp]: [string[][], string[][]] = [[], []];
  for (let company = 0; company < companies; company++) {
    const [city, district, area] = random.pick(cities);
    const named = random.pick(brands) + (random.chance(0.4) ? random.pick(brands).slice(0, 1) : '');
    const [trade, form] = [random.pick(trades), random.pick(forms)];
    const name = city.slice(0, -1) + named + trade + form;
    const tax = `91${String(310_115 + random.integer(100_000))}${String(random.integer(9_999_999_999)).padStart(10, '0')}`;
    const street = `${random.pick(roads)}${String(1 + random.integer(1_999))}号`;
    const phone = String(1_000_000 + random.integer(8_999_999));
    const entity = String(company);
    if (random.chance(0.85))
      crm.push([
        `C${String(crm.length)}`,
        entity,
        random.pick([name, name, named + trade, `${name}(${city.slice(0, -1)})`]),
        random.chance(0.3) ? tax : '',
        city,
        district + street,
        random.chance(0.6) ? `${area}-${phone}` : '',
      ]);
    if (random.chance(0.85))
      erp.push([
        String(erp.length),
        entity,
        name,
        random.chance(0.9) ? tax : '',
        city + district + street + random.pick(['', `${String(1 + random.integer(20))}楼`, '2栋']),
        random.chance(0.7) ? area + phone : '',
      ]);
  }
  return { crm, erp };
}

const relations = [
  { name: 'crm', source: 'crm_blind' },
  { name: 'erp', source: 'erp_blind' },
];

async function scores(warehouse: Warehouse, settings: LinkSettings): Promise<PairScores> {
  await linkRecords(warehouse, await takeApart(warehouse, relations, settings));
  return pairScores(
    warehouse,
    `select 'crm|' || 客户ID as id, entity, 0 as rel from crm union all select 'erp|' || 编号, entity, 1 from erp`,
    `select a.id as a, b.id as b from link_cluster x join link_cluster y using (cluster) join link_record a on a.no = x.no join link_record b on b.no = y.no where a.rel < b.rel`,
    true,
  );
}

describe('[LINK-32] addresses in Han characters', () => {
  it('one with its city and storey meets one without, told nothing of two tables', async () => {
    const warehouse = await openWarehouse({ threads: 1 });
    try {
      await warehouse.run(
        `create table crm (客户ID varchar, entity varchar, 客户名称 varchar, 税号 varchar, 城市 varchar, 地址 varchar, 电话 varchar);
         create table erp (编号 varchar, entity varchar, 公司名称 varchar, 纳税人识别号 varchar, 注册地址 varchar, 联系电话 varchar)`,
      );
      const { crm, erp } = registers(500, 3);
      await appendRows(warehouse, { name: 'crm' }, crm);
      await appendRows(warehouse, { name: 'erp' }, erp);
      await warehouse.run(
        'create view crm_blind as select * exclude (entity) from crm; create view erp_blind as select * exclude (entity) from erp',
      );
      const settings = linkSettingsSchema.parse(await profileRelations(warehouse, relations, 'many_to_many'));
      const apart = await scores(warehouse, settings);
      const asWritten = await scores(warehouse, {
        ...settings,
        fields: settings.fields.map((field) =>
          field.kind === 'address' ? { ...field, parts: false } : field,
        ),
      });
      console.log(
        `addresses in Han characters: precision ${apart.precision.toFixed(4)}, recall ${apart.recall.toFixed(4)}; as written ${asWritten.precision.toFixed(4)}, ${asWritten.recall.toFixed(4)}`,
      );
      expect(apart.precision).toBeGreaterThan(0.98);
      expect(apart.recall).toBeGreaterThan(0.98);
      expect(apart.recall).toBeGreaterThan(asWritten.recall + 0.1);
    } finally {
      warehouse.close();
    }
  });
});
