import { afterAll, expect, it, vi } from 'vitest';
import { locale } from '../../state/locale.svelte.ts';
import { flagText, flagTone } from './event-text.ts';

vi.stubGlobal('localStorage', { setItem: () => undefined });
vi.stubGlobal('document', { documentElement: {} });
afterAll(() => vi.unstubAllGlobals());

it('[C360-5] an order whose lines did not all come in is marked, late or not, in both languages', async () => {
  const said = () =>
    ['incomplete', 'late_incomplete', 'late'].map((flag) => [flagText({ flag, days: 3 }), flagTone(flag)]);
  await locale.use('en');
  expect(said()).toEqual([
    ['lines not loaded', 'warn'],
    ['3 days late, lines not loaded', 'bad'],
    ['3 days late', 'bad'],
  ]);
  await locale.use('zh-CN');
  expect(said()).toEqual([
    ['有行未加载', 'warn'],
    ['延误3天，有行未加载', 'bad'],
    ['延误3天', 'bad'],
  ]);
});
