import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordId, type DesiredRecord, type ExistingRecord, type FieldValue } from './adapter.ts';
import { classify } from './classify.ts';
import { guardEmptying, recordsToWrite } from './idle-records.ts';
import { renamed, statusFields, statusOf } from './status-fields.ts';

const nothing = renamed(statusOf({ kind: 'account', key: '', orders: [], open: 0 }), (field) => field);
const said = fc.record(
  Object.fromEntries(
    statusFields.map((field) => [
      field,
      field === 'order_number'
        ? fc.constantFrom('SO1', 'SO2')
        : fc.constantFrom<FieldValue>(null, '2026-06-01', 'late', 'none', 'unknown', 0, 7),
    ]),
  ),
) as fc.Arbitrary<Record<string, FieldValue>>;

const subject = 'order_number';
const record = (key: string, fields?: Record<string, FieldValue>): DesiredRecord => ({
  ...{ object: 'Account', key, about: [], subject },
  fields: fields ?? nothing,
  isIdle: fields === undefined,
});
const readingOf = (existing: ReadonlyMap<string, ExistingRecord>) => ({
  existing,
  ours: new Set(existing.keys()),
  emptied: new Set([...existing].filter(([, { fields }]) => fields?.[subject] === 'none').map(([id]) => id)),
  mayInsertUnknown: true,
});
const standing = (state: Record<string, Record<string, FieldValue>>) =>
  new Map(Object.entries(state).map(([key, fields]) => [`Account:${key}`, { fields }]));
const writeInto = (existing: ReadonlyMap<string, ExistingRecord>, desired: readonly DesiredRecord[]) => {
  const reading = readingOf(existing);
  const wanted = recordsToWrite(desired, reading);
  const classified = classify(wanted, reading);
  return { wanted, reading, ...classified };
};

describe('records for which no order counts any more', () => {
  it('[STATUS-10] are told so once, with nothing left of what was said; others are not touched', () => {
    const keys = ['1', '2', '3', '4'] as const;
    const state = fc.dictionary(fc.constantFrom(...keys), fc.oneof(said, fc.constant({ ...nothing })));
    const feed = fc.dictionary(fc.constantFrom(...keys), said);
    const known = fc.subarray([...keys]);
    fc.assert(
      fc.property(state, feed, known, fc.boolean(), (before, told, live, rewrite) => {
        const existing = standing(before);
        const desired = [
          ...Object.entries(told).map(([key, fields]) => record(key, fields)),
          ...live.map((key) => record(key)),
        ];
        const { changes, outcomes, left } = writeInto(existing, desired);
        const after = new Map(existing);
        for (const change of changes) after.set(recordId(change), { fields: change.fields });
        for (const key of keys) {
          const id = `Account:${key}`;
          const outcome = outcomes.find((one) => recordId(one) === id);
          const isEmptied = !(key in told) && live.includes(key) && key in before;
          if (isEmptied) {
            expect(after.get(id)?.fields).toEqual(nothing);
            expect(outcome?.isEmptied ?? false).toBe(before[key]?.[subject] !== 'none');
          } else if (!(key in told)) {
            expect([after.get(id), outcome]).toEqual([existing.get(id), undefined]);
          } else expect(outcome?.isEmptied).toBeUndefined();
        }
        expect(left).toBe(
          keys.filter((key) => key in before && !(key in told) && !live.includes(key)).length,
        );
        const again = writeInto(after, desired).changes;
        if (!rewrite) expect(again.filter((change) => change.isEmptied)).toEqual([]);
      }),
    );
  });

  it('[STATUS-10] a record that is in the feed under another form of its key is not emptied', () => {
    const existing = standing({ '1': { ...nothing, order_number: 'SO1' } });
    const fed = record('1', { ...nothing, order_number: 'SO2' });
    expect(writeInto(existing, [fed, record('1'), record('1')]).outcomes).toMatchObject([
      { outcome: 'update', changed: [subject] },
    ]);
  });

  it('[STATUS-10] one that the target does not have any more stays out of it', () => {
    const reading = { ...readingOf(new Map()), ours: new Set(['Account:1']), mayInsertUnknown: false };
    expect(recordsToWrite([record('1')], reading)).toEqual([]);
  });

  it('[BACK-3] more than half of what tells of an order is emptied only when a person says so', () => {
    const state = (orders: number, emptied = 0) =>
      standing(
        Object.fromEntries(
          Array.from({ length: orders + emptied }, (_, at) => [
            String(at),
            { ...nothing, ...(at < orders ? { order_number: `SO${String(at)}` } : {}) },
          ]),
        ),
      );
    const guard = (existing: ReadonlyMap<string, ExistingRecord>, fed: number, isAllowed = false) => {
      const desired = [...existing.keys()].map((id, at) =>
        record(
          id.split(':')[1] ?? '',
          at < fed ? { ...nothing, order_number: `SO${String(at)}` } : undefined,
        ),
      );
      const { wanted, outcomes, reading } = writeInto(existing, desired);
      guardEmptying({ target: 'crm', wanted, outcomes, reading, isAllowed });
      return outcomes.filter(({ isEmptied }) => isEmptied).length;
    };
    expect(guard(state(4), 2), 'half').toBe(2);
    expect(() => guard(state(5), 2)).toThrow(
      expect.objectContaining({ code: 'export_emptying', details: { target: 'crm', rows: 3, of: 5 } }),
    );
    expect(guard(state(5), 2, true)).toBe(3);
    expect(() => guard(state(5, 90), 2), 'those that are empty already are not among them').toThrow();
    for (const isAllowed of [false, true])
      expect(() => guard(state(5, 1), 0, isAllowed), 'not a single order').toThrow(
        expect.objectContaining({ code: 'export_empty', details: { target: 'crm', rows: 5 } }),
      );
    expect(guard(state(0, 3), 0), 'nothing tells of an order').toBe(0);
  });
});
