import type { CheckReport } from '../../pipelines/load/check-files.ts';
import { TandemError } from '../contract/errors.ts';
import { toldDrift } from '../messages/told-drift.ts';
import type { Translate } from '../messages/translate.ts';
import type { CliCommand } from './command.ts';
import { readNumber, readText } from './read-option.ts';
import { reasonText } from './reason-text.ts';

/** `tandem check FILE…`: classifies every row by the path that loading takes, and writes nothing. */
export const check: CliCommand = {
  usage: 'check [...files]',
  about: 'cli.check.about',
  options: [
    { flag: '--workspace <dir>', about: 'cli.check.workspace' },
    { flag: '--system <name>', about: 'cli.check.system' },
    { flag: '--object <name>', about: 'cli.check.object' },
    { flag: '--limit <n>', about: 'cli.check.limit', default: 20 },
  ],
  examples: [
    'tandem check demo/extracts/erp/sale.order.csv --workspace demo',
    'tandem check res.partner.csv --system odoo',
  ],
  async run({ t, json, print, printJson }, args, options) {
    const files = args.flat();
    if (files.length === 0) throw new TandemError('bad_request', { reason: t('cli.check.needs_file') });
    const { checkFiles } = await import('../../pipelines/load/check-files.ts');
    const { openWorkspace } = await import('../../pipelines/workspace.ts');
    const dir = readText(options, 'workspace');
    const system = readText(options, 'system');
    const object = readText(options, 'object');
    const reports = await checkFiles(files, {
      ...(dir === undefined ? {} : { workspace: openWorkspace(dir) }),
      ...(system === undefined ? {} : { system }),
      ...(object === undefined ? {} : { object }),
      limit: readNumber(options, 'limit', { min: 0, whole: true }) ?? 20,
    });
    if (json) printJson({ files: reports });
    else for (const report of reports) lines(report, t).forEach(print);
    return reports.some((report) => report.status === 'refused') ? 2 : 0;
  },
};

function lines(report: CheckReport, t: Translate): string[] {
  const { file, object, rows, changed, unchanged, rejected } = report;
  if (report.status === 'refused')
    return [t('cli.check.refused', { file, object, reason: reasonText(report, t) })];
  return [
    t('cli.check.file', { file, object, rows, new: report.new, changed, unchanged, rejected }),
    ...report.drift.map(
      (one) => `  ${t(`cli.check.${one.kind}`, { column: one.column, detail: toldDrift(one, t.maybe) })}`,
    ),
    ...report.warnings.map(
      (one) => `  ${t('cli.check.warning', { rule: one.rule, column: one.column, count: one.count })}`,
    ),
    ...report.rejects.map(
      (one) =>
        `  ${t('cli.check.reject', { line: one.line, rule: one.rule, column: one.column, value: one.value })}  ${one.raw.slice(0, 160)}`,
    ),
    ...(rejected > report.rejects.length
      ? [`  ${t('cli.check.more', { count: rejected - report.rejects.length })}`]
      : []),
  ];
}
