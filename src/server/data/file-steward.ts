import { acceptedValues } from '../../../pipelines/load/accepted-values.ts';
import type { ColumnContract } from '../../../pipelines/load/contract.ts';
import { addFix, listFixes, removeFix } from '../../../pipelines/load/fixes.ts';
import { previewFix } from '../../../pipelines/load/preview-fix.ts';
import { contractOf, replayRejects } from '../../../pipelines/load/replay-rejects.ts';
import type { Workspace } from '../../../pipelines/workspace.ts';
import { TandemError } from '../../contract/errors.ts';
import { recentRuns } from './recent-runs.ts';
import type { FixTarget, Steward } from './steward.ts';

/** The steward's work over the files of a workspace. Sources are those of tandem.yaml, never a name of the caller's. */
export function fileSteward(workspace: Workspace, now: () => Date): Steward {
  const ids = workspace.config.sources.map((source) => source.id);
  const columnOf = ({ source, object, column }: Omit<FixTarget, 'fix'>): ColumnContract => {
    const known = contractOf(workspace, source, object).columns.find(({ name }) => name === column);
    if (!known) throw new TandemError('not_found', { what: 'column' });
    return known;
  };
  const check = ({ fix, ...column }: FixTarget): void => {
    columnOf(column);
    const parts = [fix.map_values ?? {}, fix.null_tokens ?? [], fix.date_formats ?? [], fix.headers ?? []];
    const says = parts.flatMap((part) => Object.keys(part));
    if (says.length === 0) throw new TandemError('bad_request', { reason: 'empty_fix' });
  };
  const all = () => ids.flatMap((source) => listFixes(workspace, source).map((fix) => ({ source, fix })));

  return {
    check,
    accepts: (column) => acceptedValues(columnOf(column)),
    preview(target) {
      check(target);
      return previewOf(workspace, target);
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
      addFix(workspace, source, { object, column, ...clean(fix), by, reason, at: now().toISOString() });
      await replayRejects(workspace, { source, object, now });
    },
    async undo(id) {
      const found = all().find(({ fix }) => fix.id === id);
      if (!found) throw new TandemError('not_found', { what: 'fix' });
      removeFix(workspace, found.source, id);
      await Promise.resolve();
    },
    runs: () => Promise.resolve(recentRuns(workspace.paths.warehouse)),
  };
}

async function previewOf(workspace: Workspace, { source, object, column, fix }: FixTarget) {
  const counted = await previewFix(workspace, { source, fix: { object, column, ...clean(fix) } });
  return {
    outstanding: counted.outstanding,
    would_accept: counted.wouldAccept,
    still_rejected: counted.stillRejected,
    still_by_rule: counted.stillByRule,
  };
}

const clean = ({ map_values, null_tokens, date_formats, headers }: FixTarget['fix']) => ({
  ...(map_values ? { map_values } : {}),
  ...(null_tokens ? { null_tokens } : {}),
  ...(date_formats ? { date_formats } : {}),
  ...(headers ? { headers } : {}),
});
