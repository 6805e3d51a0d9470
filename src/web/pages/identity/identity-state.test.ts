import { afterAll, beforeEach, expect, it, vi } from 'vitest';
import type { MeResponse, StartResponse } from '../../../contract/api/session.ts';
import { locale } from '../../state/locale.svelte.ts';
import { toasts } from '../../state/toasts.svelte.ts';

const kept = new Map<string, string>();
const storage = {
  getItem: (key: string) => kept.get(key) ?? null,
  setItem: (key: string, value: string) => void kept.set(key, value),
  removeItem: (key: string) => void kept.delete(key),
};
vi.stubGlobal('location', { href: 'http://here/identity', origin: 'http://here' });
vi.stubGlobal('localStorage', storage);
vi.stubGlobal('sessionStorage', storage);
vi.stubGlobal('document', { documentElement: { dataset: {} } });
vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined }));
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('removeEventListener', () => undefined);
afterAll(() => vi.unstubAllGlobals());

const refused = (code: string, details: object) =>
  Response.json({ error: { code, details, id: 'e1' } }, { status: code === 'contradicts' ? 409 : 400 });
let asked: string[] = [];
let answer: () => Response;
vi.stubGlobal('fetch', (path: string) => {
  asked.push(path);
  return Promise.resolve(
    path === '/api/identity/decisions' ? answer() : Response.json({ pending: 0, pendingOf: {} }),
  );
});

/** What is told after the server has refused that two records are one customer. */
async function toldAfter(response: () => Response, name: string) {
  answer = response;
  const { identity } = await import('./identity-state.svelte.ts');
  const { session } = await import('../../state/session.svelte.ts');
  session.me = {
    id: 'u1',
    email: 'anna@example.com',
    roles: ['steward'],
    actions: [],
  } as unknown as MeResponse;
  session.start = { workspace: 'Pumps' } as unknown as StartResponse;
  const { version } = identity;
  const records = ['crm|A1', 'erp|P1'];
  identity.decide('key', { kind: 'must_link', entity: 'customer', records, why: '' }, [], name);
  await vi.waitFor(() => expect(toasts.list).toHaveLength(1));
  return { toast: toasts.list[0], isListedAnew: identity.version > version };
}

beforeEach(async () => {
  asked = [];
  toasts.list = [];
  await locale.use('en');
});

it('[REVIEW-6] who decides after another steward has decided the opposite is told by whom, and led to the pair', async () => {
  const contradiction = () => refused('contradicts', { decision: 'd1', by: 'ben@example.com' });
  const { toast, isListedAnew } = await toldAfter(contradiction, 'Acme | Acme Ltd');
  expect(toast).toMatchObject({
    tone: 'bad',
    text: 'Not kept: ben@example.com has just decided the opposite about Acme | Acme Ltd.',
    link: { href: '/identity?view=decided&left=crm%7CA1&right=erp%7CP1', text: 'Open it' },
  });
  expect(isListedAnew).toBe(true);
  expect(asked).toContain('/api/identity');
});

it('[REVIEW-6] whose own earlier decision is the opposite is told so, in both languages', async () => {
  const contradiction = () => refused('contradicts', { decision: 'd1', by: 'anna@example.com' });
  const { toast } = await toldAfter(contradiction, 'Acme | Acme Ltd');
  expect(toast).toMatchObject({
    tone: 'bad',
    text: 'Not kept: you decided the opposite about Acme | Acme Ltd earlier, perhaps in another tab.',
    link: { href: '/identity?view=decided&left=crm%7CA1&right=erp%7CP1', text: 'Open it' },
  });
  toasts.list = [];
  await locale.use('zh-CN');
  const inChinese = await toldAfter(contradiction, 'Acme');
  expect(inChinese.toast?.text).toBe('未保存：您此前已对“Acme”做出相反的决定（可能在另一个标签页）。');
});

it('[REVIEW-6] a pair without a name is told by its records, in the language of the reader', async () => {
  await locale.use('zh-CN');
  const { toast } = await toldAfter(
    () => refused('contradicts', { decision: 'd1', by: 'ben@example.com' }),
    '',
  );
  expect(toast?.text).toBe('未保存：ben@example.com 刚刚对“crm|A1, erp|P1”做出了相反的决定。');
  expect(toast?.link?.text).toBe('打开查看');
});

it('[REVIEW-5] any other refusal is told with its reason and leads nowhere', async () => {
  const { toast, isListedAnew } = await toldAfter(
    () => refused('absurd_decision', { reason: 'one_record' }),
    'Acme',
  );
  expect(toast).toMatchObject({
    tone: 'bad',
    text: expect.stringContaining('names only one record') as unknown,
  });
  expect(toast?.link).toBeUndefined();
  expect(isListedAnew).toBe(false);
});
