import type { Services } from '../services.ts';
import type { SignedIn } from './signed-in.ts';

/** The person of a session token, if the session lives, the account is active and may be used here. */
export async function findSignedIn(
  services: Pick<Services, 'store' | 'demo'>,
  token: string,
): Promise<SignedIn | undefined> {
  const session = await services.store.sessions.find(token);
  if (!session) return undefined;
  const user = await services.store.users.byId(session.userId);
  if (!user?.active || (user.demo && !services.demo)) return undefined;
  return { principal: { userId: user.id, roles: user.roles, scope: user.scope }, user, token };
}
