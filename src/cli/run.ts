import type { LostColumn } from '../../pipelines/load/lost-columns.ts';
import { readRunRecords, type RunRecord } from '../../pipelines/publish/run-record.ts';
import type { RunReport } from '../../pipelines/run.ts';
import type { Workspace } from '../../pipelines/workspace.ts';
import { isTandemError, type ErrorDetails } from '../contract/errors.ts';
import type { CliCommand, CommandContext } from './command.ts';
import { reasonText } from './reason-text.ts';
import { workspaceOf, workspaceOption } from './workspace-option.ts';

interface Loaded {
  readonly files: readonly {
    readonly source: string;
    readonly file: string;
    readonly rows: number;
    readonly rejected: number;
    readonly status: string;
    readonly reason?: string;
    readonly details?: ErrorDetails;
    readonly lost?: readonly LostColumn[];
  }[];
  readonly unclaimed: readonly { readonly source: string; readonly file: string }[];
}

/** Says in a few lines what the run did. */
export function sayReport({ t, print }: Pick<CommandContext, 't' | 'print'>, report: RunReport): void {
  const load = report.load as Loaded | undefined;
  const files = load?.files ?? [];
  const fresh = files.filter((file) => file.status === 'loaded');
  print(
    t('cli.run.loaded', {
      files: fresh.length,
      rows: fresh.reduce((sum, file) => sum + file.rows, 0),
      rejected: fresh.reduce((sum, file) => sum + file.rejected, 0),
    }),
  );
  if (report.quarantine) print(t('cli.run.quarantine', { ...report.quarantine }));
  for (const file of files.filter((one) => one.status === 'refused'))
    print(t('cli.run.refused', { source: file.source, file: file.file, reason: reasonText(file, t) }));
  for (const { added, ...lost } of files.flatMap((file) => file.lost ?? []))
    print(
      t('cli.run.lost', {
        source: lost.source,
        object: lost.object,
        file: lost.file,
        column: lost.column,
        names: lost.names,
        rows: lost.rows,
        kept: lost.kept,
        empty: lost.empty,
        held: lost.isHeld ? 'yes' : 'no',
        added: added.length === 0 ? 'none' : added.join(', '),
      }),
    );
  const unclaimed = (load?.unclaimed ?? []).map((one) => `${one.source}/${one.file}`);
  if (unclaimed.length > 0)
    print(t('cli.run.unclaimed', { count: unclaimed.length, files: unclaimed.slice(0, 5).join(', ') }));
  for (const warning of report.warnings ?? [])
    print(t('cli.run.warning', { model: warning.model, rule: warning.rule, count: warning.count }));
  print(
    t(report.outcome === 'unchanged' ? 'cli.run.unchanged' : 'cli.run.published', {
      generation: report.generation ?? '',
    }),
  );
}

/** Which checks broke, with up to five rows each. */
function sayFailedChecks({ t, print }: CommandContext, record: RunRecord | undefined): void {
  for (const check of record?.failedChecks ?? []) {
    print(t('cli.run.failed_check', { model: check.model, rule: check.rule, count: check.count }));
    for (const row of check.sample) print(`    ${JSON.stringify(row)}`);
  }
}

/** Runs a workspace for a command; with --json the report is the last line. */
export async function runAndSay(
  context: CommandContext,
  workspace: Workspace,
  { force }: { force: boolean },
): Promise<RunReport> {
  const { runWorkspace } = await import('../../pipelines/run.ts');
  try {
    const report = await runWorkspace(workspace, { progress: context.progress, force });
    if (context.json) context.printJson({ report });
    else sayReport(context, report);
    return report;
  } catch (error) {
    if (!context.json && isTandemError(error) && error.code === 'check_failed')
      sayFailedChecks(context, readRunRecords(workspace.paths.warehouse)[0]);
    throw error;
  }
}

/** `tandem run`: load, build, check and publish one generation. */
export const runCommand: CliCommand = {
  usage: 'run',
  about: 'cli.run.about',
  options: [workspaceOption, { flag: '--force', about: 'cli.run.force' }],
  examples: ['tandem run', 'tandem run --workspace ../company --json'],
  async run(context, _args, options) {
    await runAndSay(context, await workspaceOf(options), { force: options.force === true });
    return 0;
  },
};
