import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TandemError } from '../../src/contract/errors.ts';
import type { Progress } from '../../src/contract/progress.ts';
import type { SourceConfig, Workspace } from '../workspace.ts';

export interface LiveReadReport {
  readonly source: string;
  /** What came of each object; `file` is absent when nothing changed, `absent` when the system has no such object. */
  readonly objects: readonly {
    readonly object: string;
    readonly rows: number;
    readonly file?: string;
    readonly since?: string;
    readonly absent?: true;
  }[];
}

/** Default export of `pipelines/systems/<system>/read.ts`. */
export type ReadLive = (
  workspace: Workspace,
  source: SourceConfig,
  options: { readonly progress: Progress },
) => Promise<LiveReadReport>;

/**
 * Reads every source that has a `live` address into extract files of its folder, for the load to take up.
 * Throws `source_unreachable` or `source_refused`; then nothing of that source was written.
 */
export async function readLiveSources(
  workspace: Workspace,
  options: { readonly progress: Progress },
): Promise<LiveReadReport[]> {
  const reports: LiveReadReport[] = [];
  for (const source of workspace.config.sources) {
    if (source.live === undefined) continue;
    const reader = join(import.meta.dirname, source.system, 'read.ts');
    if (!existsSync(reader))
      throw new TandemError('bad_workspace', {
        file: join(workspace.dir, 'tandem.yaml'),
        reason: 'not_read_live',
        source: source.id,
        system: source.system,
      });
    const { default: readLive } = (await import(pathToFileURL(reader).href)) as { default: ReadLive };
    reports.push(await readLive(workspace, source, options));
  }
  return reports;
}
