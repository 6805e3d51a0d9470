import { describe, expect, it } from 'vitest';
import { hanAddress, hanPlace } from './han-address.ts';

describe('[LINK-32] an address in Han characters', () => {
  it.each([
    ['苏州市星海东路12号', 'xinghai east road 12', 'suzhou xinghai east road 12'],
    ['江蘇省蘇州市星海東路12號5樓', 'xinghai east road 5 12', 'suzhou xinghai east road 5 12'],
    ['海淀区中山路738号', 'haidianqu zhongshan road 738', 'haidianqu zhongshan road 738'],
    ['北京市 海淀区 中山路738号', 'haidianqu zhongshan road 738', 'beijing haidianqu zhongshan road 738'],
    ['12 Xinghai East Road', '12 Xinghai East Road', '12 Xinghai East Road'],
    ['苏州市', 'suzhoushi', 'suzhou suzhoushi'],
  ])('%s is %s, and with its place %s', (raw, street, whole) => {
    expect([hanAddress(raw, false), hanAddress(raw, true)]).toEqual([street, whole]);
  });

  it('begins with province and city', () => {
    expect(
      ['江苏省苏州市昆山市工业大道1号', '内蒙古自治区包头市', '浦东新区滨江路2号'].map(hanPlace),
    ).toEqual([{ region: '江苏省', city: '苏州市' }, { region: '内蒙古自治区', city: '包头市' }, {}]);
  });
});
