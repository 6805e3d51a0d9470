import { resolve, sep } from 'node:path';
import { batchFolder, readManifests, rowFiles } from '../../../pipelines/load/batch-files.ts';
import { sourceFolder } from '../../../pipelines/load/load-workspace.ts';
import { readSystem } from '../../../pipelines/load/read-system.ts';
import { fileList } from '../../../pipelines/load/stored-rows.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import type { Cell } from '../../contract/api/cell.ts';
import type { LineageRowResponse } from '../../contract/api/lineage.ts';
import { TandemError } from '../../contract/errors.ts';
import { openWarehouse } from '../../warehouse/open.ts';
import { records } from '../queries/records.ts';
import type { ServingLease } from '../queries/serving.ts';
import type { ExtractReader, TextLayout } from './extract-reader.ts';
import type { SourceLine } from '../../metrics/compile-line-visible.ts';

interface BatchRow extends Record<string, string | null> {
  object: string;
  file: string;
  sha256: string;
  loaded_at: string | null;
}

/**
 * Where a row came from. Its file is named by the load's own books, never by the caller; it is read only while
 * its digest is the one it was loaded with. [POLICY-4] With `hideCosts` the line of an object that has costs is told as it is
 * stored, without them.
 */
export async function rowLineage(
  { workspace, extracts }: { readonly workspace: Workspace; readonly extracts: ExtractReader },
  lease: ServingLease,
  address: SourceLine,
  hideCosts: boolean,
): Promise<LineageRowResponse> {
  const { source, batch, line } = address;
  const [known] = await records<BatchRow>(
    lease,
    `select object, file, sha256, strftime(loaded_at, '%Y-%m-%dT%H:%M:%SZ') as loaded_at from etl_batch where source = $1 and batch = $2 limit 1`,
    [source, batch],
  );
  if (!known) throw new TandemError('not_found', { what: 'batch' });
  const values = await storedValues(workspace, { source, object: known.object, batch, line });
  const secret = hideCosts ? costColumns(workspace, source, known.object) : [];
  for (const column of secret) if (column in values) values[column] = hidden;
  const layout = secret.length > 0 ? undefined : textLayout(workspace, source, known.object);
  const file = layout && extractPath(workspace, source, known.file);
  const record =
    layout && file !== undefined ? await extracts.read(file, known.sha256, line, layout) : undefined;
  return {
    source,
    object: known.object,
    file: known.file,
    line,
    header: record?.header ?? null,
    raw: record?.raw ?? null,
    from: secret.length > 0 ? 'without_costs' : record && record.raw !== null ? 'file' : 'lake',
    values,
    loadedAt: known.loaded_at,
    sha256: known.sha256,
  };
}

const hidden = '•••';

/** Columns of an object that say what something costs the company. */
function costColumns(workspace: Workspace, source: string, object: string): string[] {
  const declared = workspace.config.sources.find((each) => each.id === source);
  const columns = declared && readSystem(workspace, declared.system).objects[object]?.columns;
  return Object.entries(columns ?? {}).flatMap(([name, { cost }]) => (cost === true ? [name] : []));
}

/** How the object's files are written, when they are delimited text. */
function textLayout(workspace: Workspace, source: string, object: string): TextLayout | undefined {
  const declared = workspace.config.sources.find((each) => each.id === source);
  if (!declared) return undefined;
  const system = readSystem(workspace, declared.system);
  const format = { ...system.format, ...system.objects[object]?.format };
  const type = format.type ?? 'csv';
  if (type !== 'csv' && type !== 'tsv' && type !== 'sap_list') return undefined;
  return {
    headerRow: format.header_row ?? 1,
    encoding: format.encoding ?? 'utf-8',
    quote: type === 'sap_list' ? '' : (format.quote ?? '"'),
  };
}

function extractPath(workspace: Workspace, source: string, file: string): string | undefined {
  const declared = workspace.config.sources.find((each) => each.id === source);
  if (declared === undefined) return undefined;
  const root = resolve(sourceFolder(workspace, declared));
  const path = resolve(root, file);
  return path.startsWith(root + sep) ? path : undefined;
}

/** The row as the lake keeps it. */
async function storedValues(
  workspace: Workspace,
  { source, object, batch, line }: SourceLine & { object: string },
): Promise<Record<string, Cell>> {
  const folder = batchFolder(workspace, source, object);
  const manifest = readManifests(folder).find((one) => one.batch === batch);
  const files = manifest === undefined ? [] : rowFiles(folder, [manifest]);
  if (files.length === 0) return {};
  const lake = await openWarehouse({ threads: 1, memoryLimit: '256MB' });
  try {
    const [row] = await lake.rows<Record<string, Cell>>(
      `select columns(c -> c not like '\\_%' escape '\\')::varchar from read_parquet(${fileList(files)}) where _line = $1 limit 1`,
      [line],
    );
    return row ?? {};
  } finally {
    lake.close();
  }
}
