import { afterAll, expect, it, vi } from 'vitest';
import { keptErrorText } from './kept-error-text.ts';
import { locale } from './locale.svelte.ts';

vi.stubGlobal('localStorage', { setItem: () => undefined });
vi.stubGlobal('document', { documentElement: {} });
afterAll(() => vi.unstubAllGlobals());

it('[API-11] why a refresh failed is told in the language of whoever reads it', async () => {
  const killed = { code: 'refresh_killed', details: { signal: 'SIGKILL' } };
  const torn = { code: 'bad_workspace', details: { file: 'tandem.yaml', reason: 'yaml_tab', at: 4 } };
  const own = { code: 'internal', details: { said: 'out of disk' } };
  const logged = { code: 'internal', details: { id: '3f2a' } };
  await locale.use('en');
  expect(keptErrorText(killed)).toBe('The refresh was ended (SIGKILL).');
  expect(keptErrorText(own)).toBe('An error of the program: “out of disk”.');
  expect(keptErrorText(torn)).toMatch(/^The workspace file tandem\.yaml is not right: line 4: .*tab/i);
  await locale.use('zh-CN');
  expect(keptErrorText(killed)).toBe('刷新进程被外部终止（SIGKILL）。');
  expect(keptErrorText(torn)).toMatch(/tandem\.yaml.*第 4 行.*制表符/);
  expect(keptErrorText(own)).toBe('程序错误：“out of disk”。');
  expect(keptErrorText(logged)).toMatch(/3f2a/);
});
