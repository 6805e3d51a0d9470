import { addFix, listFixes, removeFix } from '../../../pipelines/load/fixes.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import { TandemError } from '../../contract/errors.ts';
import { recentRuns } from './recent-runs.ts';
import type { FixTarget, Steward } from './steward.ts';

/** The steward's work over the files of a workspace. Sources are those of tandem.yaml, never a name of the caller's. */
export function fileSteward(workspace: Workspace): Steward {
  const ids = workspace.config.sources.map((source) => source.id);
  const known = ({ source }: Pick<FixTarget, 'source'>): void => {
    if (!ids.includes(source)) throw new TandemError('not_found', { what: 'source' });
  };
  const all = () => ids.flatMap((source) => listFixes(workspace, source).map((fix) => ({ source, fix })));

  return {
    preview(target) {
      known(target);
      return Promise.reject(new TandemError('not_found', { what: 'load' }));
    },
    fixes: () =>
      Promise.resolve(
        all().map(({ source, fix: { id, object, column, at, by, reason, ...fix } }) => ({
          id,
          source,
          object,
          column,
          fix,
          at: at ?? '',
          by: by ?? '',
          reason: reason ?? '',
        })),
      ),
    async add({ source, object, column, fix }, by, reason) {
      known({ source });
      addFix(workspace, source, { object, column, ...clean(fix), by, reason, at: new Date().toISOString() });
    },
    async undo(id) {
      const found = all().find(({ fix }) => fix.id === id);
      if (!found) throw new TandemError('not_found', { what: 'fix' });
      removeFix(workspace, found.source, id);
    },
    runs: () => Promise.resolve(recentRuns(workspace.paths.warehouse)),
  };
}

const clean = ({ map_values, null_tokens, date_formats }: FixTarget['fix']) => ({
  ...(map_values ? { map_values } : {}),
  ...(null_tokens ? { null_tokens } : {}),
  ...(date_formats ? { date_formats } : {}),
});
