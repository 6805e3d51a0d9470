import type { MessageArguments } from './translate.ts';

interface Drift {
  readonly kind: string;
  readonly details?: MessageArguments | null;
  readonly detail?: string | null;
}

/** What came of a column, in a person's language; as it was kept where an earlier version kept a text. */
export function toldDrift(
  { kind, details, detail }: Drift,
  maybe: (key: string, values: MessageArguments) => string | undefined,
): string {
  if (!details) return detail ?? '';
  const { rule } = details;
  // Of a generation or manifest of an earlier version it is not known how many rows keep what was known.
  const counts = kind === 'lost' ? { kept: 0, empty: 0, held: 0 } : {};
  const told = typeof rule === 'string' ? { ...details, rule: maybe(`rule.${rule}`, {}) ?? rule } : details;
  return maybe(`data.drift.about.${kind}`, { ...counts, ...told }) ?? '';
}
