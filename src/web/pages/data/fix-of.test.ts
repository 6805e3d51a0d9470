import { expect, it } from 'vitest';
import { fixOf, kindsFor, likelyFix } from './fix-of.ts';

it('[LOAD-59] a lost column is given its new name, and nothing else is offered', () => {
  expect(kindsFor('column_lost')).toEqual(['header']);
  expect(likelyFix('column_lost')).toBe('header');
  expect(fixOf('header', '', ' partner ', '')).toEqual({ headers: ['partner'] });
});

it('the name of a column is offered for no other rule, the way of writing dates for dates only', () => {
  expect(kindsFor('not_in_set')).toEqual(['map', 'null']);
  expect(kindsFor('bad_date')).toEqual(['map', 'null', 'date']);
});
