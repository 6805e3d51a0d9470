import {
  isWord,
  recordId,
  words,
  type Change,
  type DesiredRecord,
  type Fields,
  type FieldValue,
  type RecordOutcome,
  type TargetReading,
} from './adapter.ts';

export interface Classified {
  readonly outcomes: readonly RecordOutcome[];
  /** Those to write, in the order of `outcomes`. */
  readonly changes: readonly Change[];
  /** Records of the target that carry ours and are not in the feed (BACK-3). */
  readonly left: number;
}

const same = (one: Fields, other: Fields, name: string): boolean =>
  (one[name] ?? null) === (other[name] ?? null);

/** What they have of something that we do not know any more: "none" was known, so it is not kept. */
const kept = (theirs: FieldValue): FieldValue => (theirs === words.none ? words.unknown : theirs);

/** Ours over theirs, but what we do not know keeps what they have (BACK-2). */
export const merged = (existing: Fields, desired: Fields): Fields => ({
  ...existing,
  ...Object.fromEntries(
    Object.entries(desired).map(([name, value]) => [name, value ?? kept(existing[name] ?? null)]),
  ),
});

/** Whether what is unknown of a new subject would stand beside a value of the one before (BACK-8). */
const wouldMix = ({ subject, fields }: DesiredRecord, before: Fields): boolean =>
  subject !== undefined &&
  !same(fields, before, subject) &&
  Object.entries(fields).some(([name, value]) => {
    const theirs = before[name] ?? null;
    return value === null && theirs !== null && !isWord(theirs);
  });

/**
 * Gives every desired record its one outcome. Pure: the dry run and the run that writes both end up here with the same
 * reading (BACK-1). A record twice in the feed is a mistake of the caller: `Error`.
 */
export function classify(desired: readonly DesiredRecord[], reading: TargetReading): Classified {
  const outcomes: RecordOutcome[] = [];
  const changes: Change[] = [];
  const seen = new Set<string>();
  for (const record of desired) {
    const id = recordId(record);
    if (seen.has(id)) throw new Error(`${id} is in the feed twice`);
    seen.add(id);
    const { object, key, about } = record;
    const base = { object, key, about };
    const existing = reading.existing.get(id);
    const refusal =
      record.refusal ??
      existing?.refusal ??
      (existing === undefined && !reading.mayInsertUnknown ? 'record_missing' : undefined) ??
      (existing?.fields && wouldMix(record, existing.fields) ? 'unknown_would_mix' : undefined);
    if (refusal !== undefined) {
      outcomes.push({ ...base, outcome: 'refuse', reason: refusal, changed: [] });
      continue;
    }
    const before = existing?.fields;
    const fields = merged(before ?? {}, record.fields);
    const changed = Object.keys(fields).filter((name) => !same(fields, before ?? {}, name));
    if (changed.length === 0 && !(reading.rewrite ?? false)) {
      outcomes.push({ ...base, outcome: 'no-op', reason: null, changed });
      continue;
    }
    const change: Change = {
      ...base,
      outcome: before === undefined ? 'insert' : 'update',
      reason: null,
      changed,
      values: changed.map((name) => ({ before: before?.[name] ?? null, after: fields[name] ?? null })),
      ...(record.isIdle === true && !reading.emptied.has(id) ? { isEmptied: true } : {}),
      fields,
    };
    changes.push(change);
    const { fields: _written, ...outcome } = change;
    outcomes.push(outcome);
  }
  return { outcomes, changes, left: [...reading.ours].filter((id) => !seen.has(id)).length };
}
