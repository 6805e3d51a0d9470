import { createHash } from 'node:crypto';
import { isTandemError } from '../../../src/contract/errors.ts';
import type { RecordReason } from '../../../src/contract/record-reasons.ts';
import { recordId, type Change, type ExistingRecord, type Fields } from '../../write-back/adapter.ts';
import type { OpenStatusTarget } from '../../write-back/system-writer.ts';
import { liveAddress } from './live-address.ts';
import { markedMessage, noteBlock, noteBody, noteParts, saysNothing } from './status-note.ts';
import { openTryton, type TrytonClient, type TrytonDomain, type TrytonRecord } from './tryton-client.ts';

const objectOf = { opportunity: 'sale.opportunity', account: 'party.party' } as const;
const objects = Object.values(objectOf);
const page = 1000;
const chunk = 50;

interface Note {
  readonly id: number;
  readonly resource: string;
  readonly message: string;
  readonly timestamp: string;
  readonly by: number;
}

const toNote = (record: TrytonRecord): Note => ({
  id: Number(record.id),
  resource: String(record.resource),
  message: String(record.message),
  timestamp: String(record._timestamp),
  by: Number(record.create_uid),
});

const resourceOf = ({ object, key }: { readonly object: string; readonly key: string }): string =>
  `${object},${key}`;
const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, at) => all.slice(at * size, (at + 1) * size));

/** Marked notes of our objects, or of some resources only. */
async function readNotes(client: TrytonClient, narrowed: TrytonDomain = []): Promise<Map<string, Note[]>> {
  const notes = new Map<string, Note[]>();
  const fields = ['resource', 'message', '_timestamp', 'create_uid'];
  for (let last = 0; ;) {
    const domain = [markedMessage, ['id', '>', last], ...narrowed];
    const records = (await client.searchRead('ir.note', { domain, fields, limit: page })).map(toNote);
    for (const note of records) notes.set(note.resource, [...(notes.get(note.resource) ?? []), note]);
    if (records.length < page) return notes;
    last = Math.max(...records.map((note) => note.id));
  }
}

/** [TRYTON-2] What the marked notes of one resource amount to. */
function existingOf(notes: readonly Note[], userId: number): ExistingRecord {
  const [note, ...others] = notes;
  if (note === undefined) return { fields: undefined };
  if (others.length > 0) return { fields: undefined, refusal: 'several_notes' };
  if (note.by !== userId) return { fields: undefined, refusal: 'foreign_note' };
  const parts = noteParts(note.message);
  return parts === undefined
    ? { fields: undefined, refusal: 'torn_block' }
    : { fields: { note: parts.body } };
}

/** Ids of the records that are there, with the refusal that their state asks for. */
async function readResources(client: TrytonClient, object: string, keys: readonly string[]) {
  const found = new Map<string, RecordReason | undefined>();
  const fields = object === 'party.party' ? ['active'] : [];
  for (const ids of chunks(keys, page)) {
    const domain = [['id', 'in', ids.map(Number)]];
    for (const { id, active } of await client.searchRead(object, {
      domain,
      fields: ['id', ...fields],
      limit: page,
    }))
      // Over SQLite the server says 0 where over PostgreSQL it says false.
      found.set(String(id), active === false || active === 0 ? 'record_archived' : undefined);
  }
  return found;
}

/** Why the server did not take one record; anything that stops the whole is thrown on. */
function refusalOf(error: unknown): RecordReason {
  const fault = isTandemError(error) && error.code === 'source_refused' ? error.details.fault : undefined;
  if (fault === undefined) throw error;
  return fault === 'ConcurrencyException' ? 'changed_meanwhile' : 'refused_by_target';
}

async function attempt(task: () => Promise<unknown>): Promise<RecordReason | null> {
  try {
    await task();
    return null;
  } catch (error) {
    return refusalOf(error);
  }
}

