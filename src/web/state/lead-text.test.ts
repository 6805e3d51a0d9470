import { afterAll, describe, expect, it, vi } from 'vitest';
import { leadSourceText, leadStatusText } from './lead-text.ts';
import { locale } from './locale.svelte.ts';

/** Values that CRMs have by standard, as their files and programs spell them. */
const statuses = [
  'Open - Not Contacted',
  'Working - Contacted',
  'Closed - Converted',
  'Closed - Not Converted',
  'New',
  'Contacted',
  'Nurturing',
  'Qualified',
  'Unqualified',
  'NEW',
  'OPEN',
  'IN_PROGRESS',
  'In progress',
  'OPEN_DEAL',
  'Open deal',
  'ATTEMPTED_TO_CONTACT',
  'CONNECTED',
  'BAD_TIMING',
  'Marketing Qualified Lead',
  'marketingqualifiedlead',
  'Sales Qualified Lead',
  'Attempting',
  'Disqualified',
  'lead',
  'opportunity',
  'converted',
  'lost',
  'cancelled',
];
const sources = [
  'Web',
  'Phone Inquiry',
  'Partner Referral',
  'Purchased List',
  'Trade Show',
  'Other',
  'Advertisement',
  'Employee Referral',
  'Word of mouth',
  'ORGANIC_SEARCH',
  'Organic search',
  'PAID_SEARCH',
  'EMAIL_MARKETING',
  'DIRECT_TRAFFIC',
  'Offline sources',
  'Referrals',
];
vi.stubGlobal('localStorage', { setItem: () => undefined });
vi.stubGlobal('document', { documentElement: {} });
afterAll(() => vi.unstubAllGlobals());

describe('words of a lead', () => {
  it('that CRMs have by standard are in the language of the reader, however they are spelled', async () => {
    await locale.use('zh-CN');
    for (const word of statuses) expect(leadStatusText(word), word).toMatch(/^[\p{Script=Han}，]+$/u);
    for (const word of sources) expect(leadSourceText(word), word).toMatch(/\p{Script=Han}/u);
    expect(leadStatusText('Open - Not Contacted')).toBe('尚未联系');
    expect(leadStatusText('IN_PROGRESS')).toBe(leadStatusText('In progress'));
  });

  it('that nobody knows stay the CRM’s own, in quotation marks', async () => {
    await locale.use('en');
    expect(leadStatusText('In Prüfung')).toBe('“In Prüfung”');
    expect(leadSourceText('Messe Köln 2026')).toBe('“Messe Köln 2026”');
    expect(leadStatusText('working-contacted')).toBe('being worked on');
  });
});
