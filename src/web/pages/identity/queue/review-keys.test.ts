import { describe, expect, it } from 'vitest';
import { reviewActionOf, reviewKeys } from './review-keys.ts';

const press = (key: string, change = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  defaultPrevented: false,
  ...change,
});

describe('keys of the review', () => {
  it('mean one action each', () => {
    const keys = Object.values(reviewKeys).flat();
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.map((key) => reviewActionOf(press(key), 'page', true))).toEqual(
      Object.entries(reviewKeys).flatMap(([action, its]) => its.map(() => action)),
    );
  });

  it('mean nothing while a person types, with a modifier, or when something else has used them', () => {
    expect(reviewActionOf(press('m'), 'text', true)).toBeUndefined();
    expect(reviewActionOf(press('m', { ctrlKey: true }), 'page', true)).toBeUndefined();
    expect(reviewActionOf(press('ArrowDown', { defaultPrevented: true }), 'page', true)).toBeUndefined();
    expect(reviewActionOf(press('x'), 'page', true)).toBeUndefined();
  });

  it('leave Enter to the button that has the focus, and letters go when they are switched off', () => {
    expect(reviewActionOf(press('Enter'), 'control', true)).toBeUndefined();
    expect(reviewActionOf(press('m'), 'control', true)).toBe('same');
    expect(reviewActionOf(press('m'), 'page', false)).toBeUndefined();
    expect(reviewActionOf(press('ArrowDown'), 'page', false)).toBe('next');
  });
});
