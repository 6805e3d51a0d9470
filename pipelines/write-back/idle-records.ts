import { TandemError } from '../../src/contract/errors.ts';
import { outcomeKind } from '../../src/contract/outcome-kind.ts';
import { recordId, type DesiredRecord, type RecordOutcome, type TargetReading } from './adapter.ts';

/**
 * [STATUS-10] What there is to write: the feed, and of the idle records those where something of ours stands and that are
 * still there. A record is never both: the feed's word is the one. Pure.
 */
export function recordsToWrite(desired: readonly DesiredRecord[], reading: TargetReading): DesiredRecord[] {
  const fed = desired.filter((record) => record.isIdle !== true);
  const seen = new Set(fed.map(recordId));
  const standing = desired.filter((record) => {
    const id = recordId(record);
    if (seen.has(id) || !reading.ours.has(id) || !reading.existing.has(id)) return false;
    seen.add(id);
    return true;
  });
  return [...fed, ...standing];
}

export interface Emptying {
  readonly target: string;
  readonly wanted: readonly DesiredRecord[];
  readonly outcomes: readonly RecordOutcome[];
  readonly reading: TargetReading;
  /** A person says that it is right. */
  readonly isAllowed: boolean;
}

/** Records that tell of an order and would be told that none counts any more. */
export const emptiedIn = (outcomes: readonly RecordOutcome[]): number =>
  outcomes.filter((each) => outcomeKind(each) === 'emptied').length;

/**
 * [BACK-3] An upstream failure must not read as "all is gone". Throws `export_empty` for a feed without a single record of
 * an order, and `export_emptying` for one that would empty more than half of the records that tell of one.
 */
export function guardEmptying({ target, wanted, outcomes, reading, isAllowed }: Emptying): void {
  const told = [...reading.ours].filter((id) => !reading.emptied.has(id)).length;
  if (told > 0 && wanted.every((record) => record.isIdle === true))
    throw new TandemError('export_empty', { target, rows: told });
  const emptied = emptiedIn(outcomes);
  if (!isAllowed && emptied * 2 > told)
    throw new TandemError('export_emptying', { target, rows: emptied, of: told });
}
