import { expect } from 'vitest';
import type { IdentityPreviewResponse } from '../../src/contract/api/identity.ts';

/** Record → golden id. */
type Golden = ReadonlyMap<string, string>;

export const membersOf = (golden: Golden, id: string): string[] =>
  [...golden].flatMap(([record, of]) => (of === id ? [record] : [])).sort();

/** What was announced is what is there: the changed golden records record by record, and all others as they were. */
export function expectAsAnnounced(
  before: Golden,
  after: Golden,
  announced: Pick<IdentityPreviewResponse, 'changes' | 'golden'>,
): void {
  const told = new Set(announced.changes.map(({ goldenId }) => goldenId));
  for (const { goldenId, before: was, after: is } of announced.changes) {
    expect(membersOf(before, goldenId ?? '')).toEqual(was);
    expect(membersOf(after, goldenId ?? '')).toEqual(is);
  }
  for (const id of [...before.values(), ...after.values()])
    if (!told.has(id)) expect(membersOf(after, id)).toEqual(membersOf(before, id));
  expect(new Set(before.values()).size).toBe(announced.golden.before);
  expect(new Set(after.values()).size).toBe(announced.golden.after);
}
