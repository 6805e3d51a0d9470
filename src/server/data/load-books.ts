import { readRefusal } from '../../../pipelines/load/read-refusal.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import type { DriftResponse, LoadsResponse } from '../../contract/api/data.ts';
import { detailsSchema } from '../../contract/api/error.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { Books } from './books.ts';

type Reader = Pick<ServingLease, 'rows'>;

/** SQL of a moment as the API writes it. */
export const iso = (column: string): string => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

/** SQL: the row's batch still counts; `$n` lists batchKeys that do not. */
export const stillCounts = (parameter: string): string =>
  `not list_contains(string_split(${parameter}, chr(10)), source || '/' || object || '/' || batch)`;

type Loads = LoadsResponse['loads'];
const most = 200;

const loadsOf = (
  reader: Reader,
  withdrawn: readonly string[],
): Promise<Omit<Loads[number], 'published' | 'refusal'>[]> =>
  records(
    reader,
    `select batch, source, object, file, ${iso('loaded_at')} as "loadedAt", n_rows::double as rows, n_new::double as new,
  n_changed::double as changed, n_unchanged::double as unchanged, n_rejected::double as rejected, bytes::double as bytes
from etl_batch where ${stillCounts('$1')} order by loaded_at desc, source, object, file limit ${most}`,
    [withdrawn.join('\n')],
  );

export async function readLoads(
  workspace: Workspace,
  { served, pending, withdrawn }: Books,
): Promise<LoadsResponse> {
  const published = served ? await loadsOf(served, withdrawn) : [];
  const waiting = pending ? await loadsOf(pending, []) : [];
  const loads = [
    ...waiting.map((load) => ({ ...load, published: false })),
    ...published.map((load) => ({ ...load, published: true })),
  ];
  const newestFirst = loads.sort((a, b) => (b.loadedAt ?? '').localeCompare(a.loadedAt ?? ''));
  // Of a refused file no row was counted.
  const refusalOf = (load: (typeof loads)[number]) => (load.rows === 0 ? readRefusal(workspace, load) : null);
  return { loads: newestFirst.slice(0, most).map((load) => ({ ...load, refusal: refusalOf(load) })) };
}

type Changes = DriftResponse['changes'];
type Change = Omit<Changes[number], 'published'>;

/** A generation of an earlier version has a text where this one has what the text names. */
function withDetails(change: Omit<Change, 'details'>): Change {
  const details = change.detail?.startsWith('{') ? detailsSchema.safeParse(parsed(change.detail)) : undefined;
  return details?.success ? { ...change, details: details.data, detail: null } : { ...change, details: null };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

async function changesOf(reader: Reader, withdrawn: readonly string[]): Promise<Change[]> {
  const found = await records<Omit<Change, 'details'>>(
    reader,
    `select source, object, file, kind, column_name as "column", detail from etl_schema_change
where ${stillCounts('$1')} order by kind = 'lost' desc, source, object, file, kind, column_name limit 1000`,
    [withdrawn.join('\n')],
  );
  return found.map(withDetails);
}

export async function readDrift({ served, pending, withdrawn }: Books): Promise<DriftResponse> {
  const published = served ? await changesOf(served, withdrawn) : [];
  const waiting = pending ? await changesOf(pending, []) : [];
  const changes = [
    ...waiting.map((change) => ({ ...change, published: false })),
    ...published.map((change) => ({ ...change, published: true })),
  ];
  const isLost = ({ kind }: Change) => kind === 'lost';
  // Hundreds of columns may never have been there: what is lost must not stand among them.
  return { changes: [...changes.filter(isLost), ...changes.filter((one) => !isLost(one))] };
}
