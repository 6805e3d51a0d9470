import { describe, expect, it } from 'vitest';
import { hanPersonName } from './han-person-name.ts';

describe('[LINK-31] a person’s name in Han characters', () => {
  it.each([
    ['王伟', 'wang wei 王伟'],
    ['王偉', 'wang wei 王伟'],
    ['王 伟', 'wang wei 王伟'],
    ['王伟先生', 'wang wei 王伟'],
    ['王总', 'wang 王'],
    ['先生', 'xian sheng 先生'],
    ['王子涵', 'wang zihan 王子涵'],
    ['欧阳修', 'ouyang xiu 欧阳修'],
    ['歐陽', 'ou yang 欧阳'],
    ['曾国藩', 'zeng guofan 曾国藩'],
    ['单雄信', 'shan xiongxin 单雄信'],
    ['约翰·史密斯', 'yuehan shimisi 约翰史密斯'],
    ['王伟 (Wei Wang)', 'wang wei 王伟 Wei Wang'],
    ['Wei Wang', 'Wei Wang'],
    ['上海明远机械有限公司浦东分公司', '上海明远机械有限公司浦东分公司'],
  ])('%s is %s', (raw, both) => {
    expect(hanPersonName(raw, 'full_name')).toBe(both);
  });

  it('surname and given name each by itself', () => {
    expect([hanPersonName('單', 'surname'), hanPersonName('子涵', 'given_name')]).toEqual([
      'shan 单',
      'zihan 子涵',
    ]);
  });
});
