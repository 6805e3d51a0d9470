import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Progress } from '../../../src/contract/progress.ts';
import type { SourceConfig, Workspace } from '../../workspace.ts';
import type { LiveReadReport } from '../read-live-sources.ts';
import { extractFiles } from './extract-files.ts';
import { liveAddress } from './live-address.ts';
import { objectPlans } from './object-plan.ts';
import {
  readFull,
  readIds,
  readIncrement,
  readStock,
  type ModelPlan,
  type ObjectReading,
  type ReadingContext,
} from './read-objects.ts';
import { openTryton, type ClientOptions, type TrytonClient } from './tryton-client.ts';
import { lakeWatermark } from './watermark.ts';

export interface LiveReadOptions extends ClientOptions {
  readonly progress: Progress;
  readonly now?: () => Date;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

function systemFile(workspace: Workspace, source: SourceConfig): string {
  const own = join(workspace.paths.systems, source.system, 'system.yaml');
  return existsSync(own) ? own : join(import.meta.dirname, 'system.yaml');
}

/** Models of this server by their name with `_`; a module that is not activated has none. */
async function modelNames(client: TrytonClient): Promise<Map<string, string>> {
  const models = await client.searchRead('ir.model', { domain: [], fields: ['model'], limit: 100_000 });
  return new Map(models.map(({ model }) => [String(model).replaceAll('.', '_'), String(model)]));
}

const readPlan = (
  context: ReadingContext,
  plan: ModelPlan,
  workspace: Workspace,
  source: string,
): Promise<ObjectReading> => {
  if (plan.kind === 'ids') return readIds(context, plan);
  if (plan.kind === 'full') return readFull(context, plan);
  if (plan.kind === 'stock') return readStock(context, plan);
  return readIncrement(context, plan, lakeWatermark(workspace, source, plan.object));
};

/**
 * Reads what changed in a live Tryton since the last load into extract files of the source's folder, which the
 * load then reads like any other. Nothing is written when the reading does not come to its end.
 * Throws `source_unreachable`, `source_refused`, `source_not_asked`, `bad_workspace`.
 */
export default async function readLive(
  workspace: Workspace,
  source: SourceConfig,
  options: LiveReadOptions,
): Promise<LiveReadReport> {
  const { progress, now = () => new Date(), environment = process.env } = options;
  const plans = objectPlans(systemFile(workspace, source));
  const folder = join(workspace.dir, source.path ?? join('extracts', source.id));
  const client = await openTryton(liveAddress(workspace, source, environment), options);
  const files = extractFiles(folder);
  const readAt = now().toISOString().replace('T', ' ').replace('Z', '000');
  const objects: ObjectReading[] = [];
  try {
    const models = await modelNames(client);
    for (const [done, plan] of plans.entries()) {
      const item = `${source.id}.${plan.object}`;
      const step = { step: 'read', item, done, total: plans.length } as const;
      progress({ ...step, state: 'progress' });
      const context = { client, files, folder, readAt, tick: () => progress({ ...step, state: 'progress' }) };
      const model = plan.kind === 'stock' ? 'product.product' : models.get(plan.table);
      objects.push(
        model === undefined
          ? { object: plan.object, rows: 0, absent: true }
          : await readPlan(context, { ...plan, model }, workspace, source.id),
      );
    }
    files.publish();
  } catch (error) {
    files.discard();
    progress({ step: 'read', state: 'failed', item: source.id });
    throw error;
  } finally {
    await client.close();
  }
  progress({ step: 'read', state: 'done', item: source.id, done: plans.length, total: plans.length });
  return { source: source.id, objects };
}
