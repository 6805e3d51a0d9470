import { afterAll, expect, it, vi } from 'vitest';
import { locale } from './locale.svelte.ts';
import { memberText } from './member-text.ts';

vi.stubGlobal('localStorage', { setItem: () => undefined });
vi.stubGlobal('document', { documentElement: {} });
afterAll(() => vi.unstubAllGlobals());

/** As exports and programs of the CRMs spell their standard stages. */
const standard = [
  'Prospecting',
  'Qualification',
  'Needs Analysis',
  'Proposal/Price Quote',
  'Negotiation/Review',
  'Closed Won',
  'Closed Lost',
  'Appointment scheduled',
  'qualifiedtobuy',
  'Presentation scheduled',
  'Decision maker bought-in',
  'contractsent',
  'closedwon',
  'Closed lost',
];

it('a standard stage is in the reader’s language, however its CRM spells it; another stays as it is', async () => {
  await locale.use('zh-CN');
  for (const stage of standard) expect(memberText('stage', stage), stage).toMatch(/^\p{Script=Han}+$/u);
  expect(memberText('stage', 'closedwon')).toBe(memberText('stage', 'Closed Won'));
  expect(memberText('stage', 'Musterung läuft')).toBe('Musterung läuft');
  expect(memberText('stage', null)).not.toBe('');
  await locale.use('en');
  expect(memberText('stage', 'closedlost')).toBe('Closed Lost');
});
