import type { Workspace } from '../workspace.ts';
import { batchFolder } from './batch-files.ts';
import { sourceContracts } from './load-workspace.ts';
import { lostColumns, type LostColumn } from './lost-columns.ts';

/** [LOAD-58] The lost columns of a workspace that no later file has brought back. */
export const standingLosses = (workspace: Workspace): LostColumn[] =>
  workspace.config.sources.flatMap((source) =>
    sourceContracts(workspace, source).flatMap((contract) =>
      lostColumns(batchFolder(workspace, source.id, contract.object), contract).filter((one) => !one.isBack),
    ),
  );
