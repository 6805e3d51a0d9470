import { parse } from 'tldts';

/**
 * A web address or mail host as what stands before the registrable domain, a dot in the middle, and that domain:
 * `shop·acme.com`; `www` is dropped. Names of mere networks (localhost, 10.0.0.1) and of free mail say nothing.
 */
export function normaliseDomain(raw: string, freeMail: ReadonlySet<string>): string | undefined {
  const { domain, subdomain, isIp } = parse(raw.trim().toLowerCase(), { allowPrivateDomains: true });
  if (domain === null || isIp === true || freeMail.has(domain)) return undefined;
  const before = (subdomain ?? '').replace(/^www\d?\.?/, '');
  return before === '' ? domain : `${before}·${domain}`;
}
