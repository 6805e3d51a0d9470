import { describe, expect, it } from 'vitest';
import { changeOf } from './change.ts';

const money = { format: 'money', goodDirection: 'up' };

describe('change against an earlier value', () => {
  it('is good when it goes the good way, bad when not, and plain when neither way is better', () => {
    expect(changeOf(110, 100, money)?.tone).toBe('good');
    expect(changeOf(110, 100, { ...money, goodDirection: 'down' })?.tone).toBe('bad');
    expect(changeOf(110, 100, { ...money, goodDirection: 'none' })?.tone).toBe('plain');
  });

  it('says points for rates, per cent for amounts', () => {
    expect(changeOf(0.92, 0.9, { format: 'percent', goodDirection: 'up' })).toMatchObject({
      kind: 'points',
      direction: 'up',
    });
    expect(changeOf(80, 100, money)?.by).toBeCloseTo(-0.2);
  });

  it('says nothing rather than infinity when there was nothing before', () => {
    expect(changeOf(5, 0, money)).toBeUndefined();
    expect(changeOf(5, null, money)).toBeUndefined();
    expect(changeOf(null, 5, money)).toBeUndefined();
  });

  it('calls a change too small to show flat', () => {
    expect(changeOf(100.01, 100, money)).toMatchObject({ direction: 'flat', tone: 'plain' });
  });
});
