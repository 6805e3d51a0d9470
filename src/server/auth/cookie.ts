const name = 'tandem_session';

/** The session token of a Cookie header. */
export function readSessionCookie(header: string | null): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value !== undefined && /^[\w-]{43}$/.test(value)) return value;
  }
  return undefined;
}

/** [AUTH-4] No script can read it, no other site's form sends it, and over https it never travels in the clear. */
export const sessionCookie = (token: string, secure: boolean): string =>
  `${name}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${7 * 24 * 3600}${secure ? '; Secure' : ''}`;

export const endedCookie = (secure: boolean): string =>
  `${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure ? '; Secure' : ''}`;
