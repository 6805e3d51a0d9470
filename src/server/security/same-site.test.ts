import { describe, expect, it } from 'vitest';
import { checkForgery, checkHost, checkSite } from './same-site.ts';

const allowed = (check: (headers: Headers) => void, headers: Record<string, string>): boolean => {
  try {
    check(new Headers(headers));
    return true;
  } catch {
    return false;
  }
};

describe('calls that other pages make a browser send', () => {
  it.each([
    [{}, true],
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, true],
    [{ 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' }, false],
    [{ 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'no-cors' }, false],
    [{ 'sec-fetch-site': 'same-site' }, false],
  ])('[API-15] a read with %o is let in: %s', (headers, fine) => {
    expect(allowed(checkSite, headers as Record<string, string>)).toBe(fine);
  });

  it('[API-8] a change is let in from our own origin only, and never without our header', () => {
    const change = (headers: Headers): void => checkForgery(headers, 'localhost:4400');
    expect(allowed(change, { 'x-tandem-csrf': '1', origin: 'http://localhost:4400' })).toBe(true);
    for (const origin of ['null', 'http://localhost:5000', 'http://localhost:4400.evil.test', 'no address'])
      expect(allowed(change, { 'x-tandem-csrf': '1', origin }), origin).toBe(false);
    expect(allowed(change, { origin: 'http://localhost:4400' })).toBe(false);
  });

  it('[API-8] only our names are ours, however they are dressed', () => {
    const ours = new Set(['localhost', '127.0.0.1']);
    expect(() => checkHost('localhost:4400', ours)).not.toThrow();
    for (const host of ['localhost@evil.test', 'localhost.evil.test', 'evil.test#localhost', '', 'a b', null])
      expect(() => checkHost(host, ours), String(host)).toThrow();
  });
});
