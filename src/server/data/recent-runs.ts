import { readRunRecords, type RunRecord } from '../../../pipelines/publish/run-record.ts';
import type { RunsResponse } from '../../contract/api/data.ts';

type Shown = RunsResponse['runs'][number];

const checks = (results: RunRecord['failedChecks'] = []): Shown['failures'] =>
  results.map(({ model, rule, kind, count }) => ({ name: `${model} ${rule}`, detail: kind, rows: count }));

/** The last runs as the steward sees them, newest first. Only a run that no check stopped is explained by its error. */
export const recentRuns = (warehouseDir: string): Shown[] =>
  readRunRecords(warehouseDir)
    .slice(0, 30)
    .map((record) => {
      const failed = checks(record.failedChecks);
      const ended = record.error && failed.length === 0 ? [{ name: record.error.code, detail: record.error.message.split('\n')[0] ?? '', rows: null }] : [];
      return {
        run: record.run,
        startedAt: record.startedAt,
        finishedAt: record.finishedAt ?? null,
        outcome: record.outcome,
        generation: record.generation ?? null,
        step: record.step ?? null,
        failures: [...failed, ...ended],
        warnings: checks(record.warnings),
      };
    });
