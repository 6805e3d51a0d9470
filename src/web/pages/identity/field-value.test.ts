import { afterAll, expect, it, vi } from 'vitest';
import { locale } from '../../state/locale.svelte.ts';
import { fieldValue } from './field-value.ts';
import { pinOptions } from './golden/pin-options.ts';

vi.stubGlobal('localStorage', { setItem: () => undefined });
vi.stubGlobal('document', { documentElement: {} });
afterAll(() => vi.unstubAllGlobals());

const stamp = { generation: 'a1b2c3d4e5f6', asOf: '2026-06-30' };
const lists = {
  ...stamp,
  countries: [],
  currencies: [],
  channels: ['Web', 'Direct', 'Trade Fair'],
  industries: [],
};

it('a channel is called as everywhere else, one we have no word for as in the data', async () => {
  await locale.use('en');
  expect(['Key Account', 'Trade Fair'].map((channel) => fieldValue('channel', channel))).toEqual([
    'Key Account',
    'Trade Fair',
  ]);
  await locale.use('zh-CN');
  expect(['Key Account', 'Web', 'Trade Fair'].map((channel) => fieldValue('channel', channel))).toEqual([
    '大客户',
    '网络',
    'Trade Fair',
  ]);
  expect(fieldValue('name', 'Web'), 'a name that reads like one is a name').toBe('Web');
  expect(fieldValue('channel', null)).toBeNull();
});

it('channels to choose from are called so too, and are pinned as the data spells them', async () => {
  await locale.use('zh-CN');
  expect(new Map(pinOptions('channel', lists).map(({ value, text }) => [value, text]))).toEqual(
    new Map([
      ['Web', '网络'],
      ['Direct', '直销'],
      ['Trade Fair', 'Trade Fair'],
    ]),
  );
});
