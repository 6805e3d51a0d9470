import { batchFolder, readManifests } from '../../load/batch-files.ts';
import type { Workspace } from '../../workspace.ts';

/** Greatest change time among the batches of an object in the lake, `YYYY-MM-DD HH:MM:SS[.f]` UTC; nothing before the first load. */
export function lakeWatermark(workspace: Workspace, source: string, object: string): string | undefined {
  return readManifests(batchFolder(workspace, source, object))
    .flatMap(({ status, maxCursor }) => (status === 'loaded' && maxCursor !== null ? [maxCursor] : []))
    .sort()
    .at(-1);
}

/** The instant `ms` before, in the same spelling. */
export function earlier(cursor: string, ms: number): string {
  const at = Date.parse(`${cursor.slice(0, 19).replace(' ', 'T')}Z`) - ms;
  return new Date(at).toISOString().replace('T', ' ').replace('Z', '000');
}
