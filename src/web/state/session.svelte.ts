import type { Theme, MeResponse, StartResponse } from '../../contract/api/session.ts';
import type { Language } from '../../messages/language.ts';
import { ApiError } from './api-error.ts';
import { getJson, send, sendJson } from './api.ts';
import { locale } from './locale.svelte.ts';
import { router } from './router.svelte.ts';
import { theme } from './theme.svelte.ts';

type Phase = 'starting' | 'down' | 'setup' | 'signed-out' | 'signed-in';

// A visitor who has never signed in here is not worth a refused request.
const known = 'tandem.known';

/** Who is here, and what the workspace is. */
class Session {
  phase = $state<Phase>('starting');
  start = $state.raw<StartResponse | undefined>(undefined);
  me = $state.raw<MeResponse | undefined>(undefined);
  /** True when a session that was open has ended under the reader's hands. */
  expired = $state(false);

  may(action: string): boolean {
    return this.me?.actions.includes(action) ?? false;
  }

  /** The page a person begins with: who does nothing but serve customers begins with their orders. */
  get home(): string {
    return this.me && this.me.roles.every((role) => role === 'service') ? '/orders' : '/';
  }

  /** Asks the server what to show first. */
  async begin(): Promise<void> {
    try {
      this.start = await getJson<StartResponse>('/start');
      if (this.start.needsSetup) {
        this.phase = 'setup';
        return;
      }
      if (localStorage.getItem(known) === null) this.phase = 'signed-out';
      else await this.#enter(await getJson<MeResponse>('/me'));
    } catch (error) {
      this.phase = error instanceof ApiError && error.status === 401 ? 'signed-out' : 'down';
    }
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.#enter(await sendJson<MeResponse>('POST', '/session', { email, password }));
  }

  async setUp(secret: string, name: string, email: string, password: string): Promise<void> {
    await send('POST', '/setup', { secret, name, email, password });
    await this.signIn(email, password);
  }

  async signOut(): Promise<void> {
    await send('DELETE', '/session').catch(() => undefined);
    localStorage.removeItem(known);
    this.me = undefined;
    this.expired = false;
    this.phase = 'signed-out';
  }

  /** The server no longer knows us: sign in again, at the same address. */
  lost(): void {
    if (this.phase !== 'signed-in') return;
    this.me = undefined;
    this.expired = true;
    this.phase = 'signed-out';
  }

  async useLanguage(language: Language): Promise<void> {
    await locale.use(language);
    if (this.me) await send('PATCH', '/me', { language }).catch(() => undefined);
  }

  async useTheme(choice: Theme): Promise<void> {
    theme.use(choice);
    if (this.me) await send('PATCH', '/me', { theme: choice }).catch(() => undefined);
  }

  async #enter(me: MeResponse): Promise<void> {
    if (me.language && me.language !== locale.language) await locale.use(me.language);
    if (me.theme && me.theme !== theme.choice) theme.use(me.theme);
    this.me = me;
    localStorage.setItem(known, '1');
    this.expired = false;
    if (this.home !== '/' && router.path + router.url.search === '/') router.go(this.home, { replace: true });
    this.phase = 'signed-in';
  }
}

export const session = new Session();
