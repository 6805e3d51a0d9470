import { describe, expect, it } from 'vitest';
import { markValue } from './mark-value.ts';

describe('the refused value in its raw line', () => {
  it('is found as a whole field before it is found inside another', () => {
    expect(markValue('"12 pcs. box","pcs.",4', 'pcs.')).toEqual({
      before: '"12 pcs. box","',
      value: 'pcs.',
      after: '",4',
    });
  });

  it('is found at either end of the line', () => {
    expect(markValue('x,9', 'x').before).toBe('');
    expect(markValue('x,9', '9').after).toBe('');
  });

  it('leaves a line alone that does not hold it', () => {
    expect(markValue('a,b', 'zz')).toEqual({ before: 'a,b', value: '', after: '' });
    expect(markValue('a,b', null).before).toBe('a,b');
  });
});
