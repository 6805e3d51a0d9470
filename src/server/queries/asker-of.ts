import { languageSchema, type Language } from '../../contract/api/session.ts';
import type { RouteContext } from '../routing/route-context.ts';
import type { Asker } from './answer-query.ts';

const accepted = (header: string | null): Language => (/^\s*zh\b/i.test(header ?? '') ? 'zh-CN' : 'en');

/** The person of a call with the language of their choice, else of their browser. */
export async function askerOf({
  person,
  services,
  headers,
}: Pick<RouteContext, 'person' | 'services' | 'headers'>): Promise<Asker> {
  const chosen = await services.store.preferences.of(person.user.id);
  const language =
    languageSchema.safeParse(chosen['language']).data ?? accepted(headers.get('accept-language'));
  return { principal: person.principal, language };
}
