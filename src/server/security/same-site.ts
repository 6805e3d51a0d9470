import { TandemError } from '../../contract/errors.ts';

const hostname = (host: string): string | undefined => {
  try {
    return new URL(`http://${host}`).hostname;
  } catch {
    return undefined;
  }
};

/** [API-8] A name that another site points at this machine (DNS rebinding) is not ours. */
export function checkHost(host: string | null, ours: ReadonlySet<string>): void {
  const name = hostname(host ?? '');
  if (name === undefined || !ours.has(name)) throw new TandemError('forbidden', { reason: 'host' });
}

/**
 * [API-8] Pages of other sites, also of another port of this machine, ask nothing of the API, not even what they could
 * not read: an open stream or a costly question is a cost. Following a link is no such call.
 */
export function checkSite(headers: Headers): void {
  const site = headers.get('sec-fetch-site');
  if (site === null || site === 'same-origin' || site === 'none') return;
  if (headers.get('sec-fetch-mode') !== 'navigate') throw new TandemError('forbidden', { reason: 'origin' });
}

/** [API-8] A call that changes something carries our header (no form can) and, if it names an origin, ours. */
export function checkForgery(headers: Headers, host: string): void {
  if (headers.get('x-tandem-csrf') !== '1') throw new TandemError('forbidden', { reason: 'csrf' });
  const origin = headers.get('origin');
  if (origin !== null && !URL.canParse(origin)) throw new TandemError('forbidden', { reason: 'origin' });
  if (origin !== null && new URL(origin).host !== host)
    throw new TandemError('forbidden', { reason: 'origin' });
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none')
    throw new TandemError('forbidden', { reason: 'origin' });
}
