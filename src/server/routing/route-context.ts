import type { SignedIn } from '../auth/signed-in.ts';
import type { Services } from '../services.ts';

/** What a handler gets: checked input, the person, and the services. Never the raw request body. */
export interface RouteContext<P = unknown, Q = unknown, B = unknown> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** Throws `not_signed_in` in a public route. */
  readonly person: SignedIn;
  readonly services: Services;
  /** Where the call came from. */
  readonly address: string;
  readonly headers: Headers;
  /** Fires when the caller goes away. */
  readonly signal: AbortSignal;
  /** Adds a header to a JSON answer. */
  readonly setHeader: (name: string, value: string) => void;
}
