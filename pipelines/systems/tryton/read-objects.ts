import type { ExtractFile, ExtractFiles } from './extract-files.ts';
import { newestExtract } from './extract-files.ts';
import { addedColumns, type ObjectPlan } from './object-plan.ts';
import type { TrytonClient, TrytonDomain, TrytonRecord } from './tryton-client.ts';
import { changedAt, trytonDatetime, trytonField, trytonText } from './tryton-value.ts';
import { earlier } from './watermark.ts';

/** An object and the name of its model on this server. */
export type ModelPlan = ObjectPlan & { readonly model: string };

export interface ReadingContext {
  readonly client: TrytonClient;
  readonly files: ExtractFiles;
  /** The source's folder, where the files of earlier readings are. */
  readonly folder: string;
  /** `YYYY-MM-DD HH:MM:SS.ffffff`, UTC. */
  readonly readAt: string;
  readonly tick: (rows: number) => void;
}

/** What came of one object. `file` is absent when nothing changed since the last reading; `absent`: no such model there. */
export interface ObjectReading {
  readonly object: string;
  readonly rows: number;
  readonly file?: string;
  readonly since?: string;
  readonly absent?: true;
}

const page = 1_000;
const stamp = (at: string): string => at.replaceAll(/[-:.]/g, '').replace(' ', 'T');

const changedSince = (since: string | undefined): TrytonDomain => {
  if (since === undefined) return [];
  const at = trytonDatetime(since);
  return [
    [
      'OR',
      ['write_date', '>=', at],
      [
        ['write_date', '=', null],
        ['create_date', '>=', at],
      ],
    ],
  ];
};

async function writeRecords(
  context: ReadingContext,
  plan: ModelPlan,
  file: ExtractFile,
  since: string | undefined,
): Promise<string> {
  const added = new Set<string>(Object.values(addedColumns));
  const fields = [
    ...new Set([...plan.headers.filter((header) => !added.has(header)), 'create_date', 'write_date']),
  ];
  const value = (record: TrytonRecord, header: string): string => {
    if (header === addedColumns.changed) return changedAt(record);
    return header === addedColumns.read ? context.readAt : trytonText(trytonField(record, header));
  };
  let newest = '';
  for (let last = 0; ;) {
    const domain = [['id', '>', last], ...changedSince(since)];
    const records = await context.client.searchRead(plan.model, { domain, fields, limit: page });
    for (const record of records) {
      file.write(plan.headers.map((header) => value(record, header)));
      const changed = changedAt(record);
      if (changed > newest) newest = changed;
    }
    context.tick(file.rows);
    if (records.length < page) return newest;
    last = Number(records.at(-1)?.id);
  }
}

/** Records changed since the watermark, minus the overlap: what commits late with an older time is not lost. */
export async function readIncrement(
  context: ReadingContext,
  plan: ModelPlan,
  watermark: string | undefined,
): Promise<ObjectReading> {
  const since = watermark === undefined ? undefined : earlier(watermark, plan.overlapMs);
  const file = context.files.open(plan.headers);
  const newest = await writeRecords(context, plan, file, since);
  const rows = file.rows;
  const about = { object: plan.object, rows, ...(since === undefined ? {} : { since }) };
  if (rows === 0) {
    file.drop();
    return about;
  }
  const name = `${plan.object}-${stamp(newest)}-${since === undefined ? 'all' : `since-${stamp(since)}`}-${file.digest()}.csv`;
  file.keep(name);
  return { ...about, file: name };
}

/** Keeps a complete reading only when it differs from the newest one in the folder. */
function keepIfDifferent(context: ReadingContext, plan: ModelPlan, file: ExtractFile): ObjectReading {
  const about = { object: plan.object, rows: file.rows };
  const digest = file.digest();
  const newest = newestExtract(context.folder, plan.object);
  if (newest === undefined ? file.rows === 0 : newest.endsWith(`-${digest}.csv`)) {
    file.drop();
    return about;
  }
  const name = `${plan.object}-${stamp(context.readAt)}-${digest}.csv`;
  file.keep(name);
  return { ...about, file: name };
}

/** All records; for small tables whose values change without their change time. */
export async function readFull(context: ReadingContext, plan: ModelPlan): Promise<ObjectReading> {
  const volatileColumns = plan.headers.at(-1) === addedColumns.read ? 1 : 0;
  const file = context.files.open(plan.headers, { volatileColumns });
  await writeRecords(context, plan, file, undefined);
  return keepIfDifferent(context, plan, file);
}

/** Ids of all records: those no longer listed were deleted, which leaves no other trace. */
export async function readIds(context: ReadingContext, plan: ModelPlan): Promise<ObjectReading> {
  const file = context.files.open(plan.headers, { volatileColumns: 1 });
  for (let after = 0; ;) {
    const ids = await context.client.searchIds(plan.model, { after, limit: page * 10 });
    for (const id of ids) file.write([String(id), context.readAt]);
    context.tick(file.rows);
    if (ids.length < page * 10) return keepIfDifferent(context, plan, file);
    after = Number(ids.at(-1));
  }
}

/** Stock on hand is computed by the server for one place and day at a time. */
export async function readStock(context: ReadingContext, plan: ModelPlan): Promise<ObjectReading> {
  const { client } = context;
  const file = context.files.open(plan.headers, { volatileColumns: 1 });
  const [date = ''] = context.readAt.split(' ');
  const { year, month, day } = trytonDatetime(context.readAt);
  const locations = await client.searchRead('stock.location', {
    domain: [['type', '=', 'storage']],
    fields: ['id'],
    limit: 10_000,
  });
  for (let after = 0; ;) {
    const ids = await client.searchIds('product.product', { after, limit: page });
    for (const { id: location } of ids.length === 0 ? [] : locations) {
      const place = {
        locations: [location],
        with_childs: false,
        stock_date_end: { __class__: 'date', year, month, day },
      };
      for (const product of await client.read('product.product', ids, ['quantity'], place)) {
        if (Number(product.quantity) === 0) continue;
        const row: Record<string, unknown> = {
          product: product.id,
          location,
          quantity: product.quantity,
          counted_on: date,
          read_at: context.readAt,
        };
        file.write(plan.headers.map((header) => trytonText(row[header])));
      }
    }
    context.tick(file.rows);
    if (ids.length < page) return keepIfDifferent(context, plan, file);
    after = Number(ids.at(-1));
  }
}
