import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, url-safe. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the store keeps of a token: knowing the store does not let one sign in. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
