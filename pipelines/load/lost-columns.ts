import { activeBatches, readManifests, type Drift, type Manifest } from './batch-files.ts';
import type { ColumnContract, ObjectContract } from './contract.ts';
import { headerPosition, lostRule } from './stage-sql.ts';
import { keepsValues } from './unsaid-columns.ts';

/** A declared column that a file lacks and a file that came before it had. */
export interface LostColumn {
  readonly source: string;
  readonly object: string;
  readonly file: string;
  readonly batch: string;
  /** Lake column, and the headers it is looked for by. */
  readonly column: string;
  readonly names: string;
  /** Rows of the file: all of them lack it. */
  readonly rows: number;
  /** [LOAD-64] Rows of records that were known when the file was read: they keep the value. */
  readonly kept: number;
  /** Rows that have no value: new records, and all where nothing is kept. */
  readonly empty: number;
  /** Columns of the file that are not declared: the lost one may be among them under another name. */
  readonly added: readonly string[];
  /** [LOAD-59] Its rows are in quarantine because of it. */
  readonly isHeld: boolean;
  /** A file that came later has the column again. */
  readonly isBack: boolean;
}

const has = (header: readonly string[], column: ColumnContract): boolean =>
  headerPosition(header, column.headers) >= 0;

/** [LOAD-58] The declared columns that a header lacks and a file that came before has. */
export const lostOf = (
  contract: ObjectContract,
  header: readonly string[],
  before: readonly Manifest[],
): ColumnContract[] =>
  contract.columns.filter((column) => !has(header, column) && before.some((one) => has(one.header, column)));

/** The files of an object of which rows were read, in the order in which they first came. */
function filesByArrival(manifests: readonly Manifest[], contract: ObjectContract): Manifest[] {
  const came = firstCame(manifests);
  return activeBatches(manifests, contract)
    .filter((one) => one.kind === 'file' && one.status === 'loaded' && one.rows > 0)
    .sort((a, b) => ((came.get(a.sha256) ?? '') < (came.get(b.sha256) ?? '') ? -1 : 1));
}

/** Read again under another contract, a file does not come anew. */
function firstCame(manifests: readonly Manifest[]): Map<string, string> {
  const came = new Map<string, string>();
  for (const { sha256, loadedAt, batch } of manifests) {
    const moment = `${loadedAt} ${batch}`;
    if (moment < (came.get(sha256) ?? '~')) came.set(sha256, moment);
  }
  return came;
}

/** The files of an object that came before a file of these bytes; all of them if it is new. */
export function cameBefore(
  manifests: readonly Manifest[],
  contract: ObjectContract,
  sha256: string | undefined,
): Manifest[] {
  const came = firstCame(manifests);
  const own = (sha256 === undefined ? undefined : came.get(sha256)) ?? '~';
  return filesByArrival(manifests, contract).filter((one) => (came.get(one.sha256) ?? '') < own);
}

type LostRows = Pick<LostColumn, 'rows' | 'kept' | 'empty' | 'isHeld'>;

/** What becomes of the rows of a file that lost a column. */
export const lostRows = (
  contract: ObjectContract,
  file: Pick<Manifest, 'rows' | 'new' | 'changed' | 'unchanged' | 'rejectsByRule'>,
  column: ColumnContract,
): LostRows => ({
  rows: file.rows,
  kept: keepsValues(contract) ? file.changed + file.unchanged : 0,
  empty: file.new + (keepsValues(contract) ? 0 : file.changed + file.unchanged),
  isHeld: (file.rejectsByRule[lostRule] ?? 0) > 0 && belongsBy(contract, column.name),
});

/** [LOAD-58] Every lost column of every file that counts in an object's folder of the lake. */
export function lostColumns(folder: string, contract: ObjectContract): LostColumn[] {
  const files = filesByArrival(readManifests(folder), contract);
  return files.flatMap((file, at) =>
    lostOf(contract, file.header, files.slice(0, at)).map((column) => ({
      source: file.source,
      object: file.object,
      file: file.file,
      batch: file.batch,
      column: column.name,
      names: column.headers.join(' / '),
      ...lostRows(contract, file, column),
      added: file.drift.filter((one) => one.kind === 'added').map((one) => one.column),
      isBack: files.slice(at + 1).some((later) => has(later.header, column)),
    })),
  );
}

/** True for a column that names what a record belongs to, unless the contract says that rows may do without. */
const belongsBy = ({ spec, format }: ObjectContract, column: string): boolean =>
  // Records of JSON leave out what is empty: that all of a file do is no proof that the column is gone.
  !['json', 'ndjson'].includes(format.type) &&
  spec.references.some((one) => one.column === column && one.on_lost === 'quarantine');

/** [LOAD-59] The lost columns of a file without which its rows would belong to nothing. */
export const lostReferences = (
  contract: ObjectContract,
  header: readonly string[],
  manifests: readonly Manifest[],
  sha256: string | undefined,
): string[] =>
  lostOf(contract, header, cameBefore(manifests, contract, sha256))
    .map((one) => one.name)
    .filter((name) => belongsBy(contract, name));

/** [LOAD-64] Tells columns that were lost from those that were never there, and what becomes of the rows that lack them. */
export const tellLost = (
  drift: readonly Drift[],
  lost: readonly (LostRows & Pick<LostColumn, 'column'>)[],
): Drift[] =>
  drift.map((one) => {
    const own = one.kind === 'missing' ? lost.find(({ column }) => column === one.column) : undefined;
    if (own === undefined) return one;
    const { kept, empty, isHeld, rows } = own;
    return {
      ...one,
      kind: 'lost',
      ...(one.details && { details: { ...one.details, kept, empty, held: isHeld ? rows : 0 } }),
    };
  });
