import { describe, expect, it } from 'vitest';
import type { UnsentDecision } from './decision-queue.ts';
import { unsentDecisions } from './unsent-decisions.ts';

const memory = () => {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => void kept.set(name, text),
    removeItem: (name: string) => void kept.delete(name),
  };
};
const unsent: UnsentDecision = {
  key: 'one',
  input: { kind: 'must_link', entity: 'customer', records: ['a|1', 'b|1'] },
  name: 'One | Two',
  overrules: ['d9'],
  state: 'sending',
  id: undefined,
};

describe('decisions that the server has not confirmed', () => {
  it('are one person’s in one workspace, and leave nothing behind when all are sent', () => {
    const storage = memory();
    const mine = unsentDecisions(storage, 'Northwind', 'u1');
    mine.write([unsent]);
    expect(mine.read()).toEqual([unsent]);
    expect(unsentDecisions(storage, 'Northwind', 'u2').read()).toEqual([]);
    expect(unsentDecisions(storage, 'Other', 'u1').read()).toEqual([]);
    mine.write([]);
    expect(storage.kept.size).toBe(0);
  });

  it('are left out where they cannot be read, and a storage that refuses breaks nothing', () => {
    const storage = memory();
    const mine = unsentDecisions(storage, 'Northwind', 'u1');
    mine.write([unsent]);
    const [name = ''] = storage.kept.keys();
    storage.setItem(name, '[{"key":"one","state":"kept"},null,3]');
    expect(mine.read()).toEqual([]);
    storage.setItem(name, '{not json');
    expect(mine.read()).toEqual([]);
    const full = {
      ...storage,
      setItem: () => {
        throw new Error('full');
      },
    };
    expect(() => unsentDecisions(full, 'Northwind', 'u1').write([unsent])).not.toThrow();
  });
});