/** Notes on opportunities and parties of a live server (TRYTON-1 to TRYTON-4). */
const open: OpenStatusTarget = async (workspace, source, { environment, fetch }) => {
  const client = await openTryton(
    liveAddress(workspace, source, environment),
    fetch === undefined ? {} : { fetch },
  );
  const { id: userId, language } = client.user;
  /** As they were when read: what is written replaces exactly these. */
  let seen = new Map<string, Note[]>();

  async function read(
    records: readonly { readonly object: string; readonly key: string; readonly isIdle?: boolean }[],
  ) {
    const notes = await readNotes(client);
    const wanted = records.filter((record) => record.isIdle !== true || notes.has(resourceOf(record)));
    const existing = new Map<string, ExistingRecord>();
    for (const object of objects) {
      const keys = wanted
        .filter((record) => record.object === object && /^\d+$/.test(record.key))
        .map(({ key }) => key);
      for (const [key, refusal] of await readResources(client, object, keys)) {
        const record = existingOf(notes.get(resourceOf({ object, key })) ?? [], userId);
        existing.set(recordId({ object, key }), refusal === undefined ? record : { ...record, refusal });
      }
    }
    return { notes, existing };
  }

  /** What each change writes; its refusal when the note is no longer what was read. */
  function prepare(
    change: Change,
    now: ReadonlyMap<string, Note[]>,
    block: string,
  ): { change: Change; refusal: RecordReason | null; note?: Note | undefined; values?: TrytonRecord } {
    const resource = resourceOf(change);
    const [before] = seen.get(resource) ?? [];
    const [current] = now.get(resource) ?? [];
    if (before?.id !== current?.id || before?.message !== current?.message)
      return { change, refusal: 'changed_meanwhile' };
    const parts = before && noteParts(before.message);
    const message = parts ? parts.before + block + parts.after : block;
    return { change, refusal: null, note: before, values: { resource, message } };
  }

  return {
    target: source.id,
    inactive: 'archived',
    desired: (records) =>
      records.map((record) => ({
        object: objectOf[record.kind],
        key: record.key,
        about: record.orders.map((order) => order.order_number),
        fields: { note: noteBody(record, language) },
        isIdle: record.orders.length === 0,
      })),
    async read(desired) {
      const { notes, existing } = await read(desired);
      seen = notes;
      const ours = new Set(
        [...notes]
          .filter(([, all]) => all.some((note) => note.by === userId))
          .map(([resource]) => resource.replace(',', ':')),
      );
      const emptied = new Set(
        [...ours].filter((id) => {
          const [note] = notes.get(id.replace(':', ',')) ?? [];
          return note !== undefined && saysNothing(noteParts(note.message)?.body ?? '');
        }),
      );
      return { existing, ours, emptied, mayInsertUnknown: false };
    },
    async apply(changes, { stamp, settled }) {
      const hash = createHash('sha256');
      for (const part of chunks(changes, chunk)) {
        const now = await readNotes(client, [['resource', 'in', part.map(resourceOf)]]);
        const prepared = part.map((change) =>
          prepare(change, now, noteBlock(String(change.fields.note), stamp, language)),
        );
        const inserts = prepared.flatMap(({ change, note, values }) =>
          values === undefined || note ? [] : [{ change, values }],
        );
        const together =
          inserts.length === 0
            ? null
            : await attempt(() =>
                client.create(
                  'ir.note',
                  inserts.map(({ values }) => values),
                ),
              );
        for (const { change, refusal, note, values } of prepared) {
          if (values === undefined) settled(change, refusal);
          else {
            const reason = note
              ? await attempt(() =>
                  client.write('ir.note', note.id, { message: values.message }, note.timestamp),
                )
              : together === null
                ? null
                : await attempt(() => client.create('ir.note', [values]));
            if (reason === null) hash.update(JSON.stringify(values));
            settled(change, reason);
          }
        }
      }
      return { checksum: hash.digest('hex') };
    },
    async readBack(changes) {
      const { existing } = await read(changes);
      const found = new Map<string, Fields>();
      for (const [id, { fields }] of existing) if (fields) found.set(id, fields);
      return found;
    },
    close: () => client.close(),
  };
};

export default open;
