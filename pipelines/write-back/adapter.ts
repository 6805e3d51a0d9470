import type { RecordReason } from '../../src/contract/record-reasons.ts';

/** A value of a target's field. NULL is "not known": it never overwrites (BACK-2). */
export type FieldValue = string | number | null;

/** What stands for a value: known to be none, and no longer known after it was said to be none (BACK-2). */
export const words = { none: 'none', unknown: 'unknown' } as const;
export const isWord = (value: FieldValue): boolean => value === words.none || value === words.unknown;

export type Fields = Readonly<Record<string, FieldValue>>;

/** What should stand at one record of the target. */
export interface DesiredRecord {
  /** The target's own name of the kind of record: `Opportunity`, `deals`, `party.party`. */
  readonly object: string;
  /** The target's importable key; never a display name. */
  readonly key: string;
  /** What it is about, for people: order numbers. */
  readonly about: readonly string[];
  readonly fields: Fields;
  /** Field that names whom the others speak of: what was said of another one is not kept for this one (BACK-8). */
  readonly subject?: string;
  /** No order counts for it (STATUS-10): it is written only where something of ours stands. */
  readonly isIdle?: boolean;
  /** Known before asking the target: an id that is none, for one. */
  readonly refusal?: RecordReason;
}

/** What stands there now. */
export interface ExistingRecord {
  /** Nothing of ours yet: `undefined`. */
  readonly fields: Fields | undefined;
  /** Why the state of the record forbids to write to it. */
  readonly refusal?: RecordReason;
}

export type Outcome = 'insert' | 'update' | 'no-op' | 'refuse' | 'failed';

/** The one outcome of a record (BACK-1). */
export interface RecordOutcome {
  readonly object: string;
  readonly key: string;
  readonly about: readonly string[];
  readonly outcome: Outcome;
  /** Why it is refused or failed. */
  readonly reason: RecordReason | null;
  /** Names of the fields that differ. */
  readonly changed: readonly string[];
  /** Of a record to write: what stands there and what would stand there, field by field as in `changed`. */
  readonly values?: readonly { readonly before: FieldValue; readonly after: FieldValue }[];
  /** It told of an order and is told that none counts for it any more (STATUS-10). */
  readonly isEmptied?: boolean;
}

/** A record to write: its outcome so far and its fields with what the target has kept where ours is NULL. */
export interface Change extends RecordOutcome {
  readonly outcome: 'insert' | 'update';
  readonly fields: Fields;
}

/** What identifies an export; written as stamps beside the fields (BACK-5). */
export interface Stamp {
  readonly version: string;
  readonly generation: string;
  /** ISO date. */
  readonly asOf: string;
  readonly by: string;
  /** ISO instant. */
  readonly at: string;
}

export interface TargetReading {
  /** By `recordId`. Records that are not there are not in it. */
  readonly existing: ReadonlyMap<string, ExistingRecord>;
  /** Ids of all records that carry ours, in the feed or not. */
  readonly ours: ReadonlySet<string>;
  /** Those of `ours` that already say that no order counts (STATUS-10). */
  readonly emptied: ReadonlySet<string>;
  /** A record that is not in the reading may be inserted; else it is refused as `record_missing`. */
  readonly mayInsertUnknown: boolean;
  /** Records that do not differ are written too. */
  readonly rewrite?: boolean;
}

export interface Applied {
  /** Folder of the files, where the target is one of files. */
  readonly folder?: string;
  /** SHA-256 of what was written. */
  readonly checksum: string;
}

export interface ApplyOptions {
  readonly stamp: Stamp;
  /** Called once a record, when it is certain: `null` written, else why it was not. */
  readonly settled: (change: Change, refusal: RecordReason | null) => void;
}

/**
 * One target of write-back. All of them are driven by write-back.ts and decide nothing themselves but how to read and
 * write. Throws `source_unreachable` and `source_refused`.
 */
export interface WriteBackAdapter {
  /** Source id of the target. */
  readonly target: string;
  /** What stands at `desired`; idle ones may be left out where nothing of ours stands. */
  read(desired: readonly DesiredRecord[]): Promise<TargetReading>;
  apply(changes: readonly Change[], options: ApplyOptions): Promise<Applied>;
  /** What stands there now that `changes` were written, read anew from the target itself. */
  readBack(changes: readonly Change[], applied: Applied): Promise<ReadonlyMap<string, Fields>>;
  close(): Promise<void>;
}

export const recordId = ({ object, key }: { readonly object: string; readonly key: string }): string =>
  `${object}:${key}`;
