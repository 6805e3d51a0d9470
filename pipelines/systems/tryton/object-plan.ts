import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TandemError } from '../../../src/contract/errors.ts';
import { readYaml } from '../../read-yaml.ts';

const systemSchema = z.object({
  objects: z.record(
    z.string(),
    z.object({
      extract: z.enum(['increment', 'full']).default('increment'),
      overlap: z.string().optional(),
      columns: z.record(
        z.string(),
        z.object({ header: z.union([z.string(), z.array(z.string()).min(1)]).optional() }),
      ),
    }),
  ),
});

/** What is read for one object of system.yaml. */
export interface ObjectPlan {
  readonly object: string;
  readonly kind: 'increment' | 'full' | 'ids' | 'stock';
  /** The model with `_` for `.`: `sale_line`, of `sale_line_ids` too. */
  readonly table: string;
  /** Header of each column of the file: a dotted field of the model, or one that the reader adds. */
  readonly headers: readonly string[];
  readonly overlapMs: number;
}

/** Columns the reader adds: when the record changed, and when it was read. */
export const addedColumns = { changed: 'changed_at', read: 'read_at' } as const;

const units = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

function milliseconds(text: string): number {
  const [, count, unit] = /^(\d+) (minute|hour|day)s?$/.exec(text) ?? [];
  return unit === undefined ? units.day : Number(count) * units[unit as keyof typeof units];
}

/**
 * Objects of a Tryton system.yaml in the order to read them: records before the lists of ids, so that a record
 * made while reading is in the list if it is in the records. Throws `bad_system`.
 */
export function objectPlans(file: string): ObjectPlan[] {
  const read = readYaml(readFileSync(file, 'utf8'), systemSchema);
  if ('mistake' in read)
    throw new TandemError('bad_system', { file, ...read.mistake }, { cause: read.cause });
  const plans = Object.entries(read.value.objects).map(([object, spec]): ObjectPlan => {
    const ids = object.endsWith('_ids');
    return {
      object,
      kind: object === 'stock_on_hand' ? 'stock' : ids ? 'ids' : spec.extract,
      table: ids ? object.slice(0, -'_ids'.length) : object,
      headers: Object.entries(spec.columns).map(
        ([column, { header }]) => [header ?? column].flat()[0] ?? column,
      ),
      overlapMs: milliseconds(spec.overlap ?? '1 day'),
    };
  });
  return [...plans.filter(({ kind }) => kind !== 'ids'), ...plans.filter(({ kind }) => kind === 'ids')];
}
