import type { ErrorDetails } from '../../src/contract/errors.ts';
import { pageReasons } from '../../src/contract/reasons.ts';

const isCode = (reason: string): reason is keyof typeof pageReasons => Object.hasOwn(pageReasons, reason);

/** An error as the ledgers of earlier versions have it (`code` or `code: reason`); what its text names was not kept. */
export function earlierError(kept: string): { code: string; details: ErrorDetails } {
  const [, code = kept, reason] = /^(\w+)(?:: (.*))?$/s.exec(kept) ?? [];
  if (reason === undefined || reason === '') return { code, details: {} };
  const lost = isCode(reason) ? pageReasons[reason].map((name) => [name, '…'] as const) : [];
  return { code, details: { ...Object.fromEntries(lost), reason } };
}
