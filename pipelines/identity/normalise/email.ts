export interface NormalEmail {
  readonly email: string | undefined;
  /** Host of a mail server of its own: none for free mail, which says nothing of a company. */
  readonly host: string | undefined;
}

/** An address in lower case without `+tag`. Gmail reads no dots in the name. */
export function normaliseEmail(raw: string, freeMail: ReadonlySet<string>): NormalEmail {
  const text = raw
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '');
  const [, user = '', host = ''] = /^([^\s@<>]+)@([^\s@<>]+\.[^\s@<>.]{2,})\.?$/.exec(text) ?? [];
  const name = user.replace(/\+.*$/, '');
  if (name === '' || host === '') return { email: undefined, host: undefined };
  const gmail = host === 'gmail.com' || host === 'googlemail.com';
  return {
    email: gmail ? `${name.replaceAll('.', '')}@gmail.com` : `${name}@${host}`,
    host: freeMail.has(host) ? undefined : host,
  };
}
