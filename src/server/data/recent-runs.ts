import { readRunsNow, type RunRecord } from '../../../pipelines/publish/run-record.ts';
import type { RunsResponse } from '../../contract/api/data.ts';
import { detailsSchema } from '../../contract/api/error.ts';
import { publicDetails } from '../public-details.ts';

type Shown = RunsResponse['runs'][number];

const checks = (results: RunRecord['failedChecks'] = []): Shown['failures'] =>
  results.map(({ model, rule, kind, count }) => ({ name: `${model} ${rule}`, detail: kind, rows: count }));

function errorOf({ error, failedChecks = [] }: RunRecord): Shown['error'] {
  if (error === undefined || failedChecks.length > 0) return null;
  // What no catalogue knows has only the engine's or the machine's words.
  if (error.code === 'internal')
    return { code: error.code, details: { said: error.message.split('\n')[0] ?? '' } };
  const details = detailsSchema.safeParse(error.details);
  return { code: error.code, details: details.success ? publicDetails(details.data) : {} };
}

/** The last runs as the steward sees them, newest first, a run whose process is dead as broken off. Only a run that no check stopped is explained by its error. */
export const recentRuns = (warehouseDir: string): Shown[] =>
  readRunsNow(warehouseDir)
    .slice(0, 30)
    .map((record) => ({
      run: record.run,
      startedAt: record.startedAt,
      finishedAt: record.finishedAt ?? null,
      outcome: record.outcome,
      generation: record.generation ?? null,
      step: record.step ?? null,
      failures: checks(record.failedChecks),
      warnings: checks(record.warnings),
      error: errorOf(record),
    }));
