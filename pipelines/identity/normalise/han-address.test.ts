import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hanLine } from './han-address.ts';
import { hanPlaces, readHanAddress, type HanAddress } from './han-places.ts';
import { nameLexicon } from './name-lexicon.ts';

const table = [
  '上海市浦东新区张江路88号',
  '江苏省苏州市昆山市工业大道1号',
  '江苏省苏州市工业园区星湖街328号',
  '北京市海淀区中关村大街1号',
  '北京市朝阳区建国路2号',
  '吉林省长春市朝阳区人民大街3号',
  '河北省石家庄市正定县常山东路5号',
];
const places = hanPlaces(table, nameLexicon().hanPlaces);
const read = (raw: string): HanAddress => readHanAddress(raw, places);
const pudong = { city: '上海', district: '浦东', line: '张江路88号' };

describe('[LINK-44] where an address in Han characters is', () => {
  it.each([
    '上海市浦东新区张江路88号',
    '上海浦东张江路88号',
    '浦东新区张江路88号',
    '浦东张江路88号',
    '上海市上海市浦东新区张江路88号',
    '上海上海市浦东张江镇张江路８８号',
    '上海市 浦东新区 张江路88号',
    '上海市，浦东新区，张江路88号',
    '中国上海市浦東新區張江路88號',
    '200120 上海市浦东新区张江路88号',
  ])('%s is in Pudong, Shanghai', (raw) => {
    expect(read(raw)).toEqual(pudong);
  });

  it.each([
    ['江苏苏州昆山工业大道1号', { province: '江苏', city: '苏州', district: '昆山', line: '工业大道1号' }],
    ['昆山市工业大道1号', { city: '苏州', district: '昆山', line: '工业大道1号' }],
    ['正定常山东路5号', { city: '石家庄', district: '正定', line: '常山东路5号' }],
    // Two cities have a Chaoyang; a park stands beside the district.
    ['朝阳区建国路2号', { district: '朝阳', line: '建国路2号' }],
    ['苏州工业园区星湖街328号', { city: '苏州', line: '星湖街328号' }],
    ['內蒙古自治區包頭市鋼鐵大街5號', { province: '内蒙古', city: '包头', line: '钢铁大街5号' }],
    ['吉林省吉林市江南大街1号', { province: '吉林', city: '吉林', line: '江南大街1号' }],
    // A name of a place may be a street's.
    ['南京东路88号', { line: '南京东路88号' }],
    ['上海浦东南路88号', { city: '上海', line: '浦东南路88号' }],
    ['北京市北京西路1号', { city: '北京', line: '北京西路1号' }],
    ['上海市市场路8号', { city: '上海', line: '市场路8号' }],
    ['长安街1号', { line: '长安街1号' }],
    // Nothing would be left, or no place is said.
    ['浦东新区', { line: '浦东新区' }],
    ['阳光小区3幢501室', { line: '阳光小区3幢501室' }],
    ['万科城市花园3幢', { line: '万科城市花园3幢' }],
    ['石桥镇李家村3组12号', { line: '李家村3组12号' }],
  ] as const)('%s', (raw, expected) => {
    expect(read(raw)).toEqual(expected);
  });

  it('is the same however its places are written, and nothing is made up', () => {
    const place = fc.constantFrom(
      ['上海', '市', '浦东', '新区'] as const,
      ['北京', '市', '海淀', '区'] as const,
      ['苏州', '市', '昆山', '市'] as const,
      ['石家庄', '市', '正定', '县'] as const,
    );
    const line = fc.constantFrom('张江路88号', '人民路12号3幢', '中山北路9弄', '解放大街1号');
    fc.assert(
      fc.property(place, line, fc.boolean(), fc.boolean(), (words, street, first, second) => {
        const [city, ofCity, district, ofDistrict] = words;
        const raw = `${city}${first ? ofCity : ''}${district}${second ? ofDistrict : ''}${street}`;
        expect(read(raw)).toEqual({ city, district, line: street });
      }),
    );
  });
});

describe('[LINK-44] the line of an address in Han characters', () => {
  it.each([
    ['星海东路12号5楼', 'xinghai east road', '12'],
    ['张江路88弄12号', 'zhangjiang road', '88'],
    ['张江路88', 'zhangjiang road', '88'],
    ['张江路88-1号', 'zhangjiang road', '88'],
    ['张江路八十八号', 'zhangjiang road', '88'],
    ['张江路一百零八号', 'zhangjiang road', '108'],
    ['张江路一〇八号', 'zhangjiang road', '108'],
    ['张江路088号', 'zhangjiang road', '88'],
    ['建设一路5号', 'jiansheyi road', '5'],
    ['中山北路9号阳光花园3幢501室', 'zhongshan north road yangguanghuayuan', '9'],
    ['李家村3组12号', 'lijiacun', '3'],
    ['浦东新区', 'pudongxinqu', undefined],
  ])('%s is %s and %s', (line, words, number) => {
    expect(hanLine(line)).toEqual({ words, number });
  });
});
