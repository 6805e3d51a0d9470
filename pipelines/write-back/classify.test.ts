import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordId, type DesiredRecord, type ExistingRecord, type Fields } from './adapter.ts';
import { classify } from './classify.ts';
import { versionId } from './version-id.ts';

const value = fc.oneof(
  fc.constantFrom('', 'late', 'none'),
  fc.integer({ min: -3, max: 3 }),
  fc.constant(null),
);
const fields = fc.dictionary(fc.constantFrom('state', 'cause', 'days'), value);
const desiredList = fc.uniqueArray(
  fc.record({
    object: fc.constantFrom('Opportunity', 'Account'),
    key: fc.constantFrom('1', '2', '3'),
    about: fc.constant([]),
    fields,
  }),
  { selector: recordId },
);
const existingMap = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('Opportunity:1', 'Account:2', 'Account:9'),
      fields: fc.option(fields, { nil: undefined }),
    }),
    {
      selector: ({ id }) => id,
    },
  )
  .map(
    (all) => new Map(all.map(({ id, fields: known }): [string, ExistingRecord] => [id, { fields: known }])),
  );

const reading = (existing: ReadonlyMap<string, ExistingRecord>, mayInsertUnknown = true) => ({
  existing,
  ours: new Set(existing.keys()),
  emptied: new Set<string>(),
  mayInsertUnknown,
});
const applied = (existing: ReadonlyMap<string, ExistingRecord>, desired: readonly DesiredRecord[]) => {
  const after = new Map(existing);
  for (const change of classify(desired, reading(existing)).changes)
    after.set(recordId(change), { fields: change.fields });
  return after;
};

describe('classification of what is written back', () => {
  it('[BACK-1] every record gets exactly one outcome, and what is written is what is said to be', () => {
    fc.assert(
      fc.property(desiredList, existingMap, fc.boolean(), (desired, existing, mayInsert) => {
        const { outcomes, changes } = classify(desired, reading(existing, mayInsert));
        expect(outcomes.map(recordId)).toEqual(desired.map(recordId));
        expect(changes.map(recordId)).toEqual(
          outcomes.filter(({ outcome }) => outcome === 'insert' || outcome === 'update').map(recordId),
        );
        for (const { outcome, reason } of outcomes) expect(reason !== null).toBe(outcome === 'refuse');
      }),
    );
  });

  it('[BACK-2] what is unknown never overwrites', () => {
    fc.assert(
      fc.property(desiredList, existingMap, (desired, existing) => {
        const after = applied(existing, desired);
        for (const [id, { fields: before = {} }] of existing)
          for (const [name, old] of Object.entries(before))
            if (old !== null) expect((after.get(id)?.fields as Fields)[name]).not.toBeNull();
      }),
    );
  });

  it('[BACK-4] a second time there is nothing left to do', () => {
    fc.assert(
      fc.property(desiredList, existingMap, (desired, existing) => {
        const after = applied(existing, desired);
        expect(classify(desired, reading(after)).changes).toEqual([]);
      }),
    );
  });

  it('[BACK-4] the version knows content, generation and target, not the order of records or fields', () => {
    fc.assert(
      fc.property(desiredList, (desired) => {
        const turned = [...desired].reverse().map((record) => ({
          ...record,
          fields: Object.fromEntries(Object.entries(record.fields).reverse()),
        }));
        const version = versionId('crm', 'a', desired);
        expect(versionId('crm', 'a', turned)).toBe(version);
        expect(versionId('crm', 'b', desired)).not.toBe(version);
        expect(versionId('other', 'a', desired)).not.toBe(version);
        const more = { object: 'Account', key: '8', about: [], fields: { state: 'x' } };
        expect(versionId('crm', 'a', [...desired, more])).not.toBe(version);
      }),
    );
  });

  it('[TRYTON-4] a record that a live target does not have is refused; one whose state forbids it too', () => {
    const wanted = { object: 'Account', key: '1', about: ['SO1'], fields: { state: 'late' } };
    const of = (existing: Map<string, ExistingRecord>) =>
      classify([wanted], reading(existing, false)).outcomes[0];
    expect(of(new Map())).toMatchObject({ outcome: 'refuse', reason: 'record_missing' });
    const archived = { fields: { state: 'old' }, refusal: 'record_archived' } as const;
    expect(of(new Map([['Account:1', archived]]))).toMatchObject({
      outcome: 'refuse',
      reason: 'record_archived',
    });
    expect(of(new Map([['Account:1', { fields: undefined }]]))).toMatchObject({
      outcome: 'insert',
      changed: ['state'],
    });
  });

  it('[BACK-8] what is unknown of another order is not filled with what was said of the one before', () => {
    const wanted = (order: string, due: string | null) =>
      ({ object: 'Account', key: '1', about: [], subject: 'order', fields: { order, due } }) as const;
    const existing = new Map<string, ExistingRecord>([
      ['Account:1', { fields: { order: 'SO1', due: '2026-06-01' } }],
    ]);
    const of = (record: DesiredRecord) => classify([record], reading(existing));
    expect(of(wanted('SO2', null)).outcomes[0]).toMatchObject({
      outcome: 'refuse',
      reason: 'unknown_would_mix',
    });
    expect(of(wanted('SO2', '2026-07-01')).outcomes[0]?.outcome).toBe('update');
    expect(of(wanted('SO1', null)).outcomes[0]?.outcome).toBe('no-op');
  });

  it('[BACK-8] after any exports, what stands at a record is of its leading order or a word', () => {
    const said = fc.array(
      fc.record({
        order: fc.constantFrom('SO1', 'SO2', 'SO3'),
        due: fc.constantFrom('day', 'none', null),
        share: fc.constantFrom('day', null),
        full: fc.boolean(),
      }),
      { minLength: 2, maxLength: 6 },
    );
    fc.assert(
      fc.property(said, (exports) => {
        let existing: ReadonlyMap<string, ExistingRecord> = new Map();
        for (const { order, full, ...values } of exports) {
          const named = Object.entries(values).map(([name, one]) => [
            name,
            one === 'day' ? `${order} ${name}` : one,
          ]);
          const fields = { order, ...(Object.fromEntries(named) as Fields) };
          const record: DesiredRecord = { object: 'Account', key: '1', about: [], subject: 'order', fields };
          const { outcomes, changes } = classify([record], { ...reading(existing), rewrite: full });
          if (full) expect(outcomes[0]?.outcome, 'every record again').not.toBe('no-op');
          for (const change of changes) existing = new Map([[recordId(change), { fields: change.fields }]]);
          const { order: leads, ...rest } = existing.get('Account:1')?.fields ?? {};
          for (const value of Object.values(rest))
            if (value !== null && value !== 'none' && value !== 'unknown')
              expect(value).toMatch(new RegExp(`^${String(leads)} `));
        }
      }),
    );
  });

  it('[BACK-2] “none” of something that is no longer known becomes “unknown”, once', () => {
    const existing = new Map<string, ExistingRecord>([['Account:1', { fields: { due: 'none' } }]]);
    const wanted = { object: 'Account', key: '1', about: [], fields: { due: null } };
    const [change] = classify([wanted], reading(existing)).changes;
    expect(change?.values).toEqual([{ before: 'none', after: 'unknown' }]);
    expect(applied(applied(existing, [wanted]), [wanted])).toEqual(applied(existing, [wanted]));
  });
});
