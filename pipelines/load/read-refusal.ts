import { existsSync, readFileSync } from 'node:fs';
import type { ErrorDetails } from '../../src/contract/errors.ts';
import type { Workspace } from '../workspace.ts';
import { batchFolder, batchPaths, type Manifest } from './batch-files.ts';

/** [LOAD-54] Why a batch's file was refused, as its manifest says it; null where it was not. */
export function readRefusal(
  workspace: Workspace,
  { source, object, batch }: Pick<Manifest, 'source' | 'object' | 'batch'>,
): { reason: string; details: ErrorDetails } | null {
  const file = batchPaths(batchFolder(workspace, source, object), batch).manifest;
  if (!existsSync(file)) return null;
  const { status, reason, details = {} } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
  return status === 'refused' ? { reason: reason ?? '', details } : null;
}
