import { healthResponse, startResponse } from '../../contract/api/session.ts';
import { demoAccounts } from '../auth/demo-accounts.ts';
import { defineRoute } from '../routing/define-route.ts';

export const health = defineRoute({
  method: 'get',
  path: '/api/health',
  access: 'public',
  summary: 'Whether the server lives and which generation it serves.',
  response: healthResponse,
  handle: ({ services }) => ({ ok: true, generation: services.serving.current()?.generation ?? null }),
});

export const start = defineRoute({
  method: 'get',
  path: '/api/start',
  access: 'public',
  summary: 'What the sign-in page needs to know.',
  response: startResponse,
  async handle({ services }) {
    const { name, kind } = services.workspace.config;
    return {
      workspace: name,
      kind,
      needsSetup: !services.demo && (await services.store.users.count('real')) === 0,
      ...(services.demo ? { demoAccounts } : {}),
      languages: ['en' as const, 'zh-CN' as const],
      generation: services.serving.current()?.generation ?? null,
    };
  },
});
