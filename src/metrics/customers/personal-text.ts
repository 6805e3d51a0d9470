import { mask } from '../compile-context.ts';
import type { RowPolicy } from '../policy.ts';

/** Whose text: one that may quote a natural person whoever the customer is, or one that names the customer. */
export type PersonalText = 'always' | 'unless_company';

/**
 * [POLICY-5] SQL of a text as this person may read it. `isPerson`: SQL, true where the customer is a natural person,
 * NULL where nobody knows.
 */
export function personalTextSql(
  text: string,
  kind: PersonalText,
  isPerson: string,
  policy: RowPolicy,
): string {
  if (!policy.maskPersonal) return text;
  if (kind === 'always') return `case when ${text} is not null then '${mask}' end`;
  return `case when ${text} is not null and (${isPerson}) is not false then '${mask}' else ${text} end`;
}
