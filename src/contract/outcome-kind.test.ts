import { expect, it } from 'vitest';
import { outcomeKind } from './outcome-kind.ts';

it('[STATUS-10] an update that empties its record is of a kind of its own; what is refused or failed empties nothing', () => {
  expect(outcomeKind({ outcome: 'update', isEmptied: true })).toBe('emptied');
  expect(outcomeKind({ outcome: 'update', isEmptied: false })).toBe('update');
  expect(outcomeKind({ outcome: 'update' })).toBe('update');
  for (const outcome of ['insert', 'no-op', 'refuse', 'failed'] as const)
    expect(outcomeKind({ outcome, isEmptied: true })).toBe(outcome);
});
