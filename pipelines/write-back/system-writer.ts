import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TandemError } from '../../src/contract/errors.ts';
import type { SourceConfig, Workspace } from '../workspace.ts';
import type { DesiredRecord, WriteBackAdapter } from './adapter.ts';
import type { InactiveMeans } from './order-status.ts';
import type { StatusRecord } from './status-records.ts';

export interface WriterOptions {
  /** Folder of this target's exports. */
  readonly folder: string;
  /** All records again, not only what differs from the last export; a live target is always read. */
  readonly full: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly fetch?: typeof fetch;
}

export interface StatusTarget extends WriteBackAdapter {
  /** Deleted: left out (STATUS-6). Archived: it is asked when written, and says so itself. */
  readonly inactive: InactiveMeans;
  /** Status under the target's own objects, keys and field names. */
  desired(records: readonly StatusRecord[]): DesiredRecord[];
}

/** Default export of `pipelines/systems/<system>/write.ts`. */
export type OpenStatusTarget = (
  workspace: Workspace,
  source: SourceConfig,
  options: WriterOptions,
) => Promise<StatusTarget>;

const systems = resolve(import.meta.dirname, '..', 'systems');
const writerFile = (system: string): string => join(systems, system, 'write.ts');

/** Sources of a workspace whose system can be written to. */
export const writableSources = (workspace: Workspace): SourceConfig[] =>
  workspace.config.sources.filter((source) => existsSync(writerFile(source.system)));

/**
 * The source that a target names: its id, or a system that exactly one source has. Throws `bad_request` with what
 * there is to choose from.
 */
export function targetSource(workspace: Workspace, target: string): SourceConfig {
  const writable = writableSources(workspace);
  const byId = writable.find((source) => source.id === target);
  if (byId) return byId;
  const [only, ...others] = writable.filter((source) => source.system === target);
  if (only && others.length === 0) return only;
  const known = (only ? [only, ...others] : writable).map((source) => source.id).join(', ');
  throw new TandemError('bad_request', { reason: 'no_target', target, known: known === '' ? '–' : known });
}

/** Opens a source for writing; a live one signs in. Throws `source_unreachable`, `source_refused`, `source_not_asked`, `bad_workspace`. */
export async function openStatusTarget(
  workspace: Workspace,
  source: SourceConfig,
  options: WriterOptions,
): Promise<StatusTarget> {
  const { default: open } = (await import(pathToFileURL(writerFile(source.system)).href)) as {
    default: OpenStatusTarget;
  };
  return open(workspace, source, options);
}
