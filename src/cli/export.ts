import { userInfo } from 'node:os';
import type { OrderStatusReport } from '../../pipelines/write-back/export-order-status.ts';
import { TandemError } from '../contract/errors.ts';
import { outcomeKind } from '../contract/outcome-kind.ts';
import type { Translate } from '../messages/translate.ts';
import type { CliCommand } from './command.ts';
import { readText } from './read-option.ts';
import { openServedGeneration } from './served-generation.ts';
import { workspaceOf, workspaceOption } from './workspace-option.ts';

const shown = 20;

function lines(report: OrderStatusReport, t: Translate): string[] {
  const { deleted, merged } = report.leftOut;
  const { counts, target, version, records, dryRun, folder } = report;
  const written = counts.insert + counts.update;
  const refused = records.filter(({ outcome }) => outcome === 'refuse' || outcome === 'failed');
  const emptied = records.filter((record) => outcomeKind(record) === 'emptied');
  return [
    t(dryRun ? 'cli.export.preview' : 'cli.export.done', { target, version }),
    t('cli.export.counts', {
      insert: counts.insert,
      update: counts.update,
      same: counts['no-op'],
      refuse: counts.refuse,
      failed: counts.failed,
    }),
    t('cli.export.orders', {
      alone: report.withoutCounterpart,
      drafts: report.notPromised,
      left: report.left,
    }),
    ...(report.confirmed === 0 ? [] : [t('cli.export.confirmed', { count: report.confirmed })]),
    ...(report.emptied === 0 ? [] : [t('cli.export.emptied', { count: report.emptied })]),
    ...emptied.slice(0, shown).map(({ object, key }) => `  ${object} ${key}`),
    ...(emptied.length > shown ? [`  ${t('cli.export.more', { count: emptied.length - shown })}`] : []),
    ...(deleted + merged === 0 ? [] : [t('cli.export.left_out', { deleted, merged })]),
    ...(written === 0 ? [t('cli.export.same')] : []),
    ...refused
      .slice(0, shown)
      .map(
        ({ object, key, reason, about }) =>
          `  ${object} ${key}${about.length === 0 ? '' : ` (${about.slice(0, 3).join(', ')})`}: ${t.maybe(`export.reason.${reason ?? ''}`) ?? reason ?? ''}`,
      ),
    ...(refused.length > shown ? [`  ${t('cli.export.more', { count: refused.length - shown })}`] : []),
    ...(folder === null ? [] : [t('cli.export.folder', { folder })]),
  ];
}

/** `tandem export order-status`: where each order stands, for the people in the CRM. */
export const exportCommand: CliCommand = {
  usage: 'export <what>',
  about: 'cli.export.about',
  options: [
    { flag: '--target <name>', about: 'cli.export.target' },
    { flag: '--dry-run', about: 'cli.export.dry_run' },
    { flag: '--full', about: 'cli.export.full' },
    { flag: '--allow-emptying', about: 'cli.export.allow_emptying' },
    workspaceOption,
  ],
  examples: [
    'tandem export order-status --target salesforce --dry-run',
    'tandem export order-status --target crm --workspace ../company --json',
  ],
  async run(context, [what], options) {
    const { t, json, print, printJson, progress } = context;
    if (what !== 'order-status') throw new TandemError('bad_request', { reason: t('cli.export.needs_what') });
    const target = readText(options, 'target');
    if (target === undefined) throw new TandemError('bad_request', { reason: t('cli.export.needs_target') });
    const { exportOrderStatus } = await import('../../pipelines/write-back/export-order-status.ts');
    const workspace = await workspaceOf(options);
    const served = await openServedGeneration(workspace.paths.warehouse);
    try {
      const [facts] = await served.rows<{ as_of: string }>(
        'select as_of::varchar as as_of from meta_generation',
      );
      const report = await exportOrderStatus({
        workspace,
        target,
        rows: (sql, parameters) => served.rows(sql, parameters),
        generation: served.generation,
        asOf: facts?.as_of ?? '',
        by: `cli:${userInfo().username}`,
        dryRun: options.dryRun === true,
        full: options.full === true,
        allowEmptying: options.allowEmptying === true,
        progress,
      });
      if (json) printJson({ report });
      else for (const line of lines(report, t)) print(line);
      return report.counts.failed > 0 ? 1 : 0;
    } finally {
      served.close();
    }
  },
};
