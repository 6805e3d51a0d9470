import type { Manifest } from './batch-files.ts';
import type { ObjectContract } from './contract.ts';
import { headerPosition } from './stage-sql.ts';

/** Stands for the deletion flag where a list names columns. */
export const deletedFlag = '_is_deleted';

/**
 * False where no value can be kept: records of JSON leave out what is empty, and records without an identity have no
 * earlier version.
 */
export const keepsValues = ({ format, keyIsRowHash }: ObjectContract): boolean =>
  !['json', 'ndjson'].includes(format.type) && !keyIsRowHash;

/** The lake columns of a contract that a header has. */
export const columnsOf = ({ columns }: ObjectContract, header: readonly string[]): string[] =>
  columns.filter(({ headers }) => headerPosition(header, headers) >= 0).map(({ name }) => name);

/** The columns (and the deletion flag) that a header, of which these columns were read, says nothing of. */
export function unsaidOf(
  { columns, spec }: ObjectContract,
  header: readonly string[],
  read: readonly string[],
): string[] {
  const unsaid = columns.map(({ name }) => name).filter((name) => !read.includes(name));
  const flag = spec.deleted?.column;
  if (flag === undefined) return unsaid;
  const isUnsaid = columns.some(({ name }) => name === flag)
    ? unsaid.includes(flag)
    : headerPosition(header, [flag]) < 0;
  return isUnsaid ? [...unsaid, deletedFlag] : unsaid;
}

/** What the rows of a batch say nothing of: it counts as it was read, whatever names a fix gives columns afterwards. */
export const unsaidBy = (contract: ObjectContract, batch: Manifest): string[] =>
  unsaidOf(contract, batch.header, batch.columns ?? columnsReadThen(contract, batch));

function columnsReadThen(contract: ObjectContract, { header, drift }: Manifest): string[] {
  const named = (kind: string) => drift.filter((one) => one.kind === kind).map(({ column }) => column);
  const missing = named('missing');
  const undeclared = named('added');
  return columnsOf(contract, header).filter((name) => {
    const headers = contract.columns.find((column) => column.name === name)?.headers ?? [];
    return !missing.includes(name) && !undeclared.includes(header[headerPosition(header, headers)] ?? '');
  });
}

/** Which batches say nothing of a column, by column. */
export type UnsaidColumns = ReadonlyMap<string, readonly string[]>;

/**
 * [LOAD-64] The columns of which a version may have to keep what an earlier one says: a batch says nothing of them, and
 * one that does holds versions that may be earlier. None: no version may.
 */
export function unsaidColumns(contract: ObjectContract, active: readonly Manifest[]): UnsaidColumns {
  const unsaid = new Map<string, string[]>();
  if (!keepsValues(contract)) return unsaid;
  const batches = active
    .filter(({ versions, again = 0 }) => versions + again > 0)
    .map((batch) => ({ batch, columns: unsaidBy(contract, batch) }));
  for (const column of new Set(batches.flatMap(({ columns }) => columns))) {
    const silent = batches.filter(({ columns }) => columns.includes(column)).map(({ batch }) => batch);
    const telling = batches.filter(({ columns }) => !columns.includes(column)).map(({ batch }) => batch);
    if (silent.some((late) => telling.some((early) => mayPrecede(contract, early, late))))
      unsaid.set(
        column,
        silent.map(({ batch }) => batch),
      );
  }
  return unsaid;
}

/** False where the cursors prove that no version of one batch is earlier than any of the other. */
function mayPrecede(contract: ObjectContract, early: Manifest, late: Manifest): boolean {
  const isKnown = ({ baseContract, again = 0 }: Manifest) =>
    baseContract === contract.baseHash && again === 0;
  const { minCursor } = early;
  const { maxCursor } = late;
  if (!isKnown(early) || !isKnown(late) || !hasEveryCursor(contract)) return true;
  return minCursor === null || maxCursor === null || minCursor <= maxCursor;
}

/** True where no version can be without a cursor: it would come before all others. */
const hasEveryCursor = ({ columns, spec }: ObjectContract): boolean =>
  spec.cursor === undefined ||
  spec.cursor.some((name) => columns.find((column) => column.name === name)?.spec.required === true);
