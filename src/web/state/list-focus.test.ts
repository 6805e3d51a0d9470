import { describe, expect, it } from 'vitest';
import { neighboursOf } from './list-focus.ts';

describe('[REVIEW-14] the focus of an entry that leaves a list', () => {
  it('goes to the next entry, then to those before it, the nearest first', () => {
    expect(neighboursOf(['a', 'b', 'c', 'd'], 'b')).toEqual(['c', 'd', 'a']);
    expect(neighboursOf(['a', 'b', 'c'], 'c')).toEqual(['b', 'a']);
    expect(neighboursOf(['a'], 'a')).toEqual([]);
  });

  it('goes to the first of a list that no longer has it', () => {
    expect(neighboursOf(['a', 'b'], 'x')).toEqual(['a', 'b']);
  });
});
